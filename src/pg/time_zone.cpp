#include "pg/time_zone.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "pgtime.h"
}

namespace coaching::pg {

namespace {

bool is_posix_description(std::string_view name) {
    const bool has_digits = name.find_first_of("0123456789") != std::string_view::npos;
    return name.find_first_of(",<>") != std::string_view::npos ||
           (has_digits && name.find('/') == std::string_view::npos);
}

}  // namespace

bool is_iana_zone(std::string_view name) {
    if (name.empty() || name.size() > TZ_STRLEN_MAX || is_posix_description(name)) return false;
    const std::string copy(name);
    const char* text = copy.c_str();
    return guarded([&] {
        pg_tz* zone = pg_tzset(text);
        return zone != nullptr && pg_tz_acceptable(zone);
    });
}

}  // namespace coaching::pg
