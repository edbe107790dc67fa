#include "scheduling_zones.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace coaching::scheduling {

namespace {

const Instant known_from = utc(date(1990, 1, 1));
const Instant known_until = utc(date(2040, 1, 1));

/// The instant between two of different offsets at which it changes, to the second.
Instant change_between(Instant before, Instant after) {
    const UtcOffset offset = SystemZone::offset_at(before);
    while (after - before > std::chrono::seconds(1)) {
        const Instant middle = before + (after - before) / 2;
        (SystemZone::offset_at(middle) == offset ? before : after) = middle;
    }
    return instant_of_unix(unix_second_of(after));
}

}  // namespace

SystemZone::SystemZone(const std::string& name) {
    setenv("TZ", name.c_str(), 1);
    tzset();
    // An unknown zone is silently UTC; all but UTC used here have changed their offset since 1990.
    if (name != "UTC" && table().changes().empty())
        throw std::runtime_error("this machine has no zone data of " + name + " (package tzdata)");
}

UtcOffset SystemZone::offset_at(Instant instant) {
    const std::time_t seconds = unix_second_of(instant);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return {std::chrono::seconds(parts.tm_gmtoff)};
}

TableZone SystemZone::table() const {
    constexpr Length stride = std::chrono::hours(3);  // shorter than any offset ever lasted there
    UtcOffset last = offset_at(known_from);
    const UtcOffset first = last;
    std::vector<TableZone::Change> changes;
    for (Instant t = known_from; t < known_until; t = t + stride) {
        const UtcOffset now = offset_at(t);
        if (now != last) changes.push_back({change_between(t - stride, t), now});
        last = now;
    }
    return TableZone(first, std::move(changes));
}

std::string missing_zone_data(const std::vector<std::string>& names) {
    try {
        for (const std::string& name : names) SystemZone{name};
    } catch (const std::runtime_error& missing) {
        return missing.what();
    }
    return {};
}

std::string text_of(LocalDate date) {
    using namespace std::chrono;
    const year_month_day parts = sys_days(year(2000) / 1 / 1) + days(date.days_since_2000);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(parts.year()),
                  static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
    return text;
}

std::string text_of(LocalTime time) {
    const long long seconds = time.since_midnight / 1'000'000;
    char text[64];
    std::snprintf(text, sizeof text, "%02lld:%02lld", seconds / 3600, seconds / 60 % 60);
    std::string out = text;
    if (time.since_midnight % 60'000'000 != 0)
        out += "+" + std::to_string(time.since_midnight % 60'000'000) + "us";
    return out;
}

std::string text_of(Instant instant) {
    if (!instant.is_finite()) return instant.since_2000 < 0 ? "-infinity" : "infinity";
    const LocalDate day = date_of(LocalDateTime{instant.since_2000});
    const Length rest = instant - Instant{beginning_of(day).since_2000};
    return text_of(day) + " " + text_of(LocalTime{rest.count()});
}

std::string text_of(const Interval& interval) {
    return "[" + text_of(interval.start) + ", " + text_of(interval.end) + ")";
}

}  // namespace coaching::scheduling
