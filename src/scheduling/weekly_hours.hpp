// A trainer's hours as instants: weekly windows, overrides of single dates and time off, which are
// wall time, expanded by the rules of a zone.
//
// Of each date: time off beats an override, an override replaces the weekly windows.
//  - A window belongs to the date it starts on, also where it runs past midnight: an override of
//  the
//    next date leaves it alone, and with its own date off all of it falls away.
//  - Time off takes every instant at which the calendar shows one of its dates, so it also cuts
//  what
//    runs into it from the evening before.
//  - A start the clock jumps over moves to the jump, an end likewise; a start the clock shows twice
//    is the first of the two, an end the last. A window that is left with nothing is dropped.
#pragma once

#include <optional>
#include <span>

#include "scheduling/interval_set.hpp"
#include "scheduling/zone_rules.hpp"

namespace coaching::scheduling {

/// Hours of a date. An end at or before the start is on the next date, so 00:00 to 00:00 is the
/// whole date, as 00:00 to 24:00 is. Other than from 00:00 on, before 24:00 and up to 24:00 means
/// nothing.
struct Window {
    LocalTime start;
    LocalTime end;

    constexpr bool has_meaning() const {
        return LocalTime{} <= start && start < clock_time(24) && LocalTime{} <= end &&
               end <= clock_time(24);
    }
};

/// Hours of every such weekday, from one date to another, both included.
struct WeeklyWindow {
    Weekday weekday;
    Window window;
    std::optional<LocalDate> effective_from;
    std::optional<LocalDate> effective_until;

    constexpr bool is_on(LocalDate date) const {
        return weekday_of(date) == weekday && (!effective_from || *effective_from <= date) &&
               (!effective_until || date <= *effective_until);
    }
};

/// The hours of one date instead of its weekly ones; no windows: closed. Several for one date add
/// up.
struct DateOverride {
    LocalDate date;
    std::span<const Window> windows;
};

/// All that says when a trainer works, each part in any order.
struct Schedule {
    std::span<const WeeklyWindow> weekly;
    std::span<const DateOverride> overrides;
    std::span<const DateRange> time_off;

    bool is_off(LocalDate date) const;
};

/// What a schedule comes to.
template <class Container = std::vector<Interval>>
struct Hours {
    IntervalSet<Container> planned;  ///< as if there were no time off
    IntervalSet<Container> open;     ///< what time off leaves of them
};

/// The instants of a window of a date; empty when it inverts.
template <ZoneRules Zone>
Interval instants_of(const Zone& zone, LocalDate date, const Window& window) {
    if (!window.has_meaning()) return {};
    const LocalDate last = window.end <= window.start ? date + 1 : date;
    const Interval instants{start_at(zone, at(date, window.start)),
                            end_at(zone, at(last, window.end))};
    // At the ends of time there are no hours.
    return instants.is_finite() ? instants : Interval{};
}

/// Visits the windows of a date, time off aside.
template <class Visit>
void for_each_window(const Schedule& schedule, LocalDate date, Visit&& visit) {
    bool overridden = false;
    for (const DateOverride& instead : schedule.overrides) {
        if (instead.date != date) continue;
        overridden = true;
        for (const Window& window : instead.windows) visit(window);
    }
    if (overridden) return;
    for (const WeeklyWindow& weekly : schedule.weekly)
        if (weekly.is_on(date)) visit(weekly.window);
}

/// The instants of time off within `range`.
template <class Container, ZoneRules Zone, class Poll>
IntervalSet<Container> time_off_within(const Schedule& schedule, const Zone& zone,
                                       const Interval& range, Poll&& poll) {
    Container off;
    for_each_offset(zone, range, [&](const Interval& part, UtcOffset offset) {
        for (const DateRange& dates : schedule.time_off) {
            poll();
            off.push_back(intersection(part, {instant_at(beginning_of(dates.first), offset),
                                              instant_at(beginning_of(dates.last + 1), offset)}));
        }
    });
    return IntervalSet<Container>(std::move(off), poll);
}

/// The hours that belong to `dates`. At both ends of them hours of the neighbouring dates are
/// missing; for all hours in some stretch of time expand dates_deciding() it.
template <class Container = std::vector<Interval>, ZoneRules Zone, class Poll = Unpolled>
Hours<Container> expand(const Schedule& schedule, const Zone& zone, const DateRange& dates,
                        Poll&& poll = {}) {
    Container planned;
    Container working;
    for (std::int64_t day = dates.first.days_since_2000; day <= dates.last.days_since_2000; ++day) {
        poll();
        const LocalDate date{static_cast<std::int32_t>(day)};
        const bool off = schedule.is_off(date);
        for_each_window(schedule, date, [&](const Window& window) {
            const Interval instants = instants_of(zone, date, window);
            planned.push_back(instants);
            if (!off) working.push_back(instants);
        });
    }
    Hours<Container> hours{IntervalSet<Container>(std::move(planned), poll),
                           IntervalSet<Container>(std::move(working), poll)};
    if (schedule.time_off.empty() || hours.open.is_empty()) return hours;
    const Interval all{hours.open.begin()->start, std::prev(hours.open.end())->end};
    hours.open = hours.open.without(time_off_within<Container>(schedule, zone, all, poll), poll);
    return hours;
}

/// The dates whose windows can reach into `range`: a window runs into the next date, and clocks
/// that are put back show dates out of order, by a day at most. An infinite range has none.
template <ZoneRules Zone>
DateRange dates_deciding(const Zone& zone, const Interval& range, int days_before = 2) {
    if (!range.is_finite() || range.is_empty()) return {LocalDate{0}, LocalDate{-1}};
    return {date_at(zone, range.start) + -days_before, date_at(zone, range.end) + 1};
}

}  // namespace coaching::scheduling
