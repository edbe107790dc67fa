#include "scheduling/icalendar.hpp"

#include <algorithm>
#include <cstdio>

namespace coaching::scheduling {

namespace {

constexpr std::size_t longest_line = 75;

bool continues_a_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// How much of a longer line goes into `room` octets. No character has more than three continuation
/// bytes: where there are more, this is no UTF-8, and the limit counts.
std::size_t cut_at(std::string_view line, std::size_t room) {
    for (std::size_t at = room; at + 4 > room; --at)
        if (!continues_a_character(line[at])) return at;
    return room;
}

/// Length of the NEL, LINE SEPARATOR or PARAGRAPH SEPARATOR that stands here; 0 for none.
std::size_t unicode_line_end(std::string_view text) {
    if (text.starts_with("\xc2\x85")) return 2;
    return text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9") ? 3 : 0;
}

/// U+0080 to U+009F.
bool is_c1_control(std::string_view text) {
    return text.size() >= 2 && text[0] == '\xc2' && static_cast<unsigned char>(text[1]) >= 0x80 &&
           static_cast<unsigned char>(text[1]) <= 0x9f;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// Whether something other than itself may have to be written for a character that begins so.
bool may_be_special(char c) {
    return is_control(c) || c == '\\' || c == ';' || c == ',' || c == '\xc2' || c == '\xe2';
}

/// Writes what stands at the beginning of the text, and says how long that was.
std::size_t append_special(std::string& out, std::string_view text) {
    const char c = text[0];
    if (const std::size_t length = c == '\n' ? 1 : unicode_line_end(text)) {
        out += "\\n";
        return length;
    }
    if (is_c1_control(text)) return 2;
    if (is_control(c) && c != '\t') return 1;
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
    return 1;
}

void append_property(std::string& out, std::string_view name, std::string_view value) {
    std::string line(name);
    line += ':';
    line += value;
    append_folded(out, line);
}

void append_text(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty()) append_property(out, name, escaped_text(text));
}

std::string_view word_for(CalendarEvent::Status status) {
    if (status == CalendarEvent::Status::cancelled) return "CANCELLED";
    return status == CalendarEvent::Status::tentative ? "TENTATIVE" : "CONFIRMED";
}

constexpr Instant instant_of(std::chrono::sys_seconds time) {
    return instant_of_unix(time.time_since_epoch().count());
}
constexpr Instant first_sayable =
    instant_of(std::chrono::sys_days(std::chrono::year(1) / std::chrono::January / 1));
constexpr Instant end_of_sayable =
    instant_of(std::chrono::sys_days(std::chrono::year(10'000) / std::chrono::January / 1));

}  // namespace

std::string utc_text(Instant instant) {
    using namespace std::chrono;
    // Also keeps the year within what std::chrono::year counts.
    instant = std::clamp(instant, first_sayable, end_of_sayable - seconds(1));
    const sys_seconds time{seconds(unix_second_of(instant))};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text;
}

std::string escaped_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    while (true) {
        // Notes are long, and nearly all of them is plain.
        const auto special = std::find_if(text.begin(), text.end(), may_be_special);
        out.append(text.begin(), special);
        text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
        if (text.empty()) return out;
        text.remove_prefix(append_special(out, text));
    }
}

void append_folded(std::string& out, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        const std::size_t cut = cut_at(line, room);
        out += line.substr(0, cut);
        out += "\r\n ";
        line.remove_prefix(cut);
        room = longest_line - 1;  // after the blank
    }
    out += line;
    out += "\r\n";
}

void begin_calendar(std::string& out, std::string_view name) {
    append_property(out, "BEGIN", "VCALENDAR");
    append_property(out, "VERSION", "2.0");
    append_property(out, "PRODID", "-//coaching//trainer calendar//EN");
    append_property(out, "CALSCALE", "GREGORIAN");
    append_property(out, "METHOD", "PUBLISH");
    append_text(out, "NAME", name);
    append_text(out, "X-WR-CALNAME", name);
}

void append_event(std::string& out, const CalendarEvent& event) {
    const std::string changed = utc_text(event.last_modified);
    const std::string start = utc_text(event.during.start);
    const std::string end = utc_text(event.during.end);
    const bool is_cancelled = event.status == CalendarEvent::Status::cancelled;
    append_property(out, "BEGIN", "VEVENT");
    append_text(out, "UID", event.uid);
    // In a published calendar, when the information was last revised: it stays while nothing
    // changes.
    append_property(out, "DTSTAMP", changed);
    append_property(out, "SEQUENCE", std::to_string(std::max<std::int64_t>(event.sequence, 0)));
    append_property(out, "DTSTART", start);
    // An end must be later; without one the event is a moment.
    if (end > start) append_property(out, "DTEND", end);
    append_text(out, "SUMMARY", event.summary);
    append_text(out, "DESCRIPTION", event.description);
    append_text(out, "LOCATION", event.location);
    append_property(out, "STATUS", word_for(event.status));
    append_property(out, "TRANSP", is_cancelled ? "TRANSPARENT" : "OPAQUE");
    append_property(out, "CLASS", "PRIVATE");
    if (event.created) append_property(out, "CREATED", utc_text(*event.created));
    append_property(out, "LAST-MODIFIED", changed);
    append_property(out, "END", "VEVENT");
}

void end_calendar(std::string& out) { append_property(out, "END", "VCALENDAR"); }

}  // namespace coaching::scheduling
