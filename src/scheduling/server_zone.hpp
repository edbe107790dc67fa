// The server's rules of a time zone, as the pure core wants to have them.
#pragma once

#include "pg/time_zone.hpp"
#include "scheduling/zone_rules.hpp"

namespace coaching::scheduling {

class ServerZone {
public:
    /// Throws Failure(invalid_argument) for a name that is none of an IANA zone.
    explicit ServerZone(std::string_view name) : zone_(name) {}

    OffsetChange next_change(Instant instant) const {
        const pg::TimeZone::Change change = zone_.next_change(unix_second_of(instant));
        return {offset(change.before_seconds_east),
                change.at_unix_seconds ? instant_of_unix(*change.at_unix_seconds)
                                       : Instant::infinite_future(),
                offset(change.after_seconds_east)};
    }

private:
    static UtcOffset offset(std::int32_t seconds_east) {
        return {std::chrono::seconds(seconds_east)};
    }

    pg::TimeZone zone_;
};

static_assert(ZoneRules<ServerZone>);

}  // namespace coaching::scheduling
