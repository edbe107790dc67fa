// What the end of a relationship means for its sessions to come: they are cancelled, and their
// credits go back.

#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/acting.hpp"
#include "scheduling/locks.hpp"

namespace coaching::scheduling {

namespace {

#define COACHING_SESSIONS_TO_COME                                                        \
    "FROM coaching.bookings WHERE ((trainer_id = $1 AND client_id = $2) "                \
    "OR (trainer_id = $2 AND client_id = $1)) AND status IN ('scheduled', 'confirmed') " \
    "AND session_date > now() ORDER BY id FOR NO KEY UPDATE"
constinit relationships::RowsBetween sessions_between{
    "SELECT id " COACHING_SESSIONS_TO_COME, "SELECT id " COACHING_SESSIONS_TO_COME " NOWAIT"};
#undef COACHING_SESSIONS_TO_COME

constinit pg::Check<void(Uuid, Uuid)> cancel_sessions{
    "UPDATE coaching.bookings SET status = 'cancelled', cancel_reason = 'relationship_ended' "
    "WHERE trainer_id = $1 AND client_id = $2 AND status IN ('scheduled', 'confirmed') "
    "AND session_date > now()"};

pg::TriggerResult hold_bookings(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    // With the client, since a session booked while the client is waited for is not locked yet, and
    // whoever moves it would wait for the client as well.
    relationships::lock_also_with_client(sessions_between, row.get<Uuid>("client_id"),
                                         row.get<Uuid>("trainer_id"));
    return call.pass();
}

/// hold_bookings has locked the client: nothing new is booked with them meanwhile.
pg::TriggerResult cancel_bookings(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    pg::AsOwner owner;
    const ActingAs acting(Actor::system);
    cancel_sessions.run(row.get<Uuid>("trainer_id"), row.get<Uuid>("client_id"));
    return call.pass();
}

}  // namespace

relationships::RowsBetween& sessions_to_come() { return sessions_between; }

void join_locks() { relationships::lock_also_between(sessions_between); }

COACHING_TRIGGER(coaching_hold_bookings, hold_bookings);
COACHING_TRIGGER(coaching_cancel_bookings, cancel_bookings);

}  // namespace coaching::scheduling
