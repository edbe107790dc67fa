#include "relationships/visibility.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/session.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

/// Lives as long as the backend: the sets outlast the statements they were loaded for.
MemoryContext long_lived_memory() {
    static MemoryContext context = nullptr;
    if (context == nullptr)
        context = pg::guarded([] {
            return AllocSetContextCreate(TopMemoryContext, "coaching visible people",
                                         ALLOCSET_DEFAULT_SIZES);
        });
    return context;
}

// One row per active client with its grants, or one row with neither where there is none; an admin
// needs no list.
using VisibleRow = std::tuple<bool, bool, std::optional<Uuid>, std::int32_t>;
constinit pg::Query<VisibleRow(Uuid)> visible_rows{
    "SELECT u.deactivated_at IS NULL, 'admin' = ANY (u.roles), r.client_id, "
    "coalesce(1 + 2 * r.can_view_workouts::int + 4 * r.can_view_progress::int "
    "  + 8 * r.can_view_analytics::int + 16 * r.can_create_programs::int "
    "  + 32 * r.can_send_messages::int, 0) "
    "FROM coaching.users u "
    "LEFT JOIN coaching.trainer_clients r "
    "  ON r.trainer_id = u.id AND r.status = 'active' AND NOT ('admin' = ANY (u.roles)) "
    "WHERE u.id = $1"};

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
           static_cast<std::size_t>(std::count_if(
               clients_.begin(), clients_.end(),
               [kind](const Client& client) { return grants(client, kind); }));
}

VisibleClients load_visible_clients() {
    pg::InContext memory(long_lived_memory());
    VisibleClients out;
    // A plain UUID needs no look-up of the caller first: the rows themselves say all.
    const identity::SessionIdentity& said = identity::session_identity();
    if (said.kind == identity::SessionIdentity::Kind::user)
        out.self_ = said.id;
    else
        out.self_ = identity::caller().id;
    if (!out.self_) {
        out.everyone_ = identity::caller().trusted;
        return out;
    }
    const Uuid self = *out.self_;
    pg::AsOwner owner;
    visible_rows.each(self, [&](VisibleRow&& row) {
        const auto& [active, admin, client, grants] = row;
        if (!active) out.self_.reset();
        if (!active) return;
        out.everyone_ = admin;
        if (client) out.clients_.push_back({*client, static_cast<std::uint8_t>(grants)});
    });
    std::sort(out.clients_.begin(), out.clients_.end());
    return out;
}

KnownPeople load_known_people() {
    pg::InContext memory(long_lived_memory());
    KnownPeople out;
    const identity::Caller& who = identity::caller();
    out.everyone_ = who.administers();
    const bool deactivated = !who.active && who.id && !visible_clients().self();
    if (out.everyone_ || !who.id || deactivated) return out;
    const Uuid self = *who.id;
    pg::AsOwner owner;
    out.ids_ = known_rows.all(self);
    out.ids_.push_back(self);
    std::sort(out.ids_.begin(), out.ids_.end());
    return out;
}

const KnownPeople& known_people() {
    static pg::PerView<KnownPeople> kept;
    return kept.get(load_known_people);
}

}  // namespace coaching::relationships
