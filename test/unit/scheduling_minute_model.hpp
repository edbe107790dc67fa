// The rules of hours and slots once more, as naively as can be: every minute of UTC is looked at,
// what the clock shows there is asked of the C library, and the rules are applied to it one by one.
// Nothing of the code under test is used but its types.
#pragma once

#include <cstdint>
#include <vector>

#include "scheduling/availability.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {

/// What the clock of a zone shows at every minute of some days around a date.
class MinuteCalendar {
public:
    static constexpr int days_before = 7;
    static constexpr int days_after = 8;
    static constexpr int minutes = (days_before + days_after) * 24 * 60;

    MinuteCalendar(const std::string& zone_name, const TableZone& zone, LocalDate centre);

    /// The minute with which something starts, or ends, at so many local minutes since 2000.
    int start_minute(std::int64_t shown) const;
    int end_minute(std::int64_t shown) const;

    std::int32_t day_at(int minute) const { return day_[static_cast<std::size_t>(minute)]; }
    int minute_of(Instant instant) const;
    Instant instant_of(int minute) const { return first_ + std::chrono::minutes(minute); }

    const std::string zone_name;
    const TableZone& zone;
    const LocalDate centre;

private:
    void see(int minute, std::int64_t shown);

    Instant first_;
    std::int64_t lowest_shown_;
    std::vector<std::int32_t> day_;   ///< days since 2000 on the calendar, by minute
    std::vector<int> first_showing_;  ///< the minute, by what is shown there
    std::vector<int> last_showing_;
};

/// What is asked of both.
struct Question {
    const MinuteCalendar* calendar;
    std::vector<WeeklyWindow> weekly;
    std::vector<std::pair<LocalDate, std::vector<Window>>> overrides;
    std::vector<DateRange> time_off;
    std::vector<Interval> busy;
    SessionRules rules;
    Interval starts;
};

std::string text_of(const Question& question);

class MinuteModel {
public:
    explicit MinuteModel(const Question& question);

    std::vector<Instant> slots() const;
    Availability judge(Instant start) const;

private:
    using Flags = std::vector<char>;

    bool is_off(std::int32_t day) const;
    std::vector<Window> windows_of(std::int32_t day) const;
    void plan(std::int32_t day);
    void lay_grid();
    static bool all(const Flags& flags, int from, int to);
    bool any_busy(int from, int to) const;
    int minutes_of(Length length) const {
        return static_cast<int>(length / std::chrono::minutes(1));
    }

    const Question& question_;
    const MinuteCalendar& calendar_;
    Flags planned_;
    Flags open_;
    Flags busy_;
    std::vector<int> grid_origin_;
};

}  // namespace coaching::scheduling
