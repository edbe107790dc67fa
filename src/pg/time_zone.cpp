#include "pg/time_zone.hpp"

#include <stdexcept>

#include "base/failure.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "pgtime.h"
}

namespace coaching::pg {

namespace {

bool begins_with(std::string_view name, std::string_view start) {
    return name.size() >= start.size() &&
           pg_strncasecmp(name.data(), start.data(), start.size()) == 0;
}

bool is(std::string_view name, std::string_view other) {
    return name.size() == other.size() && begins_with(name, other);
}

/// A zone may be described instead of named ("FOO+3", and even "Europe/Berlin+3"). Descriptions
/// have digits; of names only Etc/GMT-14 to Etc/GMT+12 do.
bool is_posix_description(std::string_view name) {
    if (name.find_first_of(",<>") != std::string_view::npos) return true;
    if (name.find_first_of("0123456789") == std::string_view::npos) return false;
    return !begins_with(name, "Etc/GMT") || name.size() > std::string_view("Etc/GMT+12").size();
}

/// Files beside the zones: what this machine's zone is, and the same zones once more.
bool is_no_place(std::string_view name) {
    return is(name, "localtime") || is(name, "posixrules") || is(name, "Factory") ||
           begins_with(name, "posix/") || begins_with(name, "right/");
}

/// Null where the name is none of an IANA zone.
const pg_tz* find_zone(std::string_view name) {
    if (name.empty() || name.size() > TZ_STRLEN_MAX || is_posix_description(name) ||
        is_no_place(name))
        return nullptr;
    const std::string copy(name);
    const char* text = copy.c_str();
    return guarded([&]() -> const pg_tz* {
        pg_tz* zone = pg_tzset(text);
        return zone != nullptr && pg_tz_acceptable(zone) ? zone : nullptr;
    });
}

TimeZone::Change ask_server(const pg_tz* zone, pg_time_t second) {
    long before = 0;
    long after = 0;
    int is_dst = 0;
    pg_time_t at = 0;
    const int found = pg_next_dst_boundary(&second, &before, &is_dst, &at, &after, &is_dst, zone);
    if (found < 0) throw std::logic_error("coaching: the server cannot read its time zone");
    const auto seconds = [](long offset) { return static_cast<std::int32_t>(offset); };
    if (found == 0) return {seconds(before), std::nullopt, seconds(before)};
    return {seconds(before), at, seconds(after)};
}

}  // namespace

bool is_iana_zone(std::string_view name) { return find_zone(name) != nullptr; }

TimeZone::TimeZone(std::string_view name) : zone_(find_zone(name)) {
    if (zone_ == nullptr)
        throw Failure(Token::invalid_argument, "there is no time zone of that name")
            .with("time_zone", beginning_of(name))
            .hint("Zones have IANA names, like Europe/Berlin.");
}

void TimeZone::find_change(std::int64_t unix_seconds) const {
    Change change = ask_server(zone_, unix_seconds);
    // In the very second of the last change in its table the server takes that for the end of
    // time, and a second later it knows better.
    if (!change.at_unix_seconds) change = ask_server(zone_, unix_seconds + 1);
    known_ = change;
    known_from_ = unix_seconds;
}

}  // namespace coaching::pg
