// Hours of a week as minutes of a week in UTC, so that two clocks can be compared. The week has no
// beginning: what runs past its end goes on at its start.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace coaching::matching {

inline constexpr int minutes_of_day = 1440;
inline constexpr int minutes_of_week = 7 * minutes_of_day;

/// Minutes from `start` on and before `end`; 0 <= start < end <= minutes_of_week, 0 being Sunday
/// 00:00 UTC.
struct WeekSpan {
    std::uint16_t start;
    std::uint16_t end;
    friend bool operator==(const WeekSpan&, const WeekSpan&) = default;
};

/// Hours by the clock of some place: from minute `start` of a day (0 is Sunday), to minute `end`,
/// which is on the next day when at or before the start.
struct DayHours {
    int day;
    int start;
    int end;
};

/// Hours that may overlap, put together.
class WeekHours {
public:
    /// `minutes_east`: how far the clock is ahead of UTC. Hours that mean nothing are left out.
    void add(const DayHours& hours, int minutes_east);

    /// Without overlaps, in order.
    std::span<const WeekSpan> spans() const;
    bool empty() const { return spans_.empty(); }
    void clear() { spans_.clear(); }

private:
    void add_span(int start, int end);

    mutable std::vector<WeekSpan> spans_;
    mutable bool in_order_ = true;
};

/// When a client has time. Asked about many trainers, so that one answer is two look-ups a window.
class WantedHours {
public:
    WantedHours() = default;
    /// `sessions_per_week` of an hour each are enough; without a number all the time there is.
    WantedHours(const WeekHours& hours, int sessions_per_week);

    /// True where the client does not say.
    bool silent() const { return before_.empty(); }
    /// At least 1 unless silent.
    int wanted_minutes() const { return wanted_; }
    /// Minutes common with hours without overlaps.
    int common_minutes(std::span<const WeekSpan> offered) const;

private:
    /// Minutes of the client's before each minute of the week, and in all.
    std::vector<std::uint16_t> before_;
    int wanted_ = 0;
};

}  // namespace coaching::matching
