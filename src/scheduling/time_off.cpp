// Time off over sessions booked already: they stay, and their people are told.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/time_range.hpp"
#include "pg/trigger.hpp"
#include "scheduling/trainer_hours.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

namespace {

// No session is longer than a day, nor as old as the calendar's first years, where the day before
// is out of range.
#define COACHING_SESSIONS_WITHIN                                                           \
    " FROM coaching.bookings b WHERE trainer_id = $1 "                                     \
    "AND session_date > greatest(lower($2), '0001-01-02 00:00+00') - interval '24 hours' " \
    "AND session_date < upper($2) "                                                        \
    "AND during && $2 AND status IN ('scheduled', 'confirmed') "
using SessionRow = std::tuple<Uuid, Uuid>;
// A Check: the session may be younger than a REPEATABLE READ snapshot.
constinit pg::Check<SessionRow(Uuid, pg::TimeRange, std::optional<pg::TimeRange>)> sessions_newly{
    "SELECT b.id, b.client_id" COACHING_SESSIONS_WITHIN
    "AND NOT coalesce(during && $3, false) ORDER BY session_date, id"};
constinit pg::Query<pg::Record(Uuid, pg::TimeRange)> sessions_within{
    "SELECT b" COACHING_SESSIONS_WITHIN "ORDER BY session_date, id"};
#undef COACHING_SESSIONS_WITHIN

/// The instants off, on the trainer's clock; nothing for dates beyond the calendar.
std::optional<pg::TimeRange> range_of(const ServerZone& zone, pg::Date first, pg::Date last) {
    const Interval off = instants_of(zone, DateRange{local_date_of(first), local_date_of(last)});
    if (off.is_empty() || !off.is_finite() || !pg::is_timestamp(timestamp_of(off.end)))
        return std::nullopt;
    return pg::TimeRange{timestamp_of(off.start), timestamp_of(off.end)};
}

std::optional<pg::TimeRange> range_of(const ServerZone& zone, const pg::TriggerRow& row) {
    return range_of(zone, row.get<pg::Date>("start_date"), row.get<pg::Date>("end_date"));
}

pg::TriggerResult announce_time_off(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const Uuid time_off = row.get<Uuid>("id");
    pg::AsOwner owner;
    const ServerZone zone = rules_of(trainer).zone;
    const auto off = range_of(zone, row);
    if (!off) return call.pass();
    std::optional<pg::TimeRange> before;
    if (call.is_update()) before = range_of(zone, call.old_row());
    for (const auto& [booking, client] : sessions_newly.all(trainer, *off, before)) {
        pg::check_for_interrupts();
        events::notify_all({client, trainer}, "booking.time_off_conflict",
                           {{"booking_id", booking},
                            {"time_off_id", time_off},
                            {"trainer_id", trainer},
                            {"client_id", client}});
    }
    return call.pass();
}

using TimeOffRow = std::tuple<Uuid, pg::Date, pg::Date>;
constinit pg::Query<TimeOffRow(Uuid)> time_off_by_id{
    "SELECT trainer_id, start_date, end_date FROM coaching.trainer_time_off WHERE id = $1"};

pg::Rows<pg::Record> time_off_conflicts(Uuid time_off) {
    const identity::Caller& who = identity::caller();
    pg::AsOwner owner;
    const std::optional<TimeOffRow> found = time_off_by_id.first(time_off);
    const bool is_own = found && who.active && who.is(std::get<0>(*found));
    if (!found || !(is_own || who.administers()))
        throw Failure(Token::not_found, "there is no such time off of yours");
    const auto& [trainer, first, last] = *found;
    const auto off = range_of(rules_of(trainer).zone, first, last);
    if (!off) return {};
    return sessions_within.all(trainer, *off);
}

}  // namespace

COACHING_TRIGGER(coaching_announce_time_off, announce_time_off);
COACHING_FUNCTION(coaching_time_off_conflicts, time_off_conflicts);

}  // namespace coaching::scheduling
