// Zones for tests of scheduling: tables of offset changes, made by hand, from a fuzzer's bytes, or
// from the zone data of the machine; and times written as people write them.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "scheduling/zone_rules.hpp"

namespace coaching::scheduling {

/// A zone as a list of changes in order of time.
class TableZone {
public:
    struct Change {
        Instant at;
        UtcOffset after;
    };

    explicit TableZone(UtcOffset first, std::vector<Change> changes = {})
        : first_(first), changes_(std::move(changes)) {}

    OffsetChange next_change(Instant instant) const {
        const auto next =
            std::upper_bound(changes_.begin(), changes_.end(), instant,
                             [](Instant t, const Change& change) { return t < change.at; });
        const UtcOffset before = next == changes_.begin() ? first_ : std::prev(next)->after;
        if (next == changes_.end()) return {before, Instant::infinite_future(), before};
        return {before, next->at, next->after};
    }

    const std::vector<Change>& changes() const { return changes_; }

private:
    UtcOffset first_;
    std::vector<Change> changes_;
};

/// A zone of the C library, which the code under test never asks, from 1990 to 2040.
class SystemZone {
public:
    /// Makes it the zone of this program. Throws std::runtime_error when the machine does not know
    /// it.
    explicit SystemZone(const std::string& name);

    /// Straight from the C library, with no table between. Only the zone made last can answer.
    static UtcOffset offset_at(Instant instant);

    TableZone table() const;
};

/// Empty when every zone named is there, else what to say about it.
std::string missing_zone_data(const std::vector<std::string>& names);

inline LocalDate date(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    const sys_days days =
        year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
    return {static_cast<std::int32_t>((days - sys_days(std::chrono::year(2000) / 1 / 1)).count())};
}

inline Instant utc(LocalDate date, int hour = 0, int minute = 0) {
    return Instant{at(date, clock_time(hour, minute)).since_2000};
}

/// As "2025-03-09 07:00".
std::string text_of(Instant instant);
std::string text_of(const Interval& interval);
std::string text_of(LocalDate date);
std::string text_of(LocalTime time);

/// What GoogleTest prints.
inline void PrintTo(Instant instant, std::ostream* out) { *out << text_of(instant); }
inline void PrintTo(const Interval& interval, std::ostream* out) { *out << text_of(interval); }
inline void PrintTo(LocalDate date, std::ostream* out) { *out << text_of(date); }

}  // namespace coaching::scheduling
