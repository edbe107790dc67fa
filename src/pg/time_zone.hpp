// The server's own time zone data.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

struct pg_tz;

namespace coaching::pg {

/// True for an IANA zone name the server knows ("Europe/Berlin", "UTC"), false for the POSIX
/// descriptions it would also take ("FOO+3"), which name no place.
bool is_iana_zone(std::string_view name);

/// The rules of one zone. Lives as long as wanted: the server keeps what it has read of zones for
/// the life of the backend.
class TimeZone {
public:
    /// By IANA name, in any case; throws Failure(invalid_argument) where there is none.
    explicit TimeZone(std::string_view name);

    /// Seconds ahead of UTC before and after a change of the clocks, and its second since 1970;
    /// without one `after` equals `before`. Some changes are of the zone's abbreviation alone.
    struct Change {
        std::int32_t before_seconds_east;
        std::optional<std::int64_t> at_unix_seconds;
        std::int32_t after_seconds_east;
    };

    /// The offset in force in a second since 1970, and the first change later than that. The last
    /// answer is remembered, so that asking for later instants before its change costs nothing.
    Change next_change(std::int64_t unix_seconds) const {
        if (unix_seconds < known_from_ ||
            (known_.at_unix_seconds && unix_seconds >= *known_.at_unix_seconds))
            find_change(unix_seconds);
        return known_;
    }

private:
    void find_change(std::int64_t unix_seconds) const;

    const pg_tz* zone_;
    // What is known holds from here up to its change; at first, nowhere.
    mutable std::int64_t known_from_ = std::numeric_limits<std::int64_t>::max();
    mutable Change known_{};
};

}  // namespace coaching::pg
