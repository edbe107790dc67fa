// Calendars as text: what RFC 5545 asks of every line, whatever stands in it.

#include "scheduling/icalendar.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

constexpr const char* umlaut = "\xc3\xbc";         // ü
constexpr const char* euro = "\xe2\x82\xac";       // €
constexpr const char* emoji = "\xf0\x9f\x8f\x8b";  // a weightlifter

std::string folded(std::string_view line) {
    std::string out;
    append_folded(out, line);
    return out;
}

/// The physical lines of a text, without their CRLF; fails where the text does not end with one.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        if (end == std::string_view::npos) {
            ADD_FAILURE() << "the last line has no end";
            break;
        }
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 2);
    }
    return lines;
}

/// Independently of how it was folded: a line that begins with a blank goes on.
std::vector<std::string> unfolded(std::string_view text) {
    std::vector<std::string> out;
    for (const std::string& line : lines_of(text)) {
        if (line.starts_with(' ') && !out.empty())
            out.back() += line.substr(1);
        else
            out.push_back(line);
    }
    return out;
}

/// Reads an escaped text back, as a calendar does.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
            out += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
        } else {
            out += text[i];
        }
    }
    return out;
}

bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80   ? 1
                                   : lead < 0xc0 ? 0
                                   : lead < 0xe0 ? 2
                                   : lead < 0xf0 ? 3
                                                 : 4;
        if (length == 0 || i + length > text.size()) return false;
        for (std::size_t j = 1; j < length; ++j)
            if ((static_cast<unsigned char>(text[i + j]) & 0xc0) != 0x80) return false;
        i += length;
    }
    return true;
}

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

Instant second(int year, unsigned month, unsigned day, int hours, int minutes, int seconds) {
    const LocalDateTime local =
        at(date(year, month, day), clock_time(hours, minutes)) + std::chrono::seconds(seconds);
    return instant_at(local, UtcOffset{});
}

CalendarEvent some_event() {
    CalendarEvent event;
    event.uid = "7@coaching";
    event.during = {second(2026, 3, 1, 9, 30, 0), second(2026, 3, 1, 10, 30, 0)};
    event.sequence = 3;
    event.last_modified = second(2026, 2, 27, 23, 59, 59);
    event.created = second(2026, 2, 20, 0, 0, 0);
    event.summary = "Anna Holm";
    event.description = "Squats";
    event.location = "Gym 2";
    return event;
}

std::string calendar_with(const std::vector<CalendarEvent>& events, std::string_view name = "Tom") {
    std::string out;
    begin_calendar(out, name);
    for (const CalendarEvent& event : events) append_event(out, event);
    end_calendar(out);
    return out;
}

bool has_line(const std::string& text, const std::string& line) {
    for (const std::string& one : unfolded(text))
        if (one == line) return true;
    return false;
}

TEST(ICalendar, says_all_there_is_of_an_event) {
    EXPECT_EQ(calendar_with({some_event()}),
              "BEGIN:VCALENDAR\r\n"
              "VERSION:2.0\r\n"
              "PRODID:-//coaching//trainer calendar//EN\r\n"
              "CALSCALE:GREGORIAN\r\n"
              "METHOD:PUBLISH\r\n"
              "NAME:Tom\r\n"
              "X-WR-CALNAME:Tom\r\n"
              "BEGIN:VEVENT\r\n"
              "UID:7@coaching\r\n"
              "DTSTAMP:20260227T235959Z\r\n"
              "SEQUENCE:3\r\n"
              "DTSTART:20260301T093000Z\r\n"
              "DTEND:20260301T103000Z\r\n"
              "SUMMARY:Anna Holm\r\n"
              "DESCRIPTION:Squats\r\n"
              "LOCATION:Gym 2\r\n"
              "STATUS:CONFIRMED\r\n"
              "TRANSP:OPAQUE\r\n"
              "CLASS:PRIVATE\r\n"
              "CREATED:20260220T000000Z\r\n"
              "LAST-MODIFIED:20260227T235959Z\r\n"
              "END:VEVENT\r\n"
              "END:VCALENDAR\r\n");
}

TEST(ICalendar, leaves_out_what_is_not_there) {
    CalendarEvent event;
    event.uid = "7@coaching";
    const std::string text = calendar_with({event}, "");
    for (const char* property :
         {"NAME", "X-WR", "SUMMARY", "DESCRIPTION", "LOCATION", "CREATED", "DTEND"})
        EXPECT_EQ(text.find(property), std::string::npos) << property;
    EXPECT_TRUE(has_line(text, "SEQUENCE:0"));
    EXPECT_TRUE(has_line(text, "DTSTART:20000101T000000Z"));
}

TEST(ICalendar, cancelled_takes_no_time) {
    CalendarEvent event = some_event();
    event.status = CalendarEvent::Status::cancelled;
    EXPECT_TRUE(has_line(calendar_with({event}), "STATUS:CANCELLED"));
    EXPECT_TRUE(has_line(calendar_with({event}), "TRANSP:TRANSPARENT"));
    event.status = CalendarEvent::Status::tentative;
    EXPECT_TRUE(has_line(calendar_with({event}), "STATUS:TENTATIVE"));
    EXPECT_TRUE(has_line(calendar_with({event}), "TRANSP:OPAQUE"));
}

TEST(ICalendar, a_sequence_is_never_below_0) {
    CalendarEvent event = some_event();
    event.sequence = -5;
    EXPECT_TRUE(has_line(calendar_with({event}), "SEQUENCE:0"));
    event.sequence = 2147483647;
    EXPECT_TRUE(has_line(calendar_with({event}), "SEQUENCE:2147483647"));
}

TEST(ICalendar, nothing_breaks_out_of_its_property) {
    CalendarEvent event = some_event();
    const std::string hostile =
        "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:forged\n\rATTACH:http://evil\xe2\x80\xa8"
        "BEGIN:VALARM\xc2\x85;TZID=x,\\n";
    event.summary = event.description = event.location = event.uid = hostile;
    const std::vector<std::string> lines = unfolded(calendar_with({event}, hostile));
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "BEGIN:VEVENT"), 1);
    EXPECT_EQ(std::count(lines.begin(), lines.end(), "END:VEVENT"), 1);
    for (const std::string& line : lines) {
        EXPECT_FALSE(line.starts_with("ATTACH") || line.starts_with("UID:forged") ||
                     line.starts_with("BEGIN:VALARM"))
            << line;
        EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    }
    EXPECT_EQ(lines.size(), 23u);
}

TEST(ICalendarText, is_escaped_by_the_rules) {
    EXPECT_EQ(escaped_text("a\\b;c,d\ne:f\"g"), "a\\\\b\\;c\\,d\\ne:f\"g");
    EXPECT_EQ(escaped_text("one\r\ntwo\rthree"), "one\\ntwothree");
    EXPECT_EQ(escaped_text(std::string_view("a\0b\x01\x0b\x0c\x1b\x7f"
                                            "c\td",
                                            11)),
              "abc\td");
    EXPECT_EQ(escaped_text("a\xc2\x85"
                           "b\xe2\x80\xa8"
                           "c\xe2\x80\xa9"
                           "d\xc2\x9b"
                           "e\xc2\xa0"),
              "a\\nb\\nc\\nde\xc2\xa0");
    EXPECT_EQ(escaped_text(""), "");
    EXPECT_EQ(escaped_text("\xc2"), "\xc2");
    EXPECT_EQ(escaped_text("\xe2\x80"), "\xe2\x80");
}

TEST(ICalendarText, comes_back_as_it_was) {
    const std::string_view pieces[] = {"a", "\\", ";", ",",    "\n", "n",
                                       " ", "\t", ":", umlaut, euro, emoji};
    std::mt19937 random(1);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto left = random() % 60; left > 0; --left)
            text += pieces[random() % std::size(pieces)];
        const std::string escaped = escaped_text(text);
        ASSERT_EQ(escaped.find_first_of("\r\n"), std::string::npos);
        ASSERT_EQ(unescaped(escaped), text);
    }
}

TEST(ICalendarFold, a_line_of_75_octets_stays_whole) {
    EXPECT_EQ(folded(""), "\r\n");
    EXPECT_EQ(folded(std::string(75, 'x')), std::string(75, 'x') + "\r\n");
    EXPECT_EQ(folded(std::string(76, 'x')), std::string(75, 'x') + "\r\n x\r\n");
    EXPECT_EQ(folded(std::string(75 + 74 + 1, 'x')),
              std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n x\r\n");
}

TEST(ICalendarFold, splits_no_character_at_any_offset) {
    for (const char* character : {umlaut, euro, emoji}) {
        for (std::size_t offset = 0; offset < 160; ++offset) {
            const std::string line = std::string(offset, 'x') + repeated(character, 60);
            const std::string text = folded(line);
            for (const std::string& one : lines_of(text)) {
                ASSERT_LE(one.size(), 75u);
                ASSERT_TRUE(is_utf8(one)) << offset;
            }
            ASSERT_EQ(unfolded(text), std::vector<std::string>{line});
        }
    }
}

TEST(ICalendarFold, splits_no_character_more_often_than_it_must) {
    // Of 4 octets each, 18 fit the first line and 18 each that follows.
    EXPECT_EQ(lines_of(folded(repeated(emoji, 36))).size(), 2u);
    EXPECT_EQ(lines_of(folded(repeated(emoji, 37))).size(), 3u);
}

TEST(ICalendarFold, keeps_every_byte_and_the_limit_whatever_the_bytes) {
    std::mt19937 random(2);
    for (int round = 0; round < 20'000; ++round) {
        // Every other line is mostly continuation bytes, which no text is.
        std::string line(random() % 400, ' ');
        for (char& c : line)
            c = static_cast<char>(round % 2 == 0 ? random() : 0x80 + random() % 0x48);
        std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
        std::string text = folded(line);
        for (const std::string& one : lines_of(text)) ASSERT_LE(one.size(), 75u);
        std::string whole;
        for (std::size_t end; (end = text.find("\r\n ")) != std::string::npos;) text.erase(end, 3);
        ASSERT_EQ(text, line + "\r\n");
    }
}

TEST(ICalendarFold, hostile_lines_take_no_longer) {
    const std::string text = folded(std::string(10'000'000, '\x80'));
    EXPECT_EQ(lines_of(text).size(), 1 + (10'000'000 - 75 + 73) / 74);
}

TEST(ICalendarTime, is_utc_to_the_second) {
    EXPECT_EQ(utc_text(Instant{0}), "20000101T000000Z");
    EXPECT_EQ(utc_text(Instant{-1}), "19991231T235959Z");
    EXPECT_EQ(utc_text(Instant{999'999}), "20000101T000000Z");
    EXPECT_EQ(utc_text(second(2024, 2, 29, 23, 5, 7)), "20240229T230507Z");
    EXPECT_EQ(utc_text(second(1900, 3, 1, 0, 0, 0) - Length(1)), "19000228T235959Z");
}

TEST(ICalendarTime, ends_where_four_digits_end) {
    const char* first = "00010101T000000Z";
    const char* last = "99991231T235959Z";
    EXPECT_EQ(utc_text(second(1, 1, 1, 0, 0, 0)), first);
    EXPECT_EQ(utc_text(second(1, 1, 1, 0, 0, 1)), "00010101T000001Z");
    EXPECT_EQ(utc_text(second(1, 1, 1, 0, 0, 0) - Length(1)), first);
    EXPECT_EQ(utc_text(second(9999, 12, 31, 23, 59, 59)), last);
    EXPECT_EQ(utc_text(second(9999, 12, 31, 23, 59, 59) + std::chrono::seconds(1)), last);
    EXPECT_EQ(utc_text(Instant::infinite_past()), first);
    EXPECT_EQ(utc_text(Instant::infinite_future()), last);
    EXPECT_EQ(utc_text(Instant{detail::lowest + 1}), first);
    EXPECT_EQ(utc_text(Instant{detail::highest - 1}), last);
}

TEST(ICalendarTime, an_event_beyond_them_is_a_moment) {
    CalendarEvent event = some_event();
    event.during = {second(9999, 12, 31, 23, 59, 59) + whole_day, Instant::infinite_future()};
    const std::string text = calendar_with({event});
    EXPECT_TRUE(has_line(text, "DTSTART:99991231T235959Z"));
    EXPECT_EQ(text.find("DTEND"), std::string::npos);
}

}  // namespace
}  // namespace coaching::scheduling
