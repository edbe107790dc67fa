// Times and durations as exported training histories write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scheduling/local_time.hpp"

namespace coaching::training {

/// A time as it was written: what a clock showed, or, where an offset stands with it, an instant.
struct WrittenTime {
    scheduling::LocalDateTime local;
    std::optional<scheduling::UtcOffset> offset;

    friend bool operator==(const WrittenTime&, const WrittenTime&) = default;
};

/// "15 Sep 2025, 07:48" with months in some languages, "2025-09-15 07:48:00", with T, Z or an
/// offset, without seconds or without a time (midnight), with AM or PM; years 1900 to 9999.
/// Fractions of a second are cut off.
std::optional<WrittenTime> read_time(std::string_view text);

/// The same time always as the same text: 2025-09-15T07:48:00, and Z where it is an instant.
std::string canonical_text(const WrittenTime& time);

/// "1h 5m", "35m", "45s", "1:05:00" (hours first), or a number of seconds; below a thousand hours.
std::optional<scheduling::Length> read_duration(std::string_view text);

}  // namespace coaching::training
