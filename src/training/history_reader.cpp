#include "training/history_reader.hpp"

#include <algorithm>
#include <limits>

#include "base/failure.hpp"

namespace coaching::training {

namespace {

using enum HistoryColumn;
using scheduling::Instant;

struct SetWord {
    std::string_view word;
    SetType type;
};
constexpr SetWord hevy_set_words[] = {
    {"normal", SetType::normal},  {"regular", SetType::normal},  {"warmup", SetType::warmup},
    {"warm_up", SetType::warmup}, {"dropset", SetType::drop},    {"drop_set", SetType::drop},
    {"drop", SetType::drop},      {"failure", SetType::failure},
};

/// What Strong writes instead of the set's number.
std::optional<SetType> letter_type(std::string_view word) {
    if (word == "w") return SetType::warmup;
    if (word == "d") return SetType::drop;
    if (word == "f") return SetType::failure;
    return std::nullopt;
}

constexpr std::size_t most_place_bytes = 20;

// What the columns of workout_progress hold.
constexpr std::int64_t most_repetitions = 100'000;
constexpr std::int64_t most_grams = 100'000'000;
constexpr std::int64_t most_decimetres = 1'000'000'000;
constexpr std::int64_t most_minutes_10000 = 1'000'000'000;
constexpr std::int64_t most_rpe_tenths = 100;

/// As workout_logs has it, in UTC.
bool is_time_of_a_workout(Instant instant) {
    constexpr Instant first{-3'155'673'600'000'000};  // 1900-01-01
    constexpr Instant end{252'455'616'000'000'000};   // 10000-01-01
    return first <= instant && instant < end;
}

/// What nobody measured is left out, which some apps write as 0.
void leave_out_zero(std::optional<std::int64_t>& measure) {
    if (measure == 0) measure.reset();
}

}  // namespace

std::optional<HistoryFormat> history_format_named(std::string_view name) {
    if (name == "strong") return HistoryFormat::strong;
    if (name == "hevy") return HistoryFormat::hevy;
    return std::nullopt;
}

std::string_view history_format_name(HistoryFormat format) {
    return format == HistoryFormat::strong ? "strong" : "hevy";
}

std::string_view set_type_name(SetType type) {
    static constexpr std::string_view names[] = {"normal", "warmup", "drop", "failure"};
    return names[static_cast<std::size_t>(type)];
}

HistoryReader::HistoryReader(std::string_view csv, const HistoryRules& rules)
    : csv_(csv), rules_(rules) {
    if (!csv_.next())
        throw Failure(Token::invalid_argument, "the csv is empty: not even a header stands in it")
            .with("argument", "csv");
    if (csv_.fault() != nullptr)
        throw Failure(Token::invalid_argument,
                      std::string("the header cannot be read: ") + csv_.fault())
            .with("argument", "csv");
    columns_.emplace(rules.format, csv_.fields());
}

bool HistoryReader::read_line() {
    if (!csv_.next()) return false;
    try {
        if (csv_.fault() != nullptr) throw Skip{"malformed_line", csv_.fault()};
        read_set(csv_.fields());
    } catch (Skip& reason) {
        skip(std::move(reason));
    }
    return true;
}

void HistoryReader::skip(Skip reason) {
    if (history_.skipped.size() == most_skipped_lines)
        throw Failure(Token::invalid_argument, "more than " + std::to_string(most_skipped_lines) +
                                                   " lines are no sets; the last: line " +
                                                   std::to_string(csv_.line()) + ", " +
                                                   reason.message)
            .with("argument", "csv");
    history_.skipped.push_back({csv_.line(), reason.code, std::move(reason.message)});
}

void HistoryReader::read_set(Fields fields) {
    require_columns(fields);
    HistorySet set;
    set.session = session_of(fields);
    set.exercise = exercise_of(fields);
    const std::string place = place_of(fields);
    set.external_id = identity_of(set, place);
    set.type = type_of(fields, place);
    read_measures(fields, set);
    set.notes = text_cell(fields, notes, most_notes_bytes);
    HistorySession& session = history_.sessions[set.session];
    const std::string_view about_session = text_cell(fields, session_notes, most_notes_bytes);
    const std::optional<Instant> session_end = end_of(fields, session);
    // Exports repeat what is said of a session on its lines, though not on all of them.
    if (!session.end) session.end = session_end;
    if (session.notes.empty()) session.notes = about_session;
    ++session.sets;
    history_.sets.push_back(std::move(set));
}

/// A line cut off is not half believed; empty fields too many do no harm.
void HistoryReader::require_columns(Fields fields) const {
    const std::size_t wanted = columns_->count();
    const bool fits = fields.size() >= wanted &&
                      std::ranges::all_of(fields.subspan(wanted), &std::string_view::empty);
    if (!fits)
        throw Skip{"wrong_column_count", "the line has " + std::to_string(fields.size()) +
                                             " fields, the header " + std::to_string(wanted)};
}

std::uint32_t HistoryReader::session_of(Fields fields) {
    const std::string_view written = needed_cell(fields, start);
    const std::string_view name = text_cell(fields, title, most_name_bytes);
    if (last_session_ && written == last_start_ && name == last_title_) return *last_session_;
    const WrittenTime time = time_cell(fields, start);
    const Instant instant = instant_of(time, Meaning::start);
    if (!is_time_of_a_workout(instant))
        throw Skip{"invalid_time", quoted(start) + " is not in the years 1900 to 9999"};
    std::string id = canonical_text(time);
    if (!name.empty()) (id += ' ') += name;
    const auto next = static_cast<std::uint32_t>(history_.sessions.size());
    const auto [found, is_new] = sessions_.try_emplace(id, next);
    if (is_new) {
        HistorySession session;
        session.external_id = std::move(id);
        session.title = name;
        session.start = instant;
        history_.sessions.push_back(std::move(session));
    }
    last_start_ = written;
    last_title_ = name;
    last_session_ = found->second;
    return found->second;
}

std::uint32_t HistoryReader::exercise_of(Fields fields) {
    needed_cell(fields, exercise);
    const std::string name(text_cell(fields, exercise, most_name_bytes));
    const auto next = static_cast<std::uint32_t>(history_.exercises.size());
    const auto [found, is_new] = exercises_.try_emplace(name, next);
    if (is_new) history_.exercises.push_back(name);
    return found->second;
}

/// The number of the set in its exercise, or the letter that stands for it.
std::string HistoryReader::place_of(Fields fields) const {
    needed_cell(fields, set_order);
    std::string word = plain_word(text_cell(fields, set_order, most_place_bytes));
    if (!word.empty() && std::ranges::all_of(word, is_digit)) return word;
    if (rules_.format == HistoryFormat::hevy)
        throw Skip{"invalid_number", quoted(set_order) + " is no whole number"};
    if (word == "rest_timer") throw Skip{"not_a_set", "the line is a rest timer"};
    if (word == "note") throw Skip{"not_a_set", "the line is a note"};
    if (!letter_type(word))
        throw Skip{"unknown_set_type", quoted(set_order) + " is neither a number nor W, D or F"};
    return word;
}

/// Counted before the measures are judged: a line mended in a later export keeps its identity, and
/// so do those after it.
std::string HistoryReader::identity_of(const HistorySet& set, std::string_view place) {
    std::string rest = '/' + history_.exercises[set.exercise];
    std::string key = std::to_string(set.session);
    ((key += ' ') += place) += rest;
    const std::uint32_t times = ++places_[std::move(key)];
    std::string id(place);
    // Exercises are done twice in a session, and letters stand for several sets.
    if (times > 1) (id += '.') += std::to_string(times);
    return id += rest;
}

SetType HistoryReader::type_of(Fields fields, std::string_view place) const {
    if (rules_.format == HistoryFormat::strong) return letter_type(place).value_or(SetType::normal);
    const std::string word = plain_word(cell(fields, set_type));
    if (word.empty()) return SetType::normal;
    for (const auto& [known, type] : hevy_set_words)
        if (known == word) return type;
    throw Skip{"unknown_set_type", quoted(set_type) + " is no type of set we know"};
}

std::optional<std::int64_t> HistoryReader::measure(
    Fields fields, HistoryColumn column, std::int64_t most,
    const std::function<std::int64_t(Decimal)>& in_our_unit) const {
    const std::string_view text = cell(fields, column);
    if (text.empty()) return std::nullopt;
    const std::optional<Decimal> number = read_decimal(text);
    if (!number) throw Skip{"invalid_number", quoted(column) + " is no number"};
    const std::int64_t value = in_our_unit(*number);
    if (number->billionths < 0 || value > most)
        throw Skip{"out_of_range", quoted(column) + " is out of range"};
    return value;
}

void HistoryReader::read_measures(Fields fields, HistorySet& set) const {
    set.grams = measure(fields, weight, most_grams,
                        [&](Decimal number) { return grams(number, weight_unit(fields)); });
    const auto times = measure(fields, repetitions, most_repetitions, [&](Decimal number) {
        if (!number.is_whole())
            throw Skip{"invalid_number", quoted(repetitions) + " is no whole number"};
        return number.times(1, 1);
    });
    if (times) set.repetitions = static_cast<std::int32_t>(*times);
    set.decimetres = measure(fields, distance, most_decimetres, [&](Decimal number) {
        return decimetres(number, distance_unit(fields));
    });
    set.minutes_10000 = measure(fields, seconds, most_minutes_10000,
                                [](Decimal number) { return number.times(10'000, 60); });
    const auto tenths =
        measure(fields, rpe, most_rpe_tenths, [](Decimal number) { return number.times(10, 1); });
    if (tenths && *tenths > 0) set.rpe_tenths = static_cast<std::int32_t>(*tenths);
    leave_out_zero(set.decimetres);
    leave_out_zero(set.minutes_10000);
    if (set.decimetres || set.minutes_10000) {
        if (set.repetitions == 0) set.repetitions.reset();
    } else if (set.repetitions.value_or(0) == 0 && set.grams.value_or(0) == 0) {
        throw Skip{"not_a_set", "the line measures nothing"};
    }
    if (!set.repetitions) leave_out_zero(set.grams);
}

WeightUnit HistoryReader::weight_unit(Fields fields) const {
    const std::string_view text = cell(fields, HistoryColumn::weight_unit);
    if (text.empty()) return columns_->weight_unit().value_or(rules_.unit);
    const std::optional<WeightUnit> unit = read_weight_unit(text);
    if (!unit) throw Skip{"unknown_unit", quoted(HistoryColumn::weight_unit) + " is no unit"};
    return *unit;
}

DistanceUnit HistoryReader::distance_unit(Fields fields) const {
    const std::string_view text = cell(fields, HistoryColumn::distance_unit);
    if (text.empty())
        return columns_->distance_unit().value_or(
            rules_.unit == WeightUnit::pounds ? DistanceUnit::miles : DistanceUnit::kilometres);
    const std::optional<DistanceUnit> unit = read_distance_unit(text);
    if (!unit) throw Skip{"unknown_unit", quoted(HistoryColumn::distance_unit) + " is no unit"};
    return *unit;
}

/// What an earlier line of the session said stands.
std::optional<Instant> HistoryReader::end_of(Fields fields, const HistorySession& session) const {
    if (session.end) return session.end;
    const HistoryColumn column = rules_.format == HistoryFormat::hevy ? end : duration;
    const std::string_view text = cell(fields, column);
    if (text.empty()) return std::nullopt;
    const Instant instant = column == end ? instant_of(time_cell(fields, end), Meaning::end)
                                          : session.start + duration_cell(fields);
    if (instant < session.start)
        throw Skip{"invalid_time", quoted(column) + " is before the beginning"};
    if (!is_time_of_a_workout(instant))
        throw Skip{"invalid_time", quoted(column) + " is not in the years 1900 to 9999"};
    return instant;
}

/// The column and the beginning of what stands in it, for a message.
std::string HistoryReader::quoted(HistoryColumn column) const {
    std::string out(columns_->header_of(column));
    out += " \"";
    out += beginning_of(cell(csv_.fields(), column), 40);
    out += '"';
    return out;
}

std::string_view HistoryReader::needed_cell(Fields fields, HistoryColumn column) const {
    const std::string_view text = cell(fields, column);
    if (text.empty())
        throw Skip{"missing_value", std::string(columns_->header_of(column)) + " is empty"};
    return text;
}

std::string_view HistoryReader::text_cell(Fields fields, HistoryColumn column,
                                          std::size_t most) const {
    const std::string_view text = cell(fields, column);
    if (text.size() > most)
        throw Skip{"too_long",
                   quoted(column) + " has more than " + std::to_string(most) + " bytes"};
    return text;
}

WrittenTime HistoryReader::time_cell(Fields fields, HistoryColumn column) const {
    const std::optional<WrittenTime> time = read_time(cell(fields, column));
    if (!time) throw Skip{"invalid_time", quoted(column) + " is no date and time we know"};
    return *time;
}

Instant HistoryReader::instant_of(const WrittenTime& time, Meaning meaning) const {
    if (time.offset) return scheduling::instant_at(time.local, *time.offset);
    return meaning == Meaning::start ? rules_.clock.start_at(time.local)
                                     : rules_.clock.end_at(time.local);
}

scheduling::Length HistoryReader::duration_cell(Fields fields) const {
    const std::optional<scheduling::Length> length = read_duration(cell(fields, duration));
    if (!length) throw Skip{"invalid_time", quoted(duration) + " is no duration"};
    return *length;
}

}  // namespace coaching::training
