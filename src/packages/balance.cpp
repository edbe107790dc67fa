// What is left of a client's lots, as whoever asks may see it.

#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::packages {

namespace {

using BalanceRow = std::tuple<Uuid, pg::Text, Uuid, std::int32_t, std::int32_t,
                              std::optional<pg::Timestamp>, pg::Text>;
/// $2 is the trainer who holds the lots, or NULL for all. A lot past its time is over, whether
/// expire_packages has seen it or not.
constinit pg::Query<BalanceRow(Uuid, std::optional<Uuid>)> balance{
    "SELECT id, name, trainer_id, sessions_total, sessions_remaining, expires_at, "
    "CASE WHEN status = 'active' AND expires_at <= now() THEN 'expired' ELSE status END "
    "FROM coaching.client_packages WHERE client_id = $1 AND ($2 IS NULL OR trainer_id = $2) "
    "ORDER BY (status = 'active' AND (expires_at IS NULL OR expires_at > now())) DESC, expires_at, "
    "id"};

pg::Rows<BalanceRow> package_balance(Uuid client) {
    const identity::Caller& who = identity::caller();
    if (!who.administers() && !who.active) return {};
    std::optional<Uuid> holder;
    if (!who.administers() && !who.is(client)) holder = *who.id;
    pg::AsOwner owner;
    return pg::Rows<BalanceRow>(balance.all(client, holder));
}

}  // namespace

COACHING_FUNCTION(coaching_package_balance, package_balance);

}  // namespace coaching::packages
