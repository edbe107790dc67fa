// Time as types that cannot be mixed up: an instant is the same moment for everybody, a local time
// is what a clock on the wall shows, and only the rules of a zone (zone_rules.hpp) lead from one to
// the other.
//
// Every function here is total. Points in time cover what the server's timestamps do, 4714 BC to
// 294276 AD, and some days more; what leaves that range becomes an infinity, and an infinity plus
// or minus anything stays one.
#pragma once

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>

namespace coaching::scheduling {

/// A length of time; minutes and hours convert by themselves.
using Length = std::chrono::microseconds;

constexpr Length whole_day = std::chrono::hours(24);

namespace detail {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

constexpr std::int64_t saturating_sum(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? lowest : highest;
}

constexpr std::int64_t saturating_difference(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    if (!__builtin_sub_overflow(a, b, &difference)) return difference;
    return a < 0 ? lowest : highest;
}

constexpr std::int64_t saturating_product(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(a, b, &product)) return product;
    return (a < 0) == (b < 0) ? highest : lowest;
}

/// `by` must be positive.
constexpr std::int64_t floored_quotient(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace detail

/// A point on one line of time: microseconds since the beginning of 2000-01-01 there. The two
/// outermost values are the infinities, as the server encodes them.
template <class Line>
struct TimePoint {
    std::int64_t since_2000 = 0;

    static constexpr TimePoint infinite_past() { return {detail::lowest}; }
    static constexpr TimePoint infinite_future() { return {detail::highest}; }

    constexpr bool is_finite() const {
        return since_2000 != detail::lowest && since_2000 != detail::highest;
    }

    friend constexpr auto operator<=>(const TimePoint&, const TimePoint&) = default;

    friend constexpr TimePoint operator+(TimePoint point, Length length) {
        if (!point.is_finite()) return point;
        return {detail::saturating_sum(point.since_2000, length.count())};
    }
    friend constexpr TimePoint operator-(TimePoint point, Length length) {
        if (!point.is_finite()) return point;
        return {detail::saturating_difference(point.since_2000, length.count())};
    }
    friend constexpr Length operator-(TimePoint later, TimePoint earlier) {
        return Length(detail::saturating_difference(later.since_2000, earlier.since_2000));
    }
};

/// A moment, as timestamptz: the line is UTC.
using Instant = TimePoint<struct UtcLine>;
/// What calendar and clock show in some place, as timestamp: the line is that place's.
using LocalDateTime = TimePoint<struct LocalLine>;

constexpr Length unix_epoch_to_2000 = std::chrono::seconds(946'684'800);

/// For sources of zone rules, which count seconds since 1970.
constexpr Instant instant_of_unix(std::int64_t seconds) {
    return Instant{detail::saturating_product(seconds, 1'000'000)} - unix_epoch_to_2000;
}

/// The second in which the instant lies.
constexpr std::int64_t unix_second_of(Instant instant) {
    return detail::floored_quotient((instant + unix_epoch_to_2000).since_2000, 1'000'000);
}

/// How far the local clock is ahead of UTC.
struct UtcOffset {
    std::chrono::seconds east{};
    friend constexpr auto operator<=>(const UtcOffset&, const UtcOffset&) = default;
};

constexpr LocalDateTime local_at(Instant instant, UtcOffset offset) {
    return LocalDateTime{instant.since_2000} + offset.east;
}

constexpr Instant instant_at(LocalDateTime local, UtcOffset offset) {
    return Instant{local.since_2000} - offset.east;
}

enum class Weekday : std::uint8_t {
    sunday,
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday
};

/// A day of the calendar of some place: days since 2000-01-01, as date.
struct LocalDate {
    std::int32_t days_since_2000 = 0;

    friend constexpr auto operator<=>(const LocalDate&, const LocalDate&) = default;

    /// Stops at the first and the last date there is.
    friend constexpr LocalDate operator+(LocalDate date, std::int64_t days) {
        using Limits = std::numeric_limits<std::int32_t>;
        const std::int64_t sum = detail::saturating_sum(date.days_since_2000, days);
        return {
            static_cast<std::int32_t>(std::clamp<std::int64_t>(sum, Limits::min(), Limits::max()))};
    }
};

/// 2000-01-01 was a Saturday.
constexpr Weekday weekday_of(LocalDate date) {
    return static_cast<Weekday>(((date.days_since_2000 % 7) + 7 + 6) % 7);
}

/// What the clock shows: microseconds of the day, 00:00 to 24:00, both legal; as time.
struct LocalTime {
    std::int64_t since_midnight = 0;
    friend constexpr auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

constexpr LocalTime clock_time(std::int64_t hours, std::int64_t minutes = 0) {
    return {(hours * 60 + minutes) * 60'000'000};
}

/// 24:00 of a date is 00:00 of the next.
constexpr LocalDateTime at(LocalDate date, LocalTime time) {
    const LocalDateTime midnight{
        detail::saturating_product(date.days_since_2000, whole_day.count())};
    return midnight + Length(time.since_midnight);
}

constexpr LocalDateTime beginning_of(LocalDate date) { return at(date, LocalTime{}); }

constexpr LocalDate date_of(LocalDateTime local) {
    return {
        static_cast<std::int32_t>(detail::floored_quotient(local.since_2000, whole_day.count()))};
}

/// Dates from `first` to `last`, both included; none when they are the wrong way round.
struct DateRange {
    LocalDate first;
    LocalDate last;
    constexpr bool contains(LocalDate date) const { return first <= date && date <= last; }
};

/// Instants from `start` on and before `end`: [start, end).
struct Interval {
    Instant start;
    Instant end;

    friend constexpr bool operator==(const Interval&, const Interval&) = default;

    constexpr bool is_empty() const { return end <= start; }
    constexpr bool is_finite() const { return start.is_finite() && end.is_finite(); }
    constexpr bool contains(Instant instant) const { return start <= instant && instant < end; }
};

/// What two intervals have in common, which may be empty.
constexpr Interval intersection(const Interval& a, const Interval& b) {
    return {std::max(a.start, b.start), std::min(a.end, b.end)};
}

/// Touching is not overlapping, and nothing overlaps an empty interval.
constexpr bool overlap(const Interval& a, const Interval& b) {
    return !intersection(a, b).is_empty();
}

}  // namespace coaching::scheduling
