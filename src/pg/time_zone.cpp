#include "pg/time_zone.hpp"

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

}  // namespace

bool is_iana_zone(std::string_view name) {
    if (name.empty() || name.size() > TZ_STRLEN_MAX || is_posix_description(name) ||
        is_no_place(name))
        return false;
    const std::string copy(name);
    const char* text = copy.c_str();
    return guarded([&] {
        pg_tz* zone = pg_tzset(text);
        return zone != nullptr && pg_tz_acceptable(zone);
    });
}

}  // namespace coaching::pg
