// The outbox: telling people what happened, in the transaction in which it happens.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include "base/uuid.hpp"

namespace coaching::events {

/// Facts of a notification: names and ids.
using Facts = std::initializer_list<std::pair<std::string_view, Uuid>>;

/// Puts a notification for `user` into the outbox; the erased hear of nothing. `kind` names what
/// happened: "subject.event".
void notify(const Uuid& user, std::string_view kind, Facts facts);

/// The same for several people, in one statement; their notifications' ids rise in this order.
void notify_all(std::span<const Uuid> users, std::string_view kind, Facts facts);
void notify_all(std::initializer_list<Uuid> users, std::string_view kind, Facts facts);

/// While one exists nobody is told anything: for an act of many steps, whose parts would each be
/// news, and which tells of the whole itself once it is done.
class Silence {
public:
    Silence() noexcept;
    ~Silence();
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
};

/// Defines the setting coaching.notify.
void define_event_settings();

}  // namespace coaching::events
