// Calendars from any bytes: every line has at most 75 octets and ends with CRLF, and there are as
// many properties as were put in, whatever names and notes hold.

#include <string>

#include "bytes.hpp"
#include "scheduling/icalendar.hpp"

namespace coaching::scheduling {
namespace {

/// Bytes that a property may fail to hold, more often than others.
std::string some_text(Bytes& bytes) {
    static constexpr std::string_view pieces[] = {"\r\n",
                                                  "\n",
                                                  "\r",
                                                  " ",
                                                  "\\",
                                                  ";",
                                                  ",",
                                                  ":",
                                                  "BEGIN:VEVENT",
                                                  "\xc2\x85",
                                                  "\xe2\x80\xa8",
                                                  "\xf0\x9f\x8f\x8b",
                                                  "\xc3",
                                                  "\x80\x80\x80\x80\x80\x80\x80\x80"};
    std::string out;
    for (int left = bytes.up_to(200); left > 0 && bytes.are_left(); --left) {
        const int choice = bytes.up_to(40);
        if (choice < static_cast<int>(std::size(pieces)))
            out += pieces[choice];
        else
            out.append(static_cast<std::size_t>(choice), bytes.number<char>());
    }
    return out;
}

void require_form(const std::string& text, int properties) {
    int begun = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find_first_of("\r\n", at);
        require(end != std::string::npos && text.compare(end, 2, "\r\n") == 0, "lines end in CRLF");
        require(end - at <= 75, "lines are at most 75 octets long");
        if (text[at] != ' ') ++begun;
        at = end + 2;
    }
    require(begun == properties, "there are as many properties as were put in");
}

int given(std::string_view text) { return text.empty() ? 0 : 1; }

}  // namespace
}  // namespace coaching::scheduling

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace coaching::scheduling;
    coaching::Bytes bytes(data, size);
    const std::string name = some_text(bytes);
    std::string text;
    begin_calendar(text, name);
    int properties = 5 + 2 * given(name);
    while (bytes.are_left()) {
        const std::string uid = some_text(bytes);
        const std::string summary = some_text(bytes);
        const std::string notes = some_text(bytes);
        CalendarEvent event;
        event.uid = uid;
        event.summary = summary;
        event.description = notes;
        event.during = {Instant{bytes.number<std::int64_t>()},
                        Instant{bytes.number<std::int64_t>()}};
        event.last_modified = {bytes.number<std::int64_t>()};
        event.sequence = bytes.number<std::int64_t>();
        append_event(text, event);
        const bool lasts = utc_text(event.during.end) > utc_text(event.during.start);
        properties += 9 + given(uid) + given(summary) + given(notes) + (lasts ? 1 : 0);
    }
    end_calendar(text);
    require_form(text, properties + 1);
    return 0;
}
