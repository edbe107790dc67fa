// Random schedules, overrides, time off, bookings, buffers and zones: what the code answers is what
// a walk over every minute answers.
//
//   COACHING_CASES   how many (100,000)
//   COACHING_SEED    of the first one; those after it count up. A failure prints its own.

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <deque>
#include <random>

#include "scheduling_minute_model.hpp"

namespace coaching::scheduling {
namespace {

using std::chrono::days;
using std::chrono::minutes;

/// Those of the table tests, then: a change one minute after midnight, one that repeats the first
/// hour of a date, one that skips it, one that skips a date, and changes for the month of Ramadan.
const std::vector<std::string> zone_names{"America/New_York",
                                          "Europe/London",
                                          "Australia/Lord_Howe",
                                          "Pacific/Apia",
                                          "UTC",
                                          "America/St_Johns",
                                          "America/Havana",
                                          "America/Sao_Paulo",
                                          "Pacific/Kwajalein",
                                          "Africa/Cairo"};

std::uint64_t environment_number(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Calendars around changes of all zones, and around some dates on which nothing changes.
class Calendars {
public:
    Calendars() {
        for (const std::string& name : zone_names) {
            const SystemZone system(name);
            const TableZone& zone = zones_.emplace_back(system.table());
            for (const LocalDate ordinary : {date(2001, 2, 27), date(2024, 12, 30)})
                calendars_.emplace_back(name, zone, ordinary);
            const std::size_t stride = std::max<std::size_t>(zone.changes().size() / 8, 1);
            // An odd stride: spring and autumn.
            for (std::size_t i = 0; i < zone.changes().size(); i += stride | 1)
                calendars_.emplace_back(name, zone, date_at(zone, zone.changes()[i].at));
        }
    }

    const MinuteCalendar& any(std::mt19937_64& random) const {
        return calendars_[random() % calendars_.size()];
    }

private:
    std::deque<TableZone> zones_;
    std::deque<MinuteCalendar> calendars_;
};

/// Makes up questions; the same from the same seed.
class Inventor {
public:
    Inventor(std::uint64_t seed, const Calendars& calendars)
        : random_(seed), calendar_(calendars.any(random_)), coarse_(one_in(2)) {}

    Question question() {
        Question out{&calendar_, {}, {}, {}, {}, {}, {}};
        if (one_in(12)) {
            for (int day = 0; day < 7; ++day)
                out.weekly.push_back({Weekday(day), {clock_time(0), clock_time(24)}, {}, {}});
        } else {
            for (int i = up_to(14); i > 0; --i) out.weekly.push_back(weekly());
        }
        for (int i = one_in(2) ? up_to(3) : 0; i > 0; --i) add_override(out);
        for (int i = one_in(2) ? up_to(2) : 0; i > 0; --i) out.time_off.push_back(time_off());
        for (int i = up_to(6); i > 0; --i) out.busy.push_back(stretch(240));
        out.rules = rules();
        out.starts = stretch(one_in(3) ? 6 * 60 : 40 * 60);
        return out;
    }

    Instant some_instant() { return utc(calendar_.centre) - days(1) + minutes(up_to(3 * 24 * 60)); }

private:
    int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
    bool one_in(unsigned many) { return random_() % many == 0; }

    /// Often in the hours in which clocks change.
    LocalTime time() {
        const int minute = one_in(2) ? up_to(4 * 60) : up_to(24 * 60 - 1);
        return clock_time(0, coarse_ ? minute / 30 * 30 : minute);
    }

    Window window() {
        const LocalTime start = time();
        if (one_in(4)) return {start, clock_time(24)};
        if (one_in(3)) return {start, time()};
        const LocalTime end{start.since_midnight + clock_time(0, 30 * up_to(20)).since_midnight};
        return {start, std::min(end, clock_time(24))};
    }

    WeeklyWindow weekly() {
        WeeklyWindow out{Weekday(up_to(6)), window(), {}, {}};
        if (one_in(10)) out.effective_from = some_date();
        if (one_in(10)) out.effective_until = some_date();
        return out;
    }

    LocalDate some_date() { return calendar_.centre + (up_to(6) - 3); }

    void add_override(Question& to) {
        const LocalDate date = some_date();
        for (const auto& [other, windows] : to.overrides)
            if (other == date) return;
        std::vector<Window> windows;
        for (int i = up_to(3); i > 0; --i) windows.push_back(window());
        to.overrides.emplace_back(date, std::move(windows));
    }

    DateRange time_off() {
        const LocalDate first = some_date();
        return {first, first + (up_to(3) - 1)};
    }

    Interval stretch(int most_minutes) {
        const Instant start = some_instant();
        return {start, start + minutes(up_to(most_minutes))};
    }

    SessionRules rules() {
        static constexpr int steps[] = {5, 7, 15, 15, 20, 30, 30, 45, 50, 60, 90, 1440};
        static constexpr int buffers[] = {0, 0, 0, 5, 10, 15, 37, 120};
        static constexpr int durations[] = {1, 15, 30, 45, 60, 60, 60, 75, 90, 180, 600};
        return {minutes(durations[up_to(10)]), minutes(buffers[up_to(7)]),
                minutes(buffers[up_to(7)]), minutes(steps[up_to(11)])};
    }

    std::mt19937_64 random_;
    const MinuteCalendar& calendar_;
    bool coarse_;
};

/// How often each thing was answered: schedules under which it never is would prove nothing.
struct Tally {
    std::size_t slots = 0;
    std::array<std::size_t, 6> judgements{};
};

/// Asks both.
void compare(const Question& question, Inventor& inventor, Tally& tally) {
    std::vector<DateOverride> overrides;
    for (const auto& [date, windows] : question.overrides) overrides.push_back({date, windows});
    const Schedule schedule{question.weekly, overrides, question.time_off};
    const TableZone& zone = question.calendar->zone;
    const IntervalSet<> busy(question.busy);
    const MinuteModel model(question);

    std::vector<Instant> slots;
    for_each_slot(schedule, zone, busy, question.rules, question.starts, [&](const Session& slot) {
        slots.push_back(slot.during.start);
        return true;
    });
    EXPECT_EQ(slots, model.slots());
    tally.slots += slots.size();
    const auto first = first_slot(schedule, zone, busy, question.rules, question.starts);
    ASSERT_EQ(first.has_value(), !slots.empty());
    if (first) {
        EXPECT_EQ(first->during.start, slots.front());
    }
    for (int i = 0; i < 8; ++i) {
        const Instant start = inventor.some_instant();
        const Availability judgement =
            judge_session(session_at(start, question.rules), schedule, zone, busy, question.starts);
        EXPECT_EQ(judgement, model.judge(start)) << "of a session at " << text_of(start);
        ++tally.judgements[static_cast<std::size_t>(judgement)];
    }
}

TEST(SchedulingProperty, hours_and_slots_are_what_a_walk_over_every_minute_says) {
    const std::string missing = missing_zone_data(zone_names);
    if (!missing.empty()) GTEST_SKIP() << "NO RANDOM SCHEDULE WAS TESTED: " << missing;
    const std::uint64_t first = environment_number("COACHING_SEED", std::random_device{}());
    const std::uint64_t cases = environment_number("COACHING_CASES", 100'000);
    const Calendars calendars;
    Tally tally;
    for (std::uint64_t seed = first; seed < first + cases; ++seed) {
        Inventor inventor(seed, calendars);
        const Question question = inventor.question();
        compare(question, inventor, tally);
        if (HasFailure())
            FAIL() << "COACHING_SEED=" << seed << " COACHING_CASES=1 repeats it:\n"
                   << text_of(question);
    }
    if (cases < 10'000) return;
    EXPECT_GT(tally.slots, cases);
    for (const std::size_t times : tally.judgements) EXPECT_GT(times, cases / 20);
}

}  // namespace
}  // namespace coaching::scheduling
