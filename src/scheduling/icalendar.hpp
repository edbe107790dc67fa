// Calendars as text, by RFC 5545: what Google's, Apple's and Microsoft's calendars subscribe to.
//
// Total for any bytes: whatever a name or a note holds, it stays inside its own property.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scheduling/local_time.hpp"

namespace coaching::scheduling {

struct CalendarEvent {
    enum class Status { tentative, confirmed, cancelled };

    /// The same for as long as the event lives, and no other event's.
    std::string_view uid;
    Interval during;
    Status status = Status::confirmed;
    /// Rises with every change; what is below 0 counts as 0.
    std::int64_t sequence = 0;
    Instant last_modified;
    std::optional<Instant> created;
    std::string_view summary;
    /// What is empty is left out.
    std::string_view description;
    std::string_view location;
};

/// A calendar is its beginning, its events and its end, appended to one text.
void begin_calendar(std::string& out, std::string_view name);
void append_event(std::string& out, const CalendarEvent& event);
void end_calendar(std::string& out);

/// YYYYMMDDTHHMMSSZ, of the second in which the instant lies. The form has four digits for the
/// year: what is before 0001 or after 9999, infinities too, becomes the first or the last second it
/// can say.
std::string utc_text(Instant instant);

/// A value of type TEXT. Whatever ends a line (also NEL and Unicode's two separators, at which some
/// readers split) becomes \n; carriage returns and all other control characters but the tab are
/// dropped.
std::string escaped_text(std::string_view text);

/// Appends a line without CR and LF in it as lines of at most 75 octets, each with its CRLF. No
/// character of UTF-8 is split.
void append_folded(std::string& out, std::string_view line);

}  // namespace coaching::scheduling
