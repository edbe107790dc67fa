// Whether a session is possible, and if not, the first reason why.
#pragma once

#include <string_view>

#include "scheduling/interval_set.hpp"
#include "scheduling/slots.hpp"

namespace coaching::scheduling {

/// The first five reasons in the order in which judge_session() looks for them; the last two are
/// about the people and come before all others.
enum class Availability {
    available,
    outside_hours,
    time_off,
    booked,
    too_soon,
    too_far,
    inactive,
    blocked
};

/// The reason as the API names it.
std::string_view availability_name(Availability availability);

/// Judges a session by hours (see expand(); `open` is within `planned`), by what is held already
/// and by the limits of its start, which are [not too soon, too far). A session need not stand on a
/// grid. One without any length is outside all hours.
Availability judge_session(const Session& session, IntervalView planned, IntervalView open,
                           IntervalView busy, const Interval& starts);

/// The same from a schedule, of which it expands the few dates that matter.
template <class Container = std::vector<Interval>, ZoneRules Zone, class Poll = Unpolled>
Availability judge_session(const Session& session, const Schedule& schedule, const Zone& zone,
                           IntervalView busy, const Interval& starts, Poll&& poll = {}) {
    const Hours<Container> hours =
        expand<Container>(schedule, zone, dates_deciding(zone, session.during), poll);
    return judge_session(session, hours.planned, hours.open, busy, starts);
}

}  // namespace coaching::scheduling
