#include "scheduling/availability.hpp"

namespace coaching::scheduling {

std::string_view availability_name(Availability availability) {
    switch (availability) {
        case Availability::available: return "available";
        case Availability::outside_hours: return "outside_hours";
        case Availability::time_off: return "time_off";
        case Availability::booked: return "booked";
        case Availability::too_soon: return "too_soon";
        case Availability::too_far: return "too_far";
        case Availability::inactive: return "inactive";
        case Availability::blocked: return "blocked";
    }
    return "";
}

Availability judge_session(const Session& session, IntervalView planned, IntervalView open,
                           IntervalView busy, const Interval& starts) {
    if (!planned.contains(session.during)) return Availability::outside_hours;
    if (!open.contains(session.during)) return Availability::time_off;
    if (busy.overlaps(session.held)) return Availability::booked;
    if (session.during.start < starts.start) return Availability::too_soon;
    if (session.during.start >= starts.end) return Availability::too_far;
    return Availability::available;
}

}  // namespace coaching::scheduling
