// The server's time zones and lengths of intervals.

#include "pg/function.hpp"
#include "pg/time.hpp"
#include "pg/time_zone.hpp"
#include "scheduling/server_zone.hpp"

namespace coaching::bridge_test {

namespace {

using ChangeRow = std::tuple<int, std::optional<std::int64_t>, int>;

ChangeRow row_of(const pg::TimeZone::Change& change) {
    return {change.before_seconds_east, change.at_unix_seconds, change.after_seconds_east};
}

ChangeRow zone_change(std::string_view name, std::int64_t unix_seconds) {
    return row_of(pg::TimeZone(name).next_change(unix_seconds));
}

/// Changes one after the other from an instant on, asked of one and the same zone.
pg::Rows<ChangeRow> zone_changes(std::string_view name, std::int64_t unix_seconds, int most) {
    const pg::TimeZone zone(name);
    pg::Rows<ChangeRow> rows;
    for (int i = 0; i < most; ++i) {
        const pg::TimeZone::Change change = zone.next_change(unix_seconds);
        rows.push_back(row_of(change));
        if (!change.at_unix_seconds) break;
        unix_seconds = *change.at_unix_seconds;
    }
    return rows;
}

/// Asks one zone for all of these in turn; what it remembers must not show.
pg::Rows<ChangeRow> zone_changes_at(std::string_view name, pg::Vector<int> unix_seconds) {
    const pg::TimeZone zone(name);
    pg::Rows<ChangeRow> rows;
    for (const int second : unix_seconds) rows.push_back(row_of(zone.next_change(second)));
    return rows;
}

/// When a clock there shows a local time, at first and at last.
std::tuple<pg::Timestamp, pg::Timestamp> shown(std::string_view name, pg::Timestamp as_if_utc) {
    const scheduling::ServerZone zone(name);
    const scheduling::LocalDateTime local{as_if_utc.microseconds};
    return {{scheduling::start_at(zone, local).since_2000},
            {scheduling::end_at(zone, local).since_2000}};
}

std::tuple<pg::Timestamp, bool> server_zone_change(std::string_view name, pg::Timestamp instant) {
    const scheduling::OffsetChange change =
        scheduling::ServerZone(name).next_change(scheduling::Instant{instant.microseconds});
    return {{change.at.since_2000}, change.before == change.after};
}

std::int64_t length_of(pg::Span span) { return pg::length_of(span); }

// For measuring: `step` seconds apart, so many times.
std::int64_t ask_zone_often(std::string_view name, std::int64_t unix_seconds, int step, int times) {
    const pg::TimeZone zone(name);
    std::int64_t sum = 0;
    for (int i = 0; i < times; ++i)
        sum += zone.next_change(unix_seconds + std::int64_t{i} * step).before_seconds_east;
    return sum;
}
std::int64_t make_zone_often(std::string_view name, int times) {
    std::int64_t sum = 0;
    for (int i = 0; i < times; ++i) sum += pg::TimeZone(name).next_change(0).before_seconds_east;
    return sum;
}

}  // namespace

COACHING_FUNCTION(bridge_zone_change, zone_change);
COACHING_FUNCTION(bridge_zone_changes, zone_changes);
COACHING_FUNCTION(bridge_zone_changes_at, zone_changes_at);
COACHING_FUNCTION(bridge_shown, shown);
COACHING_FUNCTION(bridge_server_zone_change, server_zone_change);
COACHING_FUNCTION(bridge_length_of, length_of);
COACHING_FUNCTION(bridge_ask_zone_often, ask_zone_often);
COACHING_FUNCTION(bridge_make_zone_often, make_zone_often);

}  // namespace coaching::bridge_test
