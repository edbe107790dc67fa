#include "relationships/visibility.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/session.hpp"
#include "pg/key_lookup.hpp"
#include "pg/long_lived.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

// The sets outlast the statements they were loaded for.
constinit pg::LongLivedMemory set_memory{"coaching visible people"};

// Read past SQL, since every statement under row level security begins with it.
constinit pg::TableColumns user_columns{"users", "users_pkey", "id", "deactivated_at", "roles"};
enum UserColumn { user_deactivated_at = 1, user_roles };

constinit pg::TableColumns client_columns{
    "trainer_clients",     "trainer_clients_active_idx", "trainer_id",        "status",
    "client_id",           "can_view_workouts",          "can_view_progress", "can_view_analytics",
    "can_create_programs", "can_send_messages"};
enum ClientColumn { client_status = 1, client_id, client_first_grant };

struct Standing {
    bool active = true;
    bool admin = false;
};

/// Somebody without a row here may still see what is their own.
Standing standing_of(const Uuid& user) {
    pg::KeyLookup lookup(user_columns, user);
    if (!lookup.next()) return {};
    Standing standing{lookup.is_null(user_deactivated_at), false};
    for (const std::string_view role : lookup.get<pg::Vector<std::string_view>>(user_roles))
        standing.admin |= role == "admin";
    return standing;
}

std::uint8_t grants_of(const pg::KeyLookup& row) {
    // Bit 0 is the profile, which every active relationship grants; the flags stand in the order of
    // DataKind.
    std::uint8_t grants = 1;
    for (int kind = 1; kind < static_cast<int>(std::size(data_words)); ++kind)
        grants |= static_cast<std::uint8_t>(row.get<bool>(client_first_grant + kind - 1) << kind);
    return grants;
}

// A trainer does not know a client who never agreed: proposing to an id would reveal who it is.
constinit pg::Query<Uuid(Uuid)> known_rows{
    "SELECT client_id FROM coaching.trainer_clients "
    "  WHERE trainer_id = $1 AND accepted_at IS NOT NULL "
    "UNION SELECT trainer_id FROM coaching.trainer_clients WHERE client_id = $1 "
    "UNION SELECT from_user_id FROM coaching.connection_requests "
    "  WHERE to_user_id = $1 AND status IN ('pending', 'deferred') "
    "UNION SELECT to_user_id FROM coaching.connection_requests "
    "  WHERE from_user_id = $1 AND status IN ('pending', 'deferred') "
    "UNION SELECT i.trainer_id FROM coaching.client_invitations i "
    "  WHERE i.target_user_id = $1 AND i.status = 'pending' "
    "UNION SELECT i.trainer_id FROM coaching.users u "
    "  JOIN coaching.client_invitations i ON i.target_email_key = u.email_key "
    "  WHERE u.id = $1 AND i.status = 'pending' "
    "EXCEPT SELECT blocked_id FROM coaching.user_blocks WHERE blocker_id = $1 "
    "EXCEPT SELECT blocker_id FROM coaching.user_blocks WHERE blocked_id = $1"};

}  // namespace

void refuse_data_word(std::string_view word) {
    throw Failure(Token::invalid_argument, "there is no kind of data of that name")
        .with("data", beginning_of(word))
        .hint("Kinds are profile, workouts, progress, analytics, programs and messages.");
}

pg::Vector<Uuid> VisibleClients::ids(DataKind kind) const {
    pg::Vector<Uuid> out;
    out.reserve(clients_.size() + 1);
    if (self_) out.push_back(*self_);
    for (const Client& client : clients_)
        if (grants(client, kind)) out.push_back(client.id);
    return out;
}

std::size_t VisibleClients::count(DataKind kind) const {
    return static_cast<std::size_t>(self_.has_value()) +
           static_cast<std::size_t>(
               std::count_if(clients_.begin(), clients_.end(),
                             [kind](const Client& client) { return grants(client, kind); }));
}

VisibleClients load_visible_clients() {
    auto out = set_memory.make<VisibleClients>();
    // A plain UUID needs no look-up of the caller first: the rows themselves say all.
    const identity::SessionIdentity& said = identity::session_identity();
    const bool is_user = said.kind == identity::SessionIdentity::Kind::user;
    const std::optional<Uuid> self = is_user ? said.id : identity::caller().id;
    if (!self) {
        out.everyone_ = identity::caller().trusted;
        return out;
    }
    const Standing standing = standing_of(*self);
    if (!standing.active) return out;
    out.self_ = self;
    out.everyone_ = standing.admin;
    if (standing.admin) return out;
    pg::KeyLookup clients(client_columns, *self);
    while (clients.next())
        if (clients.get<std::string_view>(client_status) == "active")
            out.clients_.push_back({clients.get<Uuid>(client_id), grants_of(clients)});
    std::sort(out.clients_.begin(), out.clients_.end());
    return out;
}

KnownPeople load_known_people() {
    auto out = set_memory.make<KnownPeople>();
    const identity::Caller& who = identity::caller();
    out.everyone_ = who.administers();
    const bool deactivated = !who.active && who.id && !visible_clients().self();
    if (out.everyone_ || !who.id || deactivated) return out;
    const Uuid self = *who.id;
    pg::AsOwner owner;
    out.ids_.push_back(self);
    known_rows.each(self, [&](Uuid id) { out.ids_.push_back(id); });
    std::sort(out.ids_.begin(), out.ids_.end());
    return out;
}

const KnownPeople& known_people() {
    static pg::PerView<KnownPeople> kept;
    return kept.get(load_known_people);
}

}  // namespace coaching::relationships
