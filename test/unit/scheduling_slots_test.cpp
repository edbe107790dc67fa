// Slots: where the grid begins, what it leaves out, and that it does not depend on who asks.

#include <gtest/gtest.h>

#include "scheduling/availability.hpp"
#include "scheduling/slots.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Set = IntervalSet<>;

LocalTime t(int hours, int minutes = 0) { return clock_time(hours, minutes); }

const LocalDate monday = date(2025, 6, 2);

class Slots : public testing::Test {
protected:
    void open(Weekday day, LocalTime start, LocalTime end) {
        windows.push_back({day, {start, end}, std::nullopt, std::nullopt});
    }

    void always_open() {
        for (int day = 0; day < 7; ++day) open(Weekday(day), t(0), t(24));
    }

    /// The local times at which slots start.
    std::vector<std::string> on(LocalDate first, LocalDate last) const {
        std::vector<std::string> out;
        for (const Instant start : starting_in(instants_of(zone, DateRange{first, last})))
            out.push_back(text_of(Instant{local_of(zone, start).since_2000}).substr(11));
        return out;
    }
    std::vector<std::string> on(LocalDate date) const { return on(date, date); }

    std::vector<Instant> starting_in(const Interval& starts) const {
        std::vector<Instant> out;
        for_each_slot(schedule(), zone, Set(busy), rules, starts, [&](const Session& slot) {
            out.push_back(slot.during.start);
            return true;
        });
        return out;
    }

    Schedule schedule() const { return {windows, {}, off}; }

    using Times = std::vector<std::string>;

    TableZone zone{UtcOffset{}};
    std::vector<WeeklyWindow> windows;
    std::vector<DateRange> off;
    std::vector<Interval> busy;
    SessionRules rules{minutes(60), minutes(0), minutes(0), minutes(30)};
};

TEST_F(Slots, begin_with_the_window_and_end_where_a_session_still_fits) {
    open(Weekday::monday, t(9, 10), t(11, 30));
    EXPECT_EQ(on(monday), (Times{"09:10", "09:40", "10:10"}));
}

TEST_F(Slots, of_touching_windows_have_one_grid) {
    open(Weekday::monday, t(9), t(10, 10));
    open(Weekday::monday, t(10, 10), t(11, 30));
    EXPECT_EQ(on(monday), (Times{"09:00", "09:30", "10:00", "10:30"}));
}

TEST_F(Slots, leave_out_what_is_held_with_the_buffers_of_both) {
    open(Weekday::monday, t(9), t(14));
    rules.buffer_after = minutes(15);
    busy.push_back({utc(monday, 10, 45), utc(monday, 12)});  // 11:00 to 12:00 and 15 minutes before
    EXPECT_EQ(on(monday), (Times{"09:00", "09:30", "12:00", "12:30", "13:00"}));
}

TEST_F(Slots, need_no_room_for_buffers_within_the_hours) {
    open(Weekday::monday, t(9), t(10));
    rules.buffer_before = hours(1);
    rules.buffer_after = hours(1);
    EXPECT_EQ(on(monday), (Times{"09:00"}));
}

TEST_F(Slots, start_neither_too_soon_nor_too_far_ahead) {
    open(Weekday::monday, t(9), t(14));
    EXPECT_EQ(starting_in({utc(monday, 9, 30), utc(monday, 10, 30)}),
              (std::vector<Instant>{utc(monday, 9, 30), utc(monday, 10)}));
}

TEST_F(Slots, go_on_past_midnight_on_the_grid_of_the_evening) {
    rules.step = minutes(50);
    open(Weekday::monday, t(22), t(2));
    EXPECT_EQ(on(monday, monday + 1), (Times{"22:00", "22:50", "23:40", "00:30"}));
    EXPECT_EQ(on(monday + 1), (Times{"00:30"}));
}

TEST_F(Slots, are_not_in_the_night_that_time_off_cuts) {
    open(Weekday::monday, t(22), t(2));
    off.push_back({monday + 1, monday + 1});
    EXPECT_EQ(on(monday, monday + 1), (Times{"22:00", "22:30", "23:00"}));
}

TEST_F(Slots, of_hours_without_end_begin_anew_after_a_whole_open_date) {
    always_open();
    rules.step = minutes(50);
    const Times times = on(monday);
    ASSERT_EQ(times.size(), 29u);
    EXPECT_EQ(times[0], "00:00");
    EXPECT_EQ(times[28], "23:20");
    EXPECT_EQ(on(monday + 1), times);
    EXPECT_EQ(on(monday, monday + 1).size(), 58u);
}

TEST_F(Slots, keep_the_evening_s_grid_through_the_first_whole_date_only) {
    open(Weekday::sunday, t(23, 30), t(24));
    open(Weekday::monday, t(0), t(24));
    open(Weekday::tuesday, t(0), t(12));
    rules.step = hours(1);
    EXPECT_EQ(on(monday).front(), "00:30");
    EXPECT_EQ(on(monday + 1).front(), "00:00");
}

TEST_F(Slots, of_hours_without_end_are_full_hours_again_after_a_change_by_half_an_hour) {
    const LocalDate sunday = monday + 6;
    zone = TableZone(UtcOffset{}, {{utc(sunday, 2), UtcOffset{minutes(30)}}});
    always_open();
    rules.step = hours(1);
    EXPECT_EQ(on(sunday)[1], "01:00");
    EXPECT_EQ(on(sunday)[2], "02:30");
    EXPECT_EQ(on(sunday + 1)[2], "02:00");
}

TEST_F(Slots, are_the_same_for_a_season_as_day_by_day) {
    open(Weekday::monday, t(22), t(3));
    open(Weekday::friday, t(20), t(24));
    open(Weekday::saturday, t(0), t(24));
    open(Weekday::sunday, t(0), t(24));
    open(Weekday::monday, t(0), t(7));
    rules.step = minutes(50);
    zone = TableZone(UtcOffset{hours(-5)}, {{utc(date(2025, 6, 14), 7), UtcOffset{hours(-4)}},
                                            {utc(date(2025, 7, 26), 6), UtcOffset{hours(-5)}}});
    const std::vector<Instant> season =
        starting_in(instants_of(zone, DateRange{monday, monday + 90}));
    std::vector<Instant> days;
    for (int day = 0; day <= 90; ++day)
        for (const Instant start :
             starting_in(instants_of(zone, DateRange{monday + day, monday + day})))
            days.push_back(start);
    EXPECT_EQ(season, days);
    EXPECT_GT(season.size(), 900u);
}

TEST_F(Slots, are_the_same_however_far_one_looks_back_over_a_date_that_never_was) {
    const LocalDate never = date(2011, 12, 30);  // a Friday
    zone = TableZone(UtcOffset{hours(-10)}, {{utc(never, 10), UtcOffset{hours(14)}}});
    open(Weekday::wednesday, t(22), t(10));
    open(Weekday::thursday, t(10), t(24));
    open(Weekday::saturday, t(0), t(24));
    rules.step = minutes(50);
    const Times saturday = on(never + 1);
    Times all = on(never + -2, never + 1);
    ASSERT_GT(all.size(), saturday.size());
    all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(saturday.size()));
    EXPECT_EQ(saturday, all);
    EXPECT_EQ(saturday.front(), "00:00");
}

TEST_F(Slots, may_be_longer_than_a_day) {
    always_open();
    rules.duration = hours(90);
    rules.step = hours(12);
    EXPECT_EQ(on(monday), (Times{"00:00", "12:00"}));
}

TEST_F(Slots, the_first_is_found_however_far_ahead) {
    windows.push_back({Weekday::monday, {t(9), t(10)}, date(2026, 6, 1), std::nullopt});
    const Interval starts{utc(monday), utc(date(2027, 1, 1))};
    const auto first = first_slot(schedule(), zone, Set(busy), rules, starts);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->during.start, utc(date(2026, 6, 1), 9));
    EXPECT_FALSE(
        first_slot(schedule(), zone, Set(busy), rules, {utc(monday), utc(date(2026, 1, 1))}));
}

TEST_F(Slots, are_none_without_a_duration_a_step_or_a_finite_range) {
    always_open();
    const SessionRules usual = rules;
    for (const Length nothing : {Length{}, Length(-1)}) {
        rules = usual;
        rules.step = nothing;
        EXPECT_TRUE(on(monday).empty());
        rules = usual;
        rules.duration = nothing;
        EXPECT_TRUE(on(monday).empty());
    }
    rules = usual;
    EXPECT_TRUE(starting_in({utc(monday), Instant::infinite_future()}).empty());
    EXPECT_TRUE(starting_in({Instant::infinite_past(), utc(monday)}).empty());
    EXPECT_TRUE(starting_in({utc(monday), utc(monday)}).empty());
}

TEST_F(Slots, are_none_while_something_without_end_is_held) {
    always_open();
    busy.push_back({utc(monday, 2), Instant::infinite_future()});
    EXPECT_EQ(on(monday, monday + 60), (Times{"00:00", "00:30", "01:00"}));
}

TEST_F(Slots, the_search_can_be_stopped) {
    struct Stopped : std::exception {};
    always_open();
    const Hours<> open = expand(schedule(), zone, {monday, monday + 20});
    SlotSearch search(zone, open.open, {}, rules, {utc(monday), utc(monday + 20)});
    int steps = 0;
    const auto stop_at_50 = [&steps] {
        if (++steps % 50 == 0) throw Stopped();
    };
    EXPECT_THROW(while (search.next(stop_at_50)){}, Stopped);
}

TEST(SortByDistance, puts_the_nearest_first_and_of_two_equally_far_the_later) {
    std::vector<Instant> starts{utc(monday, 8),     utc(monday, 9),  utc(monday, 11),
                                utc(monday, 11, 1), utc(monday, 12), utc(monday + 1, 10)};
    sort_by_distance(starts, utc(monday, 10));
    EXPECT_EQ(starts, (std::vector<Instant>{utc(monday, 11), utc(monday, 9), utc(monday, 11, 1),
                                            utc(monday, 12), utc(monday, 8), utc(monday + 1, 10)}));
}

TEST(SortByDistance, takes_what_was_wanted_itself_and_nothing_at_all) {
    std::vector<Instant> starts{utc(monday, 11), utc(monday, 10)};
    sort_by_distance(starts, utc(monday, 10));
    EXPECT_EQ(starts.front(), utc(monday, 10));
    std::vector<Instant> none;
    sort_by_distance(none, utc(monday, 10));
    EXPECT_TRUE(none.empty());
}

TEST(SlotSearch, passes_over_hours_without_a_first_instant) {
    const TableZone zone{UtcOffset{}};
    const Set open({{Instant::infinite_past(), utc(monday)}, {utc(monday, 9), utc(monday, 10)}});
    SlotSearch search(zone, open, {}, SessionRules{}, {utc(monday + -9), utc(monday + 9)});
    EXPECT_EQ(search.next()->during.start, utc(monday, 9));
    EXPECT_FALSE(search.next());
}

TEST(SlotSearch, steps_through_year_9999) {
    const TableZone zone{UtcOffset{}};
    const Instant late = utc(date(9999, 12, 31), 23);
    const Set open({{late, late + std::chrono::hours(3)}});
    SlotSearch search(zone, open, {}, {hours(1), {}, {}, hours(1)}, {late, late + hours(9)});
    int found = 0;
    while (search.next()) ++found;
    EXPECT_EQ(found, 3);
}

}  // namespace
}  // namespace coaching::scheduling
