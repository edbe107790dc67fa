// Which people the caller may see, as sorted sets of ids, one per kind of data. Loaded once per
// view of the database (snapshot, identity, role) and kept while it lasts.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/uuid.hpp"
#include "pg/snapshot.hpp"

namespace coaching::relationships {

/// Kinds of a client's data; each but `profile` has its flag on the relationship.
enum class DataKind : std::uint8_t { profile, workouts, progress, analytics, programs, messages };

/// In the order of DataKind.
inline constexpr std::string_view data_words[] = {"profile",   "workouts", "progress",
                                                  "analytics", "programs", "messages"};

/// The kind of that name, or nullopt. A predicate asks for every row: the size and one letter pick
/// the candidate, so that a single compare is left.
constexpr std::optional<DataKind> parse_data_kind(std::string_view word) {
    constexpr std::size_t shortest = 7;
    if (word.size() < shortest) return std::nullopt;
    DataKind candidate = DataKind::profile;
    switch (word[3]) {
        case 'f': candidate = DataKind::profile; break;
        case 'k': candidate = DataKind::workouts; break;
        case 'g': candidate = word[5] == 'e' ? DataKind::progress : DataKind::programs; break;
        case 'l': candidate = DataKind::analytics; break;
        case 's': candidate = DataKind::messages; break;
        default: return std::nullopt;
    }
    if (word != data_words[static_cast<int>(candidate)]) return std::nullopt;
    return candidate;
}
static_assert(parse_data_kind("profile") == DataKind::profile);
static_assert(parse_data_kind("workouts") == DataKind::workouts);
static_assert(parse_data_kind("progress") == DataKind::progress);
static_assert(parse_data_kind("analytics") == DataKind::analytics);
static_assert(parse_data_kind("programs") == DataKind::programs);
static_assert(parse_data_kind("messages") == DataKind::messages);

[[noreturn]] void refuse_data_word(std::string_view word);

/// The kind of that name; throws Failure(invalid_argument) for another word.
inline DataKind require_data_kind(std::string_view word) {
    const std::optional<DataKind> kind = parse_data_kind(word);
    if (__builtin_expect(!kind, 0)) refuse_data_word(word);
    return *kind;
}

/// What the caller may see of clients.
class VisibleClients {
public:
    struct Client {
        Uuid id;
        std::uint8_t grants;  // bit n: data of DataKind n
        friend bool operator<(const Client& a, const Client& b) { return a.id < b.id; }
    };

    /// Admins and trusted callers see everyone.
    bool everyone() const { return everyone_; }
    const std::optional<Uuid>& self() const { return self_; }

    bool sees(const Uuid& client, DataKind kind) const {
        if (everyone_ || self_ == client) return true;
        const auto found =
            std::lower_bound(clients_.begin(), clients_.end(), client,
                             [](const Client& one, const Uuid& id) { return one.id < id; });
        return found != clients_.end() && found->id == client && grants(*found, kind);
    }

    bool is_self(const Uuid& user) const { return everyone_ || self_ == user; }

    /// The ids sees() is true for; meaningless for everyone().
    pg::Vector<Uuid> ids(DataKind kind) const;
    std::size_t count(DataKind kind) const;

private:
    friend VisibleClients load_visible_clients();
    static bool grants(const Client& client, DataKind kind) {
        return (client.grants >> static_cast<int>(kind) & 1) != 0;
    }

    bool everyone_ = false;
    std::optional<Uuid> self_;
    pg::Vector<Client> clients_;
};

VisibleClients load_visible_clients();

namespace detail {
inline pg::PerView<VisibleClients> kept_visible_clients;
}

/// What the caller may see of clients now. Inline, and no local static: a predicate asks for every
/// row.
inline const VisibleClients& visible_clients() {
    return detail::kept_visible_clients.get(load_visible_clients);
}

/// People the caller knows: themselves, counterparts in a relationship of any state (for a trainer,
/// one the client agreed to), in an open request, or the trainer of a pending invitation; nobody
/// with a block between them.
class KnownPeople {
public:
    bool everyone() const { return everyone_; }
    bool knows(const Uuid& user) const {
        return everyone_ || std::binary_search(ids_.begin(), ids_.end(), user);
    }
    const pg::Vector<Uuid>& ids() const { return ids_; }

private:
    friend KnownPeople load_known_people();
    bool everyone_ = false;
    pg::Vector<Uuid> ids_;
};

const KnownPeople& known_people();

}  // namespace coaching::relationships
