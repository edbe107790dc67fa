// Which sessions were due in a week and which were done; how much of what was due was done; and for
// how many weeks all of it. Weeks are those of ISO 8601, from Monday to Sunday, of the client's
// calendar.
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <optional>
#include <span>

#include "scheduling/local_time.hpp"

namespace coaching::training {

using scheduling::LocalDate;

/// A set of days of one week.
class Weekdays {
public:
    constexpr Weekdays() = default;
    static constexpr Weekdays all() { return Weekdays(0x7f); }
    /// 0 is Monday.
    static constexpr Weekdays only(int day) {
        return Weekdays(static_cast<std::uint8_t>(1 << day));
    }
    /// Those from one on and before another, which may lie outside of the week.
    static constexpr Weekdays from_until(std::int64_t first, std::int64_t end) {
        Weekdays days;
        for (int day = 0; day < 7; ++day)
            if (first <= day && day < end) days = days | only(day);
        return days;
    }

    constexpr bool is_empty() const { return bits_ == 0; }
    constexpr int count() const { return std::popcount(bits_); }

    friend constexpr Weekdays operator|(Weekdays a, Weekdays b) {
        return Weekdays(a.bits_ | b.bits_);
    }
    friend constexpr Weekdays operator&(Weekdays a, Weekdays b) {
        return Weekdays(a.bits_ & b.bits_);
    }
    friend constexpr Weekdays operator-(Weekdays a, Weekdays b) {
        return Weekdays(a.bits_ & ~b.bits_);
    }
    friend constexpr bool operator==(Weekdays, Weekdays) = default;

private:
    constexpr explicit Weekdays(int bits) : bits_(static_cast<std::uint8_t>(bits)) {}
    std::uint8_t bits_ = 0;
};

/// 0 is Monday.
constexpr int day_of_week(LocalDate date) {
    return (static_cast<int>(scheduling::weekday_of(date)) + 6) % 7;
}

constexpr LocalDate monday_of(LocalDate date) { return date + -day_of_week(date); }

/// The days of the week from `monday` on which lie in [first, end); no end is no limit.
constexpr Weekdays days_within(LocalDate monday, LocalDate first, std::optional<LocalDate> end) {
    const auto place = [&](LocalDate date) {
        return std::int64_t{date.days_since_2000} - monday.days_since_2000;
    };
    return Weekdays::from_until(place(first), end ? place(*end) : 7);
}

/// A plan, as far as it says when to train: on these days of every week from `first` on and before
/// `end`, which without one never comes.
struct PlannedDays {
    LocalDate first;
    std::optional<LocalDate> end;
    Weekdays days;
};

/// The days on which some plan is in force that has exercises for them. Two plans for one day make
/// one session.
constexpr Weekdays due_in_week(std::span<const PlannedDays> plans, LocalDate monday) {
    Weekdays due;
    for (const PlannedDays& plan : plans)
        due = due | (plan.days & days_within(monday, plan.first, plan.end));
    return due;
}

/// Sessions due, and how many of them were done: never more than were due. Any day of the week
/// counts for any due day, since whoever trains on Tuesday instead of Monday has trained.
struct Tally {
    std::int64_t due = 0;
    std::int64_t done = 0;

    static constexpr Tally of(Weekdays due, Weekdays trained) {
        return {due.count(), std::min(due.count(), trained.count())};
    }
    constexpr bool is_complete() const { return done == due; }
    constexpr Tally& operator+=(const Tally& other) {
        due += other.due;
        done += other.done;
        return *this;
    }
    friend constexpr bool operator==(const Tally&, const Tally&) = default;
};

/// Says on which days of the week from a Monday on somebody trained. Weeks are asked for from the
/// latest to the earliest.
template <class Trained>
concept TrainedDays = requires(Trained trained, LocalDate monday) {
    { trained(monday) } -> std::same_as<Weekdays>;
};

/// The first day of any plan.
std::optional<LocalDate> first_planned_day(std::span<const PlannedDays> plans);

/// What was due and done in [from, to], both included. What lies after today is not due yet, and
/// today is due once something was done. A week which the range cuts counts with its days inside.
template <TrainedDays Trained, class Poll>
Tally tally_of(std::span<const PlannedDays> plans, LocalDate from, LocalDate to, LocalDate today,
               Trained&& trained, Poll&& poll) {
    Tally sum;
    const std::optional<LocalDate> first = first_planned_day(plans);
    if (!first) return sum;
    const LocalDate begin = std::max(from, *first);
    const LocalDate end = std::min(to, today) + 1;
    if (end <= begin) return sum;
    for (LocalDate monday = monday_of(end + -1); monday + 7 > begin; monday = monday + -7) {
        poll();
        const Weekdays within = days_within(monday, from, end);
        Weekdays due = due_in_week(plans, monday) & within;
        if (due.is_empty()) continue;
        const Weekdays done = trained(monday) & within;
        // Nothing but today may be cut here: later days are not within.
        due = due - (days_within(monday, today, std::nullopt) - done);
        sum += Tally::of(due, done);
    }
    return sum;
}

/// The number of weeks, back from the running one, in which all that was due was done. Weeks in
/// which nothing was due neither count nor end the streak; the running week counts once all of it
/// is done, and does not end it.
template <TrainedDays Trained, class Poll>
std::int32_t streak_of(std::span<const PlannedDays> plans, LocalDate today, Trained&& trained,
                       Poll&& poll) {
    std::int32_t weeks = 0;
    const std::optional<LocalDate> first = first_planned_day(plans);
    if (!first) return weeks;
    const LocalDate running = monday_of(today);
    for (LocalDate monday = running; monday + 7 > *first; monday = monday + -7) {
        poll();
        const Weekdays due = due_in_week(plans, monday);
        if (due.is_empty()) continue;
        const bool complete = Tally::of(due, trained(monday)).is_complete();
        if (complete) {
            ++weeks;
        } else if (monday != running) {
            break;
        }
    }
    return weeks;
}

}  // namespace coaching::training
