#include "training/history_times.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "training/history_cells.hpp"

namespace coaching::training {

using scheduling::Length;
using scheduling::LocalDateTime;

namespace {

/// Reads a cell from left to right; what is asked for and not there leaves it where it was.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool is_done() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }

    bool take(std::string_view piece) {
        if (!rest_.starts_with(piece)) return false;
        rest_.remove_prefix(piece.size());
        return true;
    }

    bool take_blanks() {
        const std::size_t before = rest_.size();
        while (std::ranges::any_of(blanks, [&](std::string_view blank) { return take(blank); })) {
        }
        return rest_.size() < before;
    }

    /// A number of `least` to `most` digits, of which there may be nine.
    std::optional<std::int64_t> number(std::size_t least, std::size_t most) {
        std::size_t length = 0;
        while (length < rest_.size() && is_digit(rest_[length])) ++length;
        if (length < least || length > most) return std::nullopt;
        std::int64_t value = 0;
        std::from_chars(rest_.data(), rest_.data() + length, value);
        rest_.remove_prefix(length);
        return value;
    }

    /// Letters, in lower case as far as they are ASCII.
    std::string word() {
        std::string out;
        while (!rest_.empty() && is_letter(rest_.front()) &&
               !std::ranges::any_of(blanks, [&](auto blank) { return rest_.starts_with(blank); })) {
            out += lower(rest_.front());
            rest_.remove_prefix(1);
        }
        return out;
    }

private:
    std::string_view rest_;
};

/// How months begin in English, German, French, Spanish, Italian, Portuguese and Dutch.
struct MonthBeginning {
    std::string_view text;
    unsigned month;
};
constexpr MonthBeginning month_beginnings[] = {
    {"jan", 1},
    {"ene", 1},
    {"gen", 1},
    {"feb", 2},
    {"f\xc3\xa9v", 2},
    {"fev", 2},
    {"mar", 3},
    {"mrz", 3},
    {"m\xc3\xa4r", 3},
    {"maa", 3},
    {"mrt", 3},
    {"apr", 4},
    {"abr", 4},
    {"avr", 4},
    {"may", 5},
    {"mai", 5},
    {"mei", 5},
    {"mag", 5},
    {"jun", 6},
    {"juin", 6},
    {"giu", 6},
    {"jul", 7},
    {"juil", 7},
    {"lug", 7},
    {"aug", 8},
    {"ago", 8},
    {"ao\xc3\xbb", 8},
    {"aou", 8},
    {"sep", 9},
    {"set", 9},
    {"oct", 10},
    {"okt", 10},
    {"ott", 10},
    {"out", 10},
    {"nov", 11},
    {"dec", 12},
    {"d\xc3\xa9"
     "c",
     12},
    {"dez", 12},
    {"dic", 12},
};

std::optional<unsigned> month_named(std::string_view word) {
    for (const auto& [text, month] : month_beginnings)
        if (word.starts_with(text)) return month;
    return std::nullopt;
}

/// An impossible date is no day, and neither is one outside the years 1900 to 9999.
std::optional<LocalDateTime> midnight_of(std::int64_t year, std::int64_t month, std::int64_t day) {
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(static_cast<int>(year)),
                              std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1900 || year > 9999 || !date.ok()) return std::nullopt;
    const days since = sys_days(date) - sys_days(2000y / 1 / 1);
    return LocalDateTime{Length(since).count()};
}

std::optional<LocalDateTime> read_iso_date(Scanner& scan) {
    const auto year = scan.number(4, 4);
    if (!year || !scan.take("-")) return std::nullopt;
    const auto month = scan.number(1, 2);
    if (!month || !scan.take("-")) return std::nullopt;
    const auto day = scan.number(1, 2);
    if (!day) return std::nullopt;
    return midnight_of(*year, *month, *day);
}

/// The day first, the month by name.
std::optional<LocalDateTime> read_worded_date(Scanner& scan) {
    const auto day = scan.number(1, 2);
    if (!day) return std::nullopt;
    scan.take(".");
    scan.take_blanks();
    scan.take("de ");
    const std::optional<unsigned> month = month_named(scan.word());
    if (!month) return std::nullopt;
    scan.take(".");
    scan.take_blanks();
    scan.take("de ");
    const auto year = scan.number(4, 4);
    if (!year) return std::nullopt;
    return midnight_of(*year, *month, *day);
}

/// Hours of a half day as hours of the day; nothing for 0 PM or 13 AM.
std::optional<std::int64_t> whole_day_hour(std::int64_t hour, std::string_view half) {
    if (hour < 1 || hour > 12) return std::nullopt;
    return hour % 12 + (half == "pm" ? 12 : 0);
}

std::optional<Length> read_clock(Scanner& scan) {
    auto hour = scan.number(1, 2);
    if (!hour || !scan.take(":")) return std::nullopt;
    const auto minute = scan.number(2, 2);
    if (!minute) return std::nullopt;
    std::optional<std::int64_t> second = 0;
    if (scan.take(":")) {
        second = scan.number(2, 2);
        if (second && scan.take(".") && !scan.number(1, 9)) return std::nullopt;
    }
    Scanner ahead = scan;
    ahead.take_blanks();
    if (const std::string half = ahead.word(); half == "am" || half == "pm") {
        hour = whole_day_hour(*hour, half);
        scan = ahead;
    }
    if (!hour || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           std::chrono::seconds(*second);
}

/// Z, +02:00, -0330 or +02; throws nothing away: what is no offset is left for the caller to see.
std::optional<scheduling::UtcOffset> read_offset(Scanner& scan) {
    if (scan.take("Z")) return scheduling::UtcOffset{};
    const bool west = scan.rest().starts_with('-');
    if (!scan.take("+") && !scan.take("-")) return std::nullopt;
    const std::string_view digits = scan.rest();
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    if (digits.size() == 4 && std::ranges::all_of(digits, is_digit)) {
        hours = (digits[0] - '0') * 10 + digits[1] - '0';
        minutes = (digits[2] - '0') * 10 + digits[3] - '0';
        scan.take(digits);
    } else {
        hours = scan.number(2, 2).value_or(99);
        if (scan.take(":")) minutes = scan.number(2, 2).value_or(99);
    }
    if (hours > 15 || minutes > 59) return std::nullopt;
    const std::chrono::seconds east = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return scheduling::UtcOffset{west ? -east : east};
}

}  // namespace

std::optional<WrittenTime> read_time(std::string_view text) {
    text = trimmed(text);
    const bool iso = text.size() > 4 && text[4] == '-';
    Scanner scan(text);
    const std::optional<LocalDateTime> date = iso ? read_iso_date(scan) : read_worded_date(scan);
    if (!date) return std::nullopt;
    if (scan.is_done()) return WrittenTime{*date, std::nullopt};
    bool separated = iso && scan.take("T");
    if (!separated) {
        separated = scan.take(",");
        separated = scan.take_blanks() || separated;
    }
    const std::optional<Length> clock = separated ? read_clock(scan) : std::nullopt;
    if (!clock) return std::nullopt;
    WrittenTime time{*date + *clock, std::nullopt};
    if (scan.is_done()) return time;
    scan.take_blanks();
    time.offset = read_offset(scan);
    if (!time.offset || !scan.is_done()) return std::nullopt;
    return time;
}

std::string canonical_text(const WrittenTime& time) {
    using namespace std::chrono;
    const LocalDateTime at = time.offset ? time.local - time.offset->east : time.local;
    const sys_time<Length> point = sys_days(2000y / 1 / 1) + Length(at.since_2000);
    const sys_days day = floor<days>(point);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<seconds>(point - day));
    char out[40];
    const int length = std::snprintf(
        out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d%s", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), time.offset ? "Z" : "");
    return {out, static_cast<std::size_t>(length)};
}

std::optional<Length> read_duration(std::string_view text) {
    constexpr Length most = std::chrono::hours(1000);
    text = trimmed(text);
    Scanner scan(text);
    Length sum{};
    if (text.find(':') != std::string_view::npos) {
        const auto hours = scan.number(1, 3);
        if (!hours || !scan.take(":")) return std::nullopt;
        const auto minutes = scan.number(2, 2);
        const auto seconds = scan.take(":") ? scan.number(2, 2) : 0;
        if (!minutes || !seconds || *minutes > 59 || *seconds > 59 || !scan.is_done())
            return std::nullopt;
        return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
               std::chrono::seconds(*seconds);
    }
    if (const auto seconds = read_decimal(text)) {
        sum = Length(seconds->times(1'000'000, 1));
        return sum < Length{} || sum >= most ? std::nullopt : std::optional(sum);
    }
    for (bool first = true; first || !scan.is_done(); first = false) {
        const auto count = scan.number(1, 6);
        if (!count) return std::nullopt;
        scan.take_blanks();
        const std::string unit = scan.word();
        if (unit == "h" || unit == "hr")
            sum += std::chrono::hours(*count);
        else if (unit == "m" || unit == "min")
            sum += std::chrono::minutes(*count);
        else if (unit == "s" || unit == "sec")
            sum += std::chrono::seconds(*count);
        else
            return std::nullopt;
        scan.take_blanks();
    }
    return sum >= most ? std::nullopt : std::optional(sum);
}

}  // namespace coaching::training
