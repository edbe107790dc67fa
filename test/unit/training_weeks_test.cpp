// Due and done sessions, compliance and streaks: examples, and random plans beside a model that
// goes through the calendar day by day.

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <set>
#include <vector>

#include "scheduling/interval_set.hpp"
#include "training/weeks.hpp"

namespace coaching::training {
namespace {

using scheduling::Unpolled;

constexpr LocalDate date(int year, unsigned month, unsigned day) {
    const std::chrono::sys_days days =
        std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
    const std::chrono::sys_days epoch =
        std::chrono::year(2000) / std::chrono::January / std::chrono::day(1);
    return {static_cast<std::int32_t>((days - epoch).count())};
}

using Days = std::set<LocalDate>;

/// A calendar of what was trained, asked week by week.
auto in_weeks(const Days& trained) {
    return [&trained](LocalDate monday) {
        Weekdays days;
        for (int day = 0; day < 7; ++day)
            if (trained.contains(monday + day)) days = days | Weekdays::only(day);
        return days;
    };
}

constexpr LocalDate monday = date(2026, 3, 2);
const Weekdays mon_wed_fri = Weekdays::only(0) | Weekdays::only(2) | Weekdays::only(4);
const std::vector<PlannedDays> three_a_week{{monday + -70, std::nullopt, mon_wed_fri}};

Tally tally(const std::vector<PlannedDays>& plans, LocalDate from, LocalDate to, LocalDate today,
            const Days& trained) {
    return tally_of(plans, from, to, today, in_weeks(trained), Unpolled{});
}

std::int32_t streak(const std::vector<PlannedDays>& plans, LocalDate today, const Days& trained) {
    return streak_of(plans, today, in_weeks(trained), Unpolled{});
}

TEST(Weeks, BeginOnMonday) {
    static_assert(day_of_week(date(2026, 3, 2)) == 0);
    static_assert(day_of_week(date(1999, 12, 26)) == 6);
    static_assert(monday_of(date(2026, 3, 8)) == date(2026, 3, 2));
    static_assert(monday_of(date(2026, 3, 9)) == date(2026, 3, 9));
    static_assert(monday_of(date(1970, 1, 1)) == date(1969, 12, 29));
}

TEST(Weeks, ExtraSessionsDoNotMakeUpForMoreThanWasDue) {
    EXPECT_EQ(tally(three_a_week, monday, monday + 6, monday + 30,
                    {monday, monday + 1, monday + 2, monday + 3, monday + 4}),
              (Tally{3, 3}));
    EXPECT_EQ(tally(three_a_week, monday, monday + 13, monday + 30,
                    {monday, monday + 1, monday + 2, monday + 3, monday + 4}),
              (Tally{6, 3}));
}

TEST(Weeks, AnotherDayOfTheWeekIsAsGood) {
    EXPECT_EQ(
        tally(three_a_week, monday, monday + 6, monday + 30, {monday + 1, monday + 3, monday + 6}),
        (Tally{3, 3}));
}

TEST(Weeks, TodayIsDueOnceSomethingWasDone) {
    EXPECT_EQ(tally(three_a_week, monday, monday + 6, monday + 2, {monday}), (Tally{1, 1}));
    EXPECT_EQ(tally(three_a_week, monday, monday + 6, monday + 2, {monday, monday + 2}),
              (Tally{2, 2}));
    EXPECT_EQ(tally(three_a_week, monday, monday + 6, monday + 2, {monday + 2}), (Tally{2, 1}));
    EXPECT_EQ(tally(three_a_week, monday, monday + 6, monday, {}), (Tally{0, 0}));
}

TEST(Weeks, ARangeCutsItsWeeks) {
    EXPECT_EQ(tally(three_a_week, monday + 2, monday + 7, monday + 30, {monday, monday + 2}),
              (Tally{3, 1}));
    EXPECT_EQ(tally(three_a_week, monday + 6, monday + 5, monday + 30, {monday}), (Tally{0, 0}));
}

TEST(Weeks, TwoPlansForOneDayMakeOneSession) {
    const std::vector<PlannedDays> plans{
        {monday, std::nullopt, mon_wed_fri},
        {monday, monday + 4, Weekdays::only(0) | Weekdays::only(1)}};
    EXPECT_EQ(due_in_week(plans, monday).count(), 4);
    EXPECT_EQ(due_in_week(plans, monday + 7).count(), 3);
}

TEST(Weeks, APlanEndsBeforeItsEnd) {
    const std::vector<PlannedDays> plans{{monday, monday + 4, mon_wed_fri}};
    EXPECT_EQ(due_in_week(plans, monday).count(), 2);
    EXPECT_EQ(due_in_week(plans, monday + -7).count(), 0);
    EXPECT_EQ(due_in_week({}, monday).count(), 0);
}

TEST(Streaks, CountCompleteWeeksBackFromNow) {
    const Days two_weeks{monday + -14, monday + -12, monday + -10,
                         monday + -7,  monday + -5,  monday + -3};
    EXPECT_EQ(streak(three_a_week, monday, two_weeks), 2);
    EXPECT_EQ(streak(three_a_week, monday + 6, two_weeks), 2);
    // Once the running week is over, it ends the streak.
    EXPECT_EQ(streak(three_a_week, monday + 7, two_weeks), 0);
}

TEST(Streaks, TheRunningWeekOnlyAdds) {
    EXPECT_EQ(streak(three_a_week, monday + 4, {monday, monday + 2, monday + 4}), 1);
    EXPECT_EQ(streak(three_a_week, monday + 4, {monday, monday + 2}), 0);
}

TEST(Streaks, AreNotEndedByAWeekInWhichNothingWasDue) {
    const std::vector<PlannedDays> holiday{{monday + -21, monday + -14, mon_wed_fri},
                                           {monday + -7, std::nullopt, mon_wed_fri}};
    EXPECT_EQ(
        streak(holiday, monday,
               {monday + -21, monday + -19, monday + -17, monday + -7, monday + -5, monday + -3}),
        2);
}

TEST(Streaks, OfSomebodyWithoutPlansAreNone) {
    EXPECT_EQ(streak({}, monday, {monday}), 0);
    EXPECT_EQ(streak({{monday + 100, std::nullopt, mon_wed_fri}}, monday, {monday}), 0);
}

/// Day by day, with nothing but the definitions.
struct Model {
    std::vector<PlannedDays> plans;
    Days trained;

    bool is_due(LocalDate day) const {
        for (const PlannedDays& plan : plans) {
            const bool in_force = plan.first <= day && (!plan.end || day < *plan.end);
            const Weekdays that = Weekdays::only(day_of_week(day));
            if (in_force && (plan.days & that) == that) return true;
        }
        return false;
    }

    Tally compliance(LocalDate from, LocalDate to, LocalDate today) const {
        Tally sum;
        for (LocalDate week = monday_of(from); week <= to; week = week + 7) {
            std::int64_t due = 0;
            std::int64_t done = 0;
            for (LocalDate day = week; day < week + 7; day = day + 1) {
                if (day < from || day > to || day > today) continue;
                const bool counts = day < today || trained.contains(day);
                due += is_due(day) && counts ? 1 : 0;
                done += trained.contains(day) ? 1 : 0;
            }
            sum += {due, std::min(due, done)};
        }
        return sum;
    }

    std::int32_t streak(LocalDate today, LocalDate earliest) const {
        std::int32_t weeks = 0;
        for (LocalDate week = monday_of(today); week >= monday_of(earliest); week = week + -7) {
            int due = 0;
            int done = 0;
            for (LocalDate day = week; day < week + 7; day = day + 1) {
                due += is_due(day) ? 1 : 0;
                done += trained.contains(day) ? 1 : 0;
            }
            if (due == 0) continue;
            if (done >= due)
                ++weeks;
            else if (week != monday_of(today))
                break;
        }
        return weeks;
    }
};

TEST(Weeks, AreAsTheDayByDayModelSays) {
    for (unsigned seed = 0; seed < 20'000; ++seed) {
        std::mt19937 random(seed);
        const auto up_to = [&](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most + 1));
        };
        Model model;
        const LocalDate begin = date(2025, 12, 1) + up_to(10);
        for (int i = up_to(3); i > 0; --i) {
            Weekdays days;
            for (int day = 0; day < 7; ++day)
                if (up_to(2) == 0) days = days | Weekdays::only(day);
            const LocalDate first = begin + up_to(60);
            model.plans.push_back({first, std::nullopt, days});
            if (up_to(2) > 0) model.plans.back().end = first + up_to(40);
        }
        const int diligence = 1 + up_to(9);
        for (int day = 0; day < 100; ++day)
            if (model.is_due(begin + day) ? up_to(diligence) > 0 : up_to(6) == 0)
                model.trained.insert(begin + day);
        const LocalDate today = begin + up_to(100);
        const LocalDate from = begin + (up_to(110) - 10);
        const LocalDate to = from + (up_to(70) - 5);
        ASSERT_EQ(tally(model.plans, from, to, today, model.trained),
                  model.compliance(from, to, today))
            << "seed " << seed;
        ASSERT_EQ(streak(model.plans, today, model.trained), model.streak(today, begin))
            << "seed " << seed;
    }
}

}  // namespace
}  // namespace coaching::training
