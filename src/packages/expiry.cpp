// Lots past their time, for a scheduled job.

#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::packages {

namespace {

/// A lot somebody is working on is passed over: waiting for several lots in the job's order would
/// be waiting in a circle with whoever takes them in another.
using LotRow = std::tuple<Uuid, Uuid, Uuid, std::int32_t>;
constinit pg::Command<LotRow()> lock_lots_past_their_time{
    "SELECT id, client_id, trainer_id, sessions_remaining FROM coaching.client_packages "
    "WHERE status = 'active' AND expires_at <= now() ORDER BY id FOR NO KEY UPDATE SKIP LOCKED"};
constinit pg::Command<void(Uuid, std::int32_t)> take_rest{
    "INSERT INTO coaching.package_ledger (client_package_id, kind, delta) VALUES ($1, 'expire', "
    "-$2)"};

std::int32_t expire_packages() {
    identity::require_admin("expire packages");
    pg::AsOwner owner;
    const auto lots = lock_lots_past_their_time.all();
    for (const auto& [lot, client, holder, remaining] : lots) {
        pg::check_for_interrupts();
        take_rest.run(lot, remaining);
        const events::Facts facts = {
            {"client_package_id", lot}, {"client_id", client}, {"trainer_id", holder}};
        events::notify_all({client, holder}, "package.expired", facts);
    }
    return static_cast<std::int32_t>(lots.size());
}

}  // namespace

COACHING_FUNCTION(coaching_expire_packages, expire_packages);

}  // namespace coaching::packages
