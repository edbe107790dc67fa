// Windows of dates on which clocks change, by the zone data of this machine.

#include <gtest/gtest.h>

#include "scheduling/weekly_hours.hpp"
#include "scheduling/zone_rules.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

/// A window of a date in a zone, and what it comes to in UTC; empty when it is dropped.
struct Case {
    LocalDate date;
    LocalTime start;
    LocalTime end;
    Interval expected;
};

const Interval dropped{};

class ZoneRulesOf : public testing::Test {
protected:
    static void expect(const std::string& name, const std::vector<Case>& cases) {
        const std::string missing = missing_zone_data({name});
        if (!missing.empty()) GTEST_SKIP() << "NOTHING OF " << name << " WAS TESTED: " << missing;
        const TableZone zone = SystemZone(name).table();
        for (const Case& window : cases) {
            const Interval got = instants_of(zone, window.date, {window.start, window.end});
            const std::string what = name + " " + text_of(window.date) + " " +
                                     text_of(window.start) + " to " + text_of(window.end);
            if (window.expected.is_empty())
                EXPECT_TRUE(got.is_empty()) << what << " is " << text_of(got);
            else
                EXPECT_EQ(got, window.expected) << what;
        }
    }
};

LocalTime t(int hours, int minutes = 0) { return clock_time(hours, minutes); }

TEST_F(ZoneRulesOf, america_new_york) {
    const LocalDate spring = date(2025, 3, 9);   // 02:00 to 03:00 never is
    const LocalDate autumn = date(2025, 11, 2);  // 01:00 to 02:00 is twice
    expect(
        "America/New_York",
        {
            {date(2025, 7, 1), t(9), t(17), {utc(date(2025, 7, 1), 13), utc(date(2025, 7, 1), 21)}},
            {spring, t(2, 30), t(4), {utc(spring, 7), utc(spring, 8)}},
            {spring, t(2), t(4), {utc(spring, 7), utc(spring, 8)}},
            {spring, t(1), t(2, 30), {utc(spring, 6), utc(spring, 7)}},
            {spring, t(1), t(2), {utc(spring, 6), utc(spring, 7)}},
            {spring, t(1), t(4), {utc(spring, 6), utc(spring, 8)}},
            {spring, t(2, 15), t(2, 45), dropped},
            {spring, t(2), t(3), dropped},
            {spring, t(0), t(24), {utc(spring, 5), utc(spring + 1, 4)}},
            {spring + -1, t(22), t(2, 30), {utc(spring, 3), utc(spring, 7)}},
            {autumn, t(0), t(3), {utc(autumn, 4), utc(autumn, 8)}},
            {autumn, t(1, 30), t(2, 30), {utc(autumn, 5, 30), utc(autumn, 7, 30)}},
            {autumn, t(0, 30), t(1, 30), {utc(autumn, 4, 30), utc(autumn, 6, 30)}},
            {autumn, t(1, 15), t(1, 45), {utc(autumn, 5, 15), utc(autumn, 6, 45)}},
            {autumn, t(1), t(2), {utc(autumn, 5), utc(autumn, 7)}},
            {autumn, t(2), t(3), {utc(autumn, 7), utc(autumn, 8)}},
            // 01:00 is shown twice as well: as an end it is the second.
            {autumn, t(0), t(1), {utc(autumn, 4), utc(autumn, 6)}},
            {autumn, t(0), t(0, 59), {utc(autumn, 4), utc(autumn, 4, 59)}},
            {autumn + -1, t(22), t(1, 30), {utc(autumn, 2), utc(autumn, 6, 30)}},
            {autumn, t(0), t(24), {utc(autumn, 4), utc(autumn + 1, 5)}},
        });
}

TEST_F(ZoneRulesOf, europe_london) {
    const LocalDate spring = date(2025, 3, 30);  // 01:00 to 02:00 never is
    const LocalDate autumn = date(2025, 10, 26);
    expect("Europe/London",
           {
               {spring, t(1, 30), t(3), {utc(spring, 1), utc(spring, 2)}},
               {spring, t(0), t(1, 30), {utc(spring), utc(spring, 1)}},
               {spring, t(1), t(2), dropped},
               {spring + -1, t(23), t(6), {utc(spring + -1, 23), utc(spring, 5)}},
               {autumn, t(1), t(2), {utc(autumn), utc(autumn, 2)}},
               {autumn, t(9), t(17), {utc(autumn, 9), utc(autumn, 17)}},
               {autumn + -1, t(9), t(17), {utc(autumn + -1, 8), utc(autumn + -1, 16)}},
           });
}

TEST_F(ZoneRulesOf, australia_lord_howe_which_changes_by_half_an_hour) {
    const LocalDate autumn = date(2025, 4, 6);   // 01:30 to 02:00 is twice
    const LocalDate spring = date(2025, 10, 5);  // 02:00 to 02:30 never is
    expect("Australia/Lord_Howe",
           {
               {autumn, t(1, 45), t(3), {utc(autumn + -1, 14, 45), utc(autumn + -1, 16, 30)}},
               {autumn, t(1), t(1, 40), {utc(autumn + -1, 14), utc(autumn + -1, 15, 10)}},
               {autumn, t(0), t(24), {utc(autumn + -1, 13), utc(autumn, 13, 30)}},
               {spring, t(2, 10), t(3), {utc(spring + -1, 15, 30), utc(spring + -1, 16)}},
               {spring, t(2), t(2, 30), dropped},
               {spring, t(2, 15), t(2, 45), {utc(spring + -1, 15, 30), utc(spring + -1, 15, 45)}},
           });
}

TEST_F(ZoneRulesOf, pacific_apia_where_a_day_never_was) {
    const LocalDate never = date(2011, 12, 30);
    const Instant jump = utc(never, 10);
    expect("Pacific/Apia", {
                               {never + -1, t(22), t(24), {utc(never, 8), jump}},
                               {never + -1, t(22), t(2), {utc(never, 8), jump}},
                               {never, t(9), t(17), dropped},
                               {never, t(0), t(24), dropped},
                               // What starts on it and runs into the next date starts with that.
                               {never, t(22), t(2), {jump, utc(never, 12)}},
                               {never + 1, t(0), t(2), {jump, utc(never, 12)}},
                           });
}

TEST_F(ZoneRulesOf, utc_which_never_changes) {
    const LocalDate day = date(9999, 12, 31);
    expect("UTC", {
                      {day, t(9), t(17), {utc(day, 9), utc(day, 17)}},
                      {day, t(22), t(2), {utc(day, 22), utc(day + 1, 2)}},
                      {day, t(0), t(0), {utc(day), utc(day + 1)}},
                      {day, t(24), t(24), dropped},
                      {day, t(24), t(2), dropped},
                      {day, t(9), t(25), dropped},
                      {day, t(-1), t(9), dropped},
                  });
}

TEST_F(ZoneRulesOf, america_havana_which_repeats_the_first_hour_of_a_date) {
    const LocalDate autumn = date(2025, 11, 2);  // 00:00 to 01:00 is twice
    expect("America/Havana", {
                                 {autumn, t(0), t(2), {utc(autumn, 4), utc(autumn, 7)}},
                                 {autumn + -1, t(20), t(23, 59), {utc(autumn), utc(autumn, 3, 59)}},
                                 {autumn + -1, t(20), t(24), {utc(autumn), utc(autumn, 5)}},
                             });
}

// ---- by tables made by hand ---------------------------------------------------------------------
UtcOffset hours_east(int hours) { return {std::chrono::hours(hours)}; }

TEST(ZoneRules, the_clock_shows_the_offset_in_force) {
    const Instant change = utc(date(2025, 6, 1));
    const TableZone zone(hours_east(1), {{change, hours_east(2)}});
    EXPECT_EQ(local_of(zone, change - Length(1)), at(date(2025, 6, 1), t(1)) - Length(1));
    EXPECT_EQ(local_of(zone, change), at(date(2025, 6, 1), t(2)));
}

TEST(ZoneRules, a_change_to_the_same_offset_changes_nothing) {
    const LocalDate day = date(2025, 6, 1);
    const TableZone zone(hours_east(1), {{utc(day), hours_east(1)}});
    EXPECT_EQ(start_at(zone, at(day, t(1))), utc(day));
    EXPECT_EQ(end_at(zone, at(day, t(1))), utc(day));
}

TEST(ZoneRules, a_time_jumped_over_is_the_jump_whatever_comes_soon_after) {
    const LocalDate day = date(2025, 6, 1);
    const Instant jump = utc(day, 2);
    const TableZone zone(hours_east(0),
                         {{jump, hours_east(1)}, {jump + std::chrono::hours(9), hours_east(2)}});
    EXPECT_EQ(start_at(zone, at(day, t(2, 30))), jump);
    EXPECT_EQ(end_at(zone, at(day, t(2, 30))), jump);
}

TEST(ZoneRules, infinite_times_stay_infinite) {
    const TableZone zone(hours_east(1));
    EXPECT_EQ(start_at(zone, LocalDateTime::infinite_future()), Instant::infinite_future());
    EXPECT_EQ(end_at(zone, LocalDateTime::infinite_past()), Instant::infinite_past());
    EXPECT_EQ(local_of(zone, Instant::infinite_past()), LocalDateTime::infinite_past());
}

TEST(ZoneRules, rules_that_do_not_go_on_are_no_endless_loop) {
    struct Stuck {
        OffsetChange next_change(Instant instant) const { return {hours_east(1), instant, {}}; }
    };
    EXPECT_EQ(start_at(Stuck{}, at(date(2025, 6, 1), t(1))), utc(date(2025, 6, 1)));
}

TEST(ZoneRules, a_date_that_never_was_has_no_midnight_of_its_own) {
    const LocalDate never = date(2011, 12, 30);
    const Instant jump = utc(never, 10);
    const TableZone apia(hours_east(-10), {{jump, hours_east(14)}});
    EXPECT_EQ(next_midnight(apia, jump - Length(1)), jump);
    EXPECT_EQ(next_midnight(apia, jump), utc(never + 1, 10));
    EXPECT_TRUE(instants_of(apia, DateRange{never, never}).is_empty());
}

}  // namespace
}  // namespace coaching::scheduling
