// For whom a function of this slice works. Functions run as the owner of the tables, and inside
// that scope the triggers would take everything for the extension's own doing; but notice,
// cancellation windows and overrides depend on which side asks.
#pragma once

#include "base/state_machine.hpp"
#include "base/uuid.hpp"

namespace coaching::scheduling {

/// Makes actor_for() answer `actor` for a scope.
class ActingAs {
public:
    explicit ActingAs(Actor actor) noexcept;
    ~ActingAs();
    ActingAs(const ActingAs&) = delete;
    ActingAs& operator=(const ActingAs&) = delete;

private:
    Actor before_;
};

/// Who changes a booking of the two: the side a function works for, else the caller's.
Actor actor_for(const Uuid& client, const Uuid& trainer);

/// The same for a function that begins; throws permission_denied for anybody else.
Actor require_actor(const Uuid& client, const Uuid& trainer);

}  // namespace coaching::scheduling
