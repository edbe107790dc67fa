// Instants, dates and clock times as types, to the ends of what they can hold.

#include <gtest/gtest.h>

#include "scheduling/local_time.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST(LocalTime, dates_know_their_weekday) {
    EXPECT_EQ(weekday_of(date(2000, 1, 1)), Weekday::saturday);
    EXPECT_EQ(weekday_of(date(2000, 1, 2)), Weekday::sunday);
    EXPECT_EQ(weekday_of(date(1999, 12, 31)), Weekday::friday);
    EXPECT_EQ(weekday_of(date(2025, 11, 2)), Weekday::sunday);
    EXPECT_EQ(weekday_of(date(1600, 2, 29)), Weekday::tuesday);
    EXPECT_EQ(weekday_of(date(9999, 12, 31)), Weekday::friday);
}

TEST(LocalTime, the_weekday_goes_round_without_a_gap) {
    for (std::int32_t day = -3000; day < 3000; ++day)
        EXPECT_EQ((static_cast<int>(weekday_of({day})) + 1) % 7,
                  static_cast<int>(weekday_of({day + 1})));
}

TEST(LocalTime, twenty_four_o_clock_is_the_next_midnight) {
    EXPECT_EQ(at(date(2024, 2, 28), clock_time(24)), beginning_of(date(2024, 2, 29)));
}

TEST(LocalTime, a_local_time_gives_its_date_back) {
    for (const LocalDate day : {date(1999, 12, 31), date(2000, 1, 1), date(9999, 12, 31)}) {
        EXPECT_EQ(date_of(beginning_of(day)), day);
        EXPECT_EQ(date_of(at(day, clock_time(24)) - Length(1)), day);
    }
}

TEST(LocalTime, seconds_of_unix_come_back) {
    EXPECT_EQ(instant_of_unix(946'684'800), Instant{0});
    EXPECT_EQ(unix_second_of(Instant{0}), 946'684'800);
    EXPECT_EQ(unix_second_of(Instant{-1}), 946'684'799);
    EXPECT_EQ(unix_second_of(Instant{999'999}), 946'684'800);
    EXPECT_EQ(unix_second_of(instant_of_unix(-5'000'000'000)), -5'000'000'000);
}

TEST(LocalTime, infinities_stay_what_they_are) {
    for (const Instant infinity : {Instant::infinite_past(), Instant::infinite_future()}) {
        EXPECT_EQ(infinity + hours(1), infinity);
        EXPECT_EQ(infinity - hours(1), infinity);
        EXPECT_FALSE(infinity.is_finite());
    }
}

TEST(LocalTime, what_leaves_the_range_becomes_infinite) {
    const Instant late{Instant::infinite_future().since_2000 - 1};
    const Instant early{Instant::infinite_past().since_2000 + 1};
    EXPECT_EQ(late + hours(1), Instant::infinite_future());
    EXPECT_EQ(early - hours(1), Instant::infinite_past());
    EXPECT_EQ((late - early).count(), Instant::infinite_future().since_2000);
    EXPECT_EQ(instant_of_unix(Instant::infinite_future().since_2000), Instant::infinite_future());
    EXPECT_EQ(instant_of_unix(Instant::infinite_past().since_2000), Instant::infinite_past());
}

TEST(LocalTime, the_first_and_the_last_date_are_beyond_all_instants) {
    const LocalDate first{std::numeric_limits<std::int32_t>::min()};
    const LocalDate last{std::numeric_limits<std::int32_t>::max()};
    EXPECT_EQ(beginning_of(first), LocalDateTime::infinite_past());
    EXPECT_EQ(at(last, clock_time(24)), LocalDateTime::infinite_future());
    EXPECT_EQ(last + 1, last);
    EXPECT_EQ(first + -1, first);
    EXPECT_EQ(last + std::numeric_limits<std::int64_t>::max(), last);
}

TEST(LocalTime, year_9999_is_nothing_special) {
    const Instant new_year = utc(date(9999, 12, 31), 23, 30);
    EXPECT_EQ(new_year + minutes(30), utc(date(10000, 1, 1)));
    EXPECT_EQ(local_at(new_year, {hours(14)}), at(date(10000, 1, 1), clock_time(13, 30)));
}

TEST(LocalTime, touching_intervals_do_not_overlap) {
    const Interval nine{utc(date(2025, 1, 1), 9), utc(date(2025, 1, 1), 10)};
    const Interval ten{nine.end, nine.end + hours(1)};
    const Interval around{nine.start - hours(1), ten.end + hours(1)};
    EXPECT_FALSE(overlap(nine, ten));
    EXPECT_TRUE(overlap(around, nine));
    EXPECT_TRUE(overlap(nine, around));
    EXPECT_FALSE(overlap(around, {nine.end, nine.end}));
}

}  // namespace
}  // namespace coaching::scheduling
