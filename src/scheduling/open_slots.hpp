// The slots a trainer has open, by all that is in the tables.
#pragma once

#include "pg/guard.hpp"
#include "scheduling/busy.hpp"
#include "scheduling/trainer_hours.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

/// Visits the trainer's slots that start in `starts`, in order of time, while visit(Session) is
/// true; with a session_mode only those in hours kept for it or for any. Reads in the active
/// snapshot, as the owner of the tables.
template <class Visit>
void for_each_open_slot(const Uuid& trainer, const TrainerRules& rules, const Interval& starts,
                        std::optional<std::string_view> session_mode, Visit&& visit) {
    if (starts.is_empty() || !starts.is_finite()) return;
    TrainerHours hours(trainer, dates_deciding_slots(rules.zone, starts, rules.sessions),
                       session_mode);
    hours.read_time_off();
    const Interval reach{starts.start - whole_day, starts.end + 2 * whole_day};
    const auto busy = held_within(reach, trainer);
    for_each_slot<pg::Vector<Interval>>(hours.schedule(), rules.zone, busy, rules.sessions, starts,
                                        visit, pg::check_for_interrupts);
}

}  // namespace coaching::scheduling
