// From the clock on the wall to instants and back, by the rules of a zone which the caller brings.
#pragma once

#include <concepts>
#include <optional>

#include "scheduling/local_time.hpp"

namespace coaching::scheduling {

/// What a zone says about an instant: the offset in force, and when and to what it changes next.
/// `at` is the infinite future when it never does. A change to the same offset is allowed.
struct OffsetChange {
    UtcOffset before;
    Instant at;
    UtcOffset after;
};

/// The rules of a zone: for any finite instant the first change later than it. Offsets stay within
/// `widest_offset`, as those of all zones do, and jumps within a day.
template <class Zone>
concept ZoneRules = requires(const Zone& zone, Instant instant) {
    { zone.next_change(instant) } -> std::same_as<OffsetChange>;
};

/// The limit of the standard for zone files (RFC 8536): 25:59:59 either way.
constexpr Length widest_offset = std::chrono::hours(26);

/// What the clock shows at an instant.
template <ZoneRules Zone>
LocalDateTime local_of(const Zone& zone, Instant instant) {
    if (!instant.is_finite()) return {instant.since_2000};
    return local_at(instant, zone.next_change(instant).before);
}

template <ZoneRules Zone>
LocalDate date_at(const Zone& zone, Instant instant) {
    return date_of(local_of(zone, instant));
}

/// Visits the parts of `range` in which the offset does not change, in order:
/// visit(Interval part, UtcOffset offset).
template <ZoneRules Zone, class Visit>
void for_each_offset(const Zone& zone, const Interval& range, Visit&& visit) {
    for (Instant start = range.start; start.is_finite() && start < range.end;) {
        const OffsetChange change = zone.next_change(start);
        // Rules that name no later change are taken to mean that there is none.
        const Instant end = change.at > start ? std::min(change.at, range.end) : range.end;
        visit(Interval{start, end}, change.before);
        start = end;
    }
}

/// When a clock shows a time: once, more than once (clocks put back), or never (put forward); then
/// both are the instant of the jump over it, which is the first that exists after it.
struct Occurrences {
    Instant first;
    Instant last;
};

template <ZoneRules Zone>
Occurrences occurrences_of(const Zone& zone, LocalDateTime local) {
    const Instant as_if_utc{local.since_2000};
    if (!local.is_finite()) return {as_if_utc, as_if_utc};
    const Interval around{as_if_utc - widest_offset, as_if_utc + widest_offset};
    std::optional<Occurrences> shown;
    std::optional<Instant> jump;
    for_each_offset(zone, around, [&](const Interval& part, UtcOffset offset) {
        const Instant candidate = instant_at(local, offset);
        if (part.contains(candidate)) {
            shown = {shown ? shown->first : candidate, candidate};
        } else if (candidate < part.start && !jump) {
            jump = part.start;  // The clock is already past it.
        }
    });
    if (shown) return *shown;
    const Instant instant = jump.value_or(as_if_utc);
    return {instant, instant};
}

/// The instant a local time means where something starts.
template <ZoneRules Zone>
Instant start_at(const Zone& zone, LocalDateTime local) {
    return occurrences_of(zone, local).first;
}

/// The instant a local time means where something ends.
template <ZoneRules Zone>
Instant end_at(const Zone& zone, LocalDateTime local) {
    return occurrences_of(zone, local).last;
}

/// From the first instant of the first date to the first instant of the date after the last.
template <ZoneRules Zone>
Interval instants_of(const Zone& zone, const DateRange& dates) {
    return {start_at(zone, beginning_of(dates.first)),
            start_at(zone, beginning_of(dates.last + 1))};
}

/// All instants of these dates, and where the clocks went back over midnight some of the dates
/// beside them: look at the date of each.
template <ZoneRules Zone>
Interval instants_around(const Zone& zone, const DateRange& dates) {
    return {start_at(zone, beginning_of(dates.first)), end_at(zone, beginning_of(dates.last + 1))};
}

/// The first instant later than `instant` with which a local date begins. A date that never was
/// begins with the one after it.
template <ZoneRules Zone>
Instant next_midnight(const Zone& zone, Instant instant) {
    if (!instant.is_finite()) return instant;
    LocalDate date = date_at(zone, instant);
    Instant midnight = instant;
    while (midnight <= instant) {
        date = date + 1;
        midnight = start_at(zone, beginning_of(date));
    }
    return midnight;
}

}  // namespace coaching::scheduling
