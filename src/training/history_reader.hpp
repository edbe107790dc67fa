// Reads an exported training history line by line.
//
//   HistoryReader reader(csv, {HistoryFormat::hevy, WeightUnit::kilograms, clock});
//   while (reader.read_line()) look_for_interrupts();
//   History history = reader.take();
//
// Every line after the header becomes one set or one skipped line with its reason, and costs the
// lines around it nothing.
//
// Sources of the formats: exports of both apps, and what their users have published about them.
// Strong writes 0 where nothing was measured, and a letter instead of the number for a set that is
// not a normal one; Hevy leaves such cells empty or writes 0, and names its units in the header.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/csv.hpp"
#include "training/history.hpp"
#include "training/history_columns.hpp"
#include "training/history_times.hpp"

namespace coaching::training {

struct HistoryRules {
    HistoryFormat format;
    /// Of weights without a unit of their own; distances without one are in miles with pounds, and
    /// in kilometres otherwise.
    WeightUnit unit;
    const WallClock& clock;
};

class HistoryReader {
public:
    /// Reads the header. Throws Failure(invalid_argument) where there is none, or not this
    /// format's. The text and the clock must outlive the reader.
    HistoryReader(std::string_view csv, const HistoryRules& rules);

    /// False after the last line. Throws Failure(invalid_argument) beyond most_skipped_lines.
    bool read_line();

    History take() { return std::move(history_); }

private:
    struct Skip {
        const char* code;
        std::string message;
    };
    using Fields = std::span<const std::string_view>;
    using Map = std::unordered_map<std::string, std::uint32_t>;

    void read_set(Fields fields);
    void require_columns(Fields fields) const;
    std::uint32_t session_of(Fields fields);
    std::uint32_t exercise_of(Fields fields);
    std::string place_of(Fields fields) const;
    std::string identity_of(const HistorySet& set, std::string_view place);
    SetType type_of(Fields fields, std::string_view place) const;
    void read_measures(Fields fields, HistorySet& set) const;
    std::optional<scheduling::Instant> end_of(Fields fields, const HistorySession& session) const;

    std::string_view cell(Fields fields, HistoryColumn column) const {
        return columns_->cell(fields, column);
    }
    std::string quoted(HistoryColumn column) const;
    std::string_view needed_cell(Fields fields, HistoryColumn column) const;
    std::string_view text_cell(Fields fields, HistoryColumn column, std::size_t most) const;
    WrittenTime time_cell(Fields fields, HistoryColumn column) const;
    scheduling::Length duration_cell(Fields fields) const;
    enum class Meaning { start, end };
    scheduling::Instant instant_of(const WrittenTime& time, Meaning meaning) const;
    std::optional<std::int64_t> measure(
        Fields fields, HistoryColumn column, std::int64_t most,
        const std::function<std::int64_t(Decimal)>& in_our_unit) const;
    WeightUnit weight_unit(Fields fields) const;
    DistanceUnit distance_unit(Fields fields) const;
    void skip(Skip skip);

    CsvReader csv_;
    HistoryRules rules_;
    std::optional<HistoryColumns> columns_;
    History history_;
    Map sessions_;
    Map exercises_;
    Map places_;  // how often a place in a session was named
    // Lines of a session follow each other: the last one's cells need not be read again.
    std::string last_start_;
    std::string last_title_;
    std::optional<std::uint32_t> last_session_;
};

}  // namespace coaching::training
