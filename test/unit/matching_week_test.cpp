#include <gtest/gtest.h>

#include <bitset>
#include <random>

#include "matching/week.hpp"

namespace {

using coaching::matching::DayHours;
using coaching::matching::minutes_of_week;
using coaching::matching::WantedHours;
using coaching::matching::WeekHours;
using coaching::matching::WeekSpan;

WeekHours week_of(std::initializer_list<DayHours> hours, int minutes_east = 0) {
    WeekHours week;
    for (const DayHours& one : hours) week.add(one, minutes_east);
    return week;
}

std::vector<WeekSpan> spans_of(const WeekHours& week) {
    return {week.spans().begin(), week.spans().end()};
}

/// Minutes since Sunday 00:00.
std::uint16_t at(int day, int hour) { return static_cast<std::uint16_t>(day * 1440 + hour * 60); }

TEST(MatchingWeek, TouchingAndOverlappingHoursAreOne) {
    EXPECT_EQ(spans_of(week_of({{1, 600, 720}, {1, 480, 600}, {1, 500, 550}})),
              (std::vector<WeekSpan>{{at(1, 8), at(1, 12)}}));
}

TEST(MatchingWeek, AnEndAtOrBeforeTheStartIsOnTheNextDay) {
    EXPECT_EQ(spans_of(week_of({{5, 22 * 60, 2 * 60}})),
              (std::vector<WeekSpan>{{at(5, 22), at(6, 2)}}));
    EXPECT_EQ(spans_of(week_of({{2, 0, 0}})), (std::vector<WeekSpan>{{at(2, 0), at(3, 0)}}));
    EXPECT_EQ(spans_of(week_of({{2, 0, 1440}})), (std::vector<WeekSpan>{{at(2, 0), at(3, 0)}}));
}

TEST(MatchingWeek, WhatRunsPastTheWeekGoesOnAtItsStart) {
    EXPECT_EQ(spans_of(week_of({{6, 23 * 60, 60}})),
              (std::vector<WeekSpan>{{0, at(0, 1)}, {at(6, 23), minutes_of_week}}));
}

TEST(MatchingWeek, ClocksAheadOfUtcShowHoursThatAreEarlier) {
    // 08:00 in Sydney on Sunday is Saturday in UTC; 20:00 in New York on Saturday is Sunday.
    EXPECT_EQ(spans_of(week_of({{0, 8 * 60, 9 * 60}}, 11 * 60)),
              (std::vector<WeekSpan>{{at(6, 21), at(6, 22)}}));
    EXPECT_EQ(spans_of(week_of({{6, 20 * 60, 21 * 60}}, -5 * 60)),
              (std::vector<WeekSpan>{{at(0, 1), at(0, 2)}}));
}

TEST(MatchingWeek, HoursWithoutMeaningAreLeftOut) {
    EXPECT_TRUE(
        week_of({{7, 0, 60}, {-1, 0, 60}, {1, 1440, 60}, {1, -1, 60}, {1, 0, 1441}, {1, 5, -1}})
            .empty());
}

TEST(MatchingWeek, SessionsAWeekAreAllThatIsWanted) {
    const WeekHours week = week_of({{1, 17 * 60, 20 * 60}, {3, 17 * 60, 20 * 60}});
    EXPECT_EQ(WantedHours(week, 0).wanted_minutes(), 360);
    EXPECT_EQ(WantedHours(week, 2).wanted_minutes(), 120);
    EXPECT_EQ(WantedHours(week, 50).wanted_minutes(), 360);
    EXPECT_TRUE(WantedHours(WeekHours(), 3).silent());
    EXPECT_FALSE(WantedHours(week, 3).silent());
}

/// Against a week marked minute by minute.
TEST(MatchingWeek, CommonMinutesAreThoseMarkedOnBothSides) {
    using Marked = std::bitset<minutes_of_week>;
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const auto make = [&](WeekHours& week, Marked& marked) {
            const int east = static_cast<int>(random() % (27 * 60)) - 13 * 60;
            for (unsigned i = random() % 8; i > 0; --i) {
                const DayHours hours{static_cast<int>(random() % 7),
                                     static_cast<int>(random() % 1440),
                                     static_cast<int>(random() % 1441)};
                week.add(hours, east);
                int minute = hours.day * 1440 + hours.start - east + 2 * minutes_of_week;
                int left = hours.end - hours.start;
                for (left += left <= 0 ? 1440 : 0; left > 0; --left, ++minute)
                    marked.set(static_cast<std::size_t>(minute % minutes_of_week));
            }
        };
        WeekHours wanted;
        WeekHours offered;
        Marked wanted_marks;
        Marked offered_marks;
        make(wanted, wanted_marks);
        make(offered, offered_marks);
        const WantedHours hours(wanted, 0);
        ASSERT_EQ(hours.silent(), wanted_marks.none());
        if (hours.silent()) continue;
        ASSERT_EQ(static_cast<std::size_t>(hours.wanted_minutes()), wanted_marks.count());
        ASSERT_EQ(static_cast<std::size_t>(hours.common_minutes(offered.spans())),
                  (wanted_marks & offered_marks).count());
    }
}

}  // namespace
