// Which of weekly windows, overrides and time off holds on a date.

#include <gtest/gtest.h>

#include "scheduling/availability.hpp"
#include "scheduling/weekly_hours.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

using Set = IntervalSet<>;

LocalTime t(int hours, int minutes = 0) { return clock_time(hours, minutes); }

const TableZone utc_zone{UtcOffset{}};
const LocalDate monday = date(2025, 6, 2);

WeeklyWindow weekly(Weekday day, LocalTime start, LocalTime end) {
    return {day, {start, end}, std::nullopt, std::nullopt};
}

Interval on(LocalDate date, LocalTime start, LocalTime end) {
    return instants_of(utc_zone, date, {start, end});
}

/// The hours of the week from `monday` on.
Hours<> week(const Schedule& schedule) {
    return expand(schedule, utc_zone, {monday + -1, monday + 7});
}

TEST(WeeklyHours, a_weekly_window_is_on_each_of_its_weekdays) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(9), t(12))};
    EXPECT_EQ(week({windows, {}, {}}).open,
              Set({on(monday, t(9), t(12)), on(monday + 7, t(9), t(12))}));
}

TEST(WeeklyHours, hold_from_their_first_to_their_last_date) {
    std::vector<WeeklyWindow> windows;
    for (int day = 0; day < 7; ++day)
        windows.push_back({Weekday(day), {t(9), t(12)}, monday + 1, monday + 2});
    EXPECT_EQ(week({windows, {}, {}}).open,
              Set({on(monday + 1, t(9), t(12)), on(monday + 2, t(9), t(12))}));
}

TEST(WeeklyHours, touching_windows_merge_also_across_midnight) {
    const std::vector<WeeklyWindow> windows{
        weekly(Weekday::monday, t(22), t(24)), weekly(Weekday::tuesday, t(0), t(2)),
        weekly(Weekday::tuesday, t(2), t(3)), weekly(Weekday::tuesday, t(4), t(5))};
    EXPECT_EQ(
        week({windows, {}, {}}).open,
        Set({on(monday, t(22), t(3)), on(monday + 1, t(4), t(5)), on(monday + 7, t(22), t(24))}));
}

TEST(WeeklyHours, an_override_replaces_the_windows_of_its_date) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(9), t(12))};
    const std::vector<Window> instead{{t(14), t(15)}, {t(16), t(17)}};
    const std::vector<DateOverride> overrides{{monday, instead}};
    EXPECT_EQ(
        week({windows, overrides, {}}).open,
        Set({on(monday, t(14), t(15)), on(monday, t(16), t(17)), on(monday + 7, t(9), t(12))}));
}

TEST(WeeklyHours, an_override_without_windows_closes_its_date) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(9), t(12))};
    const std::vector<DateOverride> overrides{{monday, {}}};
    EXPECT_EQ(week({windows, overrides, {}}).open, Set({on(monday + 7, t(9), t(12))}));
}

TEST(WeeklyHours, an_override_leaves_what_runs_in_from_the_date_before) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(22), t(2)),
                                            weekly(Weekday::tuesday, t(8), t(9))};
    const std::vector<DateOverride> overrides{{monday + 1, {}}};
    EXPECT_EQ(expand({windows, overrides, {}}, utc_zone, {monday, monday + 1}).open,
              Set({on(monday, t(22), t(2))}));
}

TEST(WeeklyHours, time_off_beats_an_override_and_leaves_the_plan_to_be_seen) {
    const std::vector<Window> instead{{t(14), t(15)}};
    const std::vector<DateOverride> overrides{{monday, instead}};
    const std::vector<DateRange> off{{monday, monday}};
    const Hours<> hours = week({{}, overrides, off});
    EXPECT_EQ(hours.planned, Set({on(monday, t(14), t(15))}));
    EXPECT_TRUE(hours.open.is_empty());
}

TEST(WeeklyHours, time_off_cuts_what_runs_in_from_the_evening_before) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(22), t(2))};
    const std::vector<DateRange> off{{monday + 1, monday + 3}};
    EXPECT_EQ(expand({windows, {}, off}, utc_zone, {monday, monday + 1}).open,
              Set({on(monday, t(22), t(24))}));
}

TEST(WeeklyHours, time_off_of_a_date_takes_all_of_a_window_that_starts_on_it) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(22), t(2))};
    const std::vector<DateRange> off{{monday, monday}};
    EXPECT_TRUE(expand({windows, {}, off}, utc_zone, {monday, monday + 1}).open.is_empty());
}

TEST(WeeklyHours, time_off_takes_a_local_date_not_one_of_utc) {
    const TableZone auckland(UtcOffset{std::chrono::hours(12)});
    std::vector<WeeklyWindow> always;
    for (int day = 0; day < 7; ++day) always.push_back(weekly(Weekday(day), t(0), t(24)));
    const std::vector<DateRange> off{{monday, monday}};
    const Hours<> hours = expand({always, {}, off}, auckland, {monday + -1, monday + 1});
    EXPECT_EQ(hours.open, Set({{utc(monday + -2, 12), utc(monday + -1, 12)},
                               {utc(monday, 12), utc(monday + 1, 12)}}));
}

TEST(WeeklyHours, a_date_the_clock_comes_back_to_is_off_both_times) {
    // One minute after midnight clocks went back to 23:01 (St. John's until 2011).
    const Instant back = utc(monday, 0, 1);
    const TableZone zone(UtcOffset{}, {{back, UtcOffset{std::chrono::hours(-1)}}});
    std::vector<WeeklyWindow> always;
    for (int day = 0; day < 7; ++day) always.push_back(weekly(Weekday(day), t(0), t(24)));
    const std::vector<DateRange> off{{monday, monday}};
    const Hours<> hours = expand({always, {}, off}, zone, {monday + -1, monday});
    EXPECT_EQ(hours.open, Set({{utc(monday + -1), utc(monday)}, {back, utc(monday, 1)}}));
}

TEST(WeeklyHours, time_off_without_an_end_is_time_off_for_good) {
    const std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(9), t(12))};
    const LocalDate last{std::numeric_limits<std::int32_t>::max()};
    const std::vector<DateRange> off{{monday, last}};
    EXPECT_TRUE(week({windows, {}, off}).open.is_empty());
}

TEST(WeeklyHours, of_the_first_and_the_last_date_there_is_are_none) {
    std::vector<WeeklyWindow> always;
    for (int day = 0; day < 7; ++day) always.push_back(weekly(Weekday(day), t(9), t(8)));
    using Limits = std::numeric_limits<std::int32_t>;
    const Schedule schedule{always, {}, {}};
    EXPECT_TRUE(expand(schedule, utc_zone, {{Limits::max() - 9}, {Limits::max()}}).open.is_empty());
    EXPECT_TRUE(expand(schedule, utc_zone, {{Limits::min()}, {Limits::min() + 9}}).open.is_empty());
}

TEST(WeeklyHours, expanding_can_be_stopped) {
    struct Stopped : std::exception {};
    int steps = 0;
    const auto stop_at_50 = [&steps] {
        if (++steps % 50 == 0) throw Stopped();
    };
    EXPECT_THROW(expand({}, utc_zone, {monday, monday + 1000}, stop_at_50), Stopped);
}

// ---- what a session is told ---------------------------------------------------------------------
class Judging : public testing::Test {
protected:
    Availability judge(LocalTime start, const SessionRules& rules = {}) const {
        return judge_session(session_at(utc(monday) + Length(start.since_midnight), rules),
                             {windows, {}, off}, utc_zone, Set(busy), starts);
    }

    std::vector<WeeklyWindow> windows{weekly(Weekday::monday, t(9), t(12))};
    std::vector<DateRange> off;
    std::vector<Interval> busy{on(monday, t(10), t(11))};
    Interval starts{utc(monday, 7), utc(monday, 23)};
};

TEST_F(Judging, a_session_may_touch_the_hours_and_others_on_all_sides) {
    EXPECT_EQ(judge(t(9)), Availability::available);
    EXPECT_EQ(judge(t(11)), Availability::available);
}

TEST_F(Judging, the_first_reason_is_told) {
    off.push_back({monday, monday});
    starts = {utc(monday, 23), utc(monday, 7)};
    EXPECT_EQ(judge(t(11, 1)), Availability::outside_hours);
    EXPECT_EQ(judge(t(10)), Availability::time_off);
    off.clear();
    EXPECT_EQ(judge(t(10)), Availability::booked);
    EXPECT_EQ(judge(t(9)), Availability::too_soon);
    starts.start = starts.end;
    EXPECT_EQ(judge(t(9)), Availability::too_far);
}

TEST_F(Judging, the_earliest_start_is_allowed_and_the_latest_is_not) {
    starts = {utc(monday, 9), utc(monday, 11)};
    EXPECT_EQ(judge(t(9)), Availability::available);
    EXPECT_EQ(judge(t(11)), Availability::too_far);
}

TEST_F(Judging, a_buffer_counts_against_others_and_not_against_the_hours) {
    SessionRules rules;
    rules.buffer_before = std::chrono::minutes(10);
    EXPECT_EQ(judge(t(9), rules), Availability::available);
    EXPECT_EQ(judge(t(11), rules), Availability::booked);
    rules.buffer_before = Length{};
    rules.buffer_after = std::chrono::minutes(10);
    EXPECT_EQ(judge(t(9), rules), Availability::booked);
    EXPECT_EQ(judge(t(11), rules), Availability::available);
}

TEST_F(Judging, a_session_without_length_is_outside_all_hours) {
    SessionRules rules;
    rules.duration = Length{};
    EXPECT_EQ(judge(t(9), rules), Availability::outside_hours);
}

TEST(Availability, has_the_names_of_the_api) {
    EXPECT_EQ(availability_name(Availability::available), "available");
    EXPECT_EQ(availability_name(Availability::outside_hours), "outside_hours");
    EXPECT_EQ(availability_name(Availability::time_off), "time_off");
    EXPECT_EQ(availability_name(Availability::booked), "booked");
    EXPECT_EQ(availability_name(Availability::too_soon), "too_soon");
    EXPECT_EQ(availability_name(Availability::too_far), "too_far");
}

}  // namespace
}  // namespace coaching::scheduling
