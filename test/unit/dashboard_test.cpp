// The times figures are made for, and how they are written.

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

#include "dashboard/hundredths.hpp"
#include "dashboard/periods.hpp"

namespace coaching::dashboard {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr sys_days epoch = std::chrono::year(2000) / std::chrono::January / std::chrono::day(1);

constexpr LocalDate date(int year, unsigned month, unsigned day) {
    const sys_days days =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    return {static_cast<std::int32_t>((days - epoch).count())};
}

TEST(Periods, AWeekMayBeginInTheMonthBefore) {
    const Periods periods = periods_of(date(2026, 3, 1));  // a Sunday
    EXPECT_EQ(periods.week.first, date(2026, 2, 23));
    EXPECT_EQ(periods.week.last, date(2026, 3, 1));
    EXPECT_EQ(periods.month.first, date(2026, 3, 1));
    EXPECT_EQ(periods.month.last, date(2026, 3, 31));
    EXPECT_EQ(periods.all().first, date(2026, 2, 23));
    EXPECT_EQ(periods.all().last, date(2026, 3, 31));
}

TEST(Periods, AWeekMayEndInTheYearAfter) {
    const Periods periods = periods_of(date(2025, 12, 30));
    EXPECT_EQ(periods.week.first, date(2025, 12, 29));
    EXPECT_EQ(periods.week.last, date(2026, 1, 4));
    EXPECT_EQ(periods.month.first, date(2025, 12, 1));
    EXPECT_EQ(periods.month.last, date(2025, 12, 31));
    EXPECT_EQ(periods.all().last, date(2026, 1, 4));
}

TEST(Periods, EveryDayOfFourCenturiesLiesInAWeekFromMondayAndInItsMonth) {
    for (LocalDate day = date(1900, 1, 1); day <= date(2300, 1, 1); day = day + 1) {
        const Periods periods = periods_of(day);
        ASSERT_TRUE(periods.week.contains(day) && periods.month.contains(day));
        ASSERT_EQ(scheduling::weekday_of(periods.week.first), scheduling::Weekday::monday);
        ASSERT_EQ(periods.week.first + 6, periods.week.last);
        const auto ymd = [](LocalDate at) {
            return year_month_day(epoch + std::chrono::days(at.days_since_2000));
        };
        ASSERT_EQ(ymd(periods.month.first).day(), std::chrono::day(1));
        ASSERT_EQ(ymd(periods.month.last + 1).day(), std::chrono::day(1));
        ASSERT_EQ(ymd(periods.month.last).month(), ymd(day).month());
    }
}

TEST(Periods, RecentWeeksBeginOnAMondayThreeWeeksBack) {
    EXPECT_EQ(recent_weeks(date(2026, 3, 4)).first, date(2026, 2, 9));
    EXPECT_EQ(recent_weeks(date(2026, 3, 4)).last, date(2026, 3, 4));
    EXPECT_EQ(recent_weeks(date(2026, 3, 2)).first, date(2026, 2, 9));
}

TEST(Hundredths, HaveTwoDecimalsAndOneSign) {
    EXPECT_EQ(text_of_hundredths(0), "0.00");
    EXPECT_EQ(text_of_hundredths(5), "0.05");
    EXPECT_EQ(text_of_hundredths(-5), "-0.05");
    EXPECT_EQ(text_of_hundredths(4500000), "45000.00");
    EXPECT_EQ(text_of_hundredths(-12010), "-120.10");
    EXPECT_EQ(text_of_hundredths(std::numeric_limits<std::int64_t>::min()),
              "-92233720368547758.08");
}

}  // namespace
}  // namespace coaching::dashboard
