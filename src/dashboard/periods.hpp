// The times figures are made for: the day, the week and the month a date lies in.
#pragma once

#include "training/buckets.hpp"
#include "training/weeks.hpp"

namespace coaching::dashboard {

using scheduling::DateRange;
using scheduling::LocalDate;

/// A day, its ISO week (Monday to Sunday) and its month of the calendar.
struct Periods {
    DateRange today;
    DateRange week;
    DateRange month;

    /// From the first day of any of them to the last.
    DateRange all() const {
        return {std::min(week.first, month.first), std::max(week.last, month.last)};
    }
};

inline Periods periods_of(LocalDate today) {
    const LocalDate monday = training::monday_of(today);
    const training::Buckets months(training::Bucket::month, today, today);
    return {{today, today}, {monday, monday + 6}, {months.start(0), months.start(1) + -1}};
}

/// What compliance is looked at in a list: the running week and the three before it, up to today.
inline DateRange recent_weeks(LocalDate today) { return {training::monday_of(today) + -21, today}; }

}  // namespace coaching::dashboard
