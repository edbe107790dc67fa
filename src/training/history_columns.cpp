#include "training/history_columns.hpp"

#include "base/failure.hpp"

namespace coaching::training {

namespace {

struct KnownHeader {
    std::string_view word;  // as plain_word makes it
    HistoryColumn column;
};

using enum HistoryColumn;

constexpr KnownHeader hevy_headers[] = {
    {"start_time", start},
    {"end_time", end},
    {"title", title},
    {"description", session_notes},
    {"exercise_title", exercise},
    {"exercise_notes", notes},
    {"set_index", set_order},
    {"set_type", set_type},
    {"weight", weight},
    {"weight_kg", weight},
    {"weight_lb", weight},
    {"weight_lbs", weight},
    {"reps", repetitions},
    {"distance", distance},
    {"distance_km", distance},
    {"distance_miles", distance},
    {"distance_meters", distance},
    {"duration_seconds", seconds},
    {"rpe", rpe},
};

constexpr KnownHeader strong_headers[] = {
    {"date", start},
    {"duration", duration},
    {"duration_sec", duration},
    {"workout_duration", duration},
    {"workout_name", title},
    {"workout_notes", session_notes},
    {"exercise_name", exercise},
    {"notes", notes},
    {"set_order", set_order},
    {"weight", weight},
    {"weight_kg", weight},
    {"weight_lb", weight},
    {"weight_lbs", weight},
    {"weight_unit", weight_unit},
    {"reps", repetitions},
    {"distance", distance},
    {"distance_km", distance},
    {"distance_miles", distance},
    {"distance_meters", distance},
    {"distance_unit", distance_unit},
    {"seconds", seconds},
    {"rpe", rpe},
};

/// Without these nothing can be told apart; each by the header an error names.
constexpr HistoryColumn needed[] = {start, title, exercise, set_order};

std::span<const KnownHeader> headers_of(HistoryFormat format) {
    if (format == HistoryFormat::hevy) return hevy_headers;
    return strong_headers;
}

const KnownHeader* known_header(HistoryFormat format, std::string_view word) {
    for (const KnownHeader& header : headers_of(format))
        if (header.word == word) return &header;
    return nullptr;
}

std::string_view usual_header(HistoryFormat format, HistoryColumn column) {
    for (const KnownHeader& header : headers_of(format))
        if (header.column == column) return header.word;
    return {};
}

/// What follows "weight_" or "distance_".
std::string_view unit_in(std::string_view word) {
    const std::size_t gap = word.find('_');
    return gap == std::string_view::npos ? std::string_view{} : word.substr(gap + 1);
}

}  // namespace

HistoryColumns::HistoryColumns(HistoryFormat format, std::span<const std::string_view> header)
    : count_(header.size()) {
    places_.fill(-1);
    for (std::size_t i = 0; i < header.size(); ++i) {
        const KnownHeader* known = known_header(format, plain_word(header[i]));
        if (known == nullptr) continue;
        int& place = places_[static_cast<std::size_t>(known->column)];
        if (place >= 0)
            throw Failure(Token::invalid_argument,
                          "the header names the column " + std::string(known->word) + " twice")
                .with("argument", "csv")
                .with("column", known->word);
        place = static_cast<int>(i);
        names_[static_cast<std::size_t>(known->column)] = known->word;
        if (known->column == weight) weight_unit_ = read_weight_unit(unit_in(known->word));
        if (known->column == distance) distance_unit_ = read_distance_unit(unit_in(known->word));
    }
    for (const HistoryColumn column : needed) {
        if (places_[static_cast<std::size_t>(column)] >= 0) continue;
        const std::string name(usual_header(format, column));
        throw Failure(Token::invalid_argument, "this is no export of " +
                                                   std::string(history_format_name(format)) +
                                                   ": its header has no column " + name)
            .with("argument", "csv")
            .with("column", name)
            .hint("Apps translate the headers: export with the app's language set to English.");
    }
}

}  // namespace coaching::training
