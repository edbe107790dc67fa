// What an exported training history says, whichever app it comes from: sessions, their sets, and
// the lines that say nothing we understand.
//
// A set and a session carry an identity made of what the app itself tells them apart by, so that a
// later export of the same history names them alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheduling/local_time.hpp"
#include "training/history_cells.hpp"

namespace coaching::training {

enum class HistoryFormat { strong, hevy };
std::optional<HistoryFormat> history_format_named(std::string_view name);
std::string_view history_format_name(HistoryFormat format);

enum class SetType : std::uint8_t { normal, warmup, drop, failure };
/// The word as it stands in workout_progress.set_type.
std::string_view set_type_name(SetType type);

struct HistorySession {
    std::string external_id;  ///< when it began as the file says, and its title
    std::string title;        ///< may be empty
    scheduling::Instant start;
    std::optional<scheduling::Instant> end;
    std::string notes;
    std::uint32_t sets = 0;  ///< none, where no line of it could be read
};

/// Measures as whole numbers of the smallest unit the tables keep.
struct HistorySet {
    std::uint32_t session = 0;
    std::uint32_t exercise = 0;
    std::string external_id;  ///< within its session: exercise, place in it as the file says
    SetType type = SetType::normal;
    std::optional<std::int64_t> grams;
    std::optional<std::int32_t> repetitions;
    std::optional<std::int64_t> decimetres;
    std::optional<std::int64_t> minutes_10000;  ///< ten-thousandths of a minute
    std::optional<std::int32_t> rpe_tenths;
    std::string notes;
};

/// A line that is no set. Codes: malformed_line, wrong_column_count, missing_value, invalid_time,
/// invalid_number, out_of_range, unknown_unit, unknown_set_type, too_long, not_a_set.
struct SkippedLine {
    std::size_t line;
    const char* code;
    std::string message;
};

struct History {
    std::vector<HistorySession> sessions;
    std::vector<std::string> exercises;  ///< names, each once
    std::vector<HistorySet> sets;
    std::vector<SkippedLine> skipped;
};

/// Leads from clocks on the wall to instants, by the rules of the client's zone.
class WallClock {
public:
    virtual scheduling::Instant start_at(scheduling::LocalDateTime local) const = 0;
    virtual scheduling::Instant end_at(scheduling::LocalDateTime local) const = 0;

protected:
    ~WallClock() = default;
};

/// Longer than any app writes, in bytes.
inline constexpr std::size_t most_name_bytes = 200;
inline constexpr std::size_t most_notes_bytes = 10'000;
/// More lines that are no sets mean that the file is something else.
inline constexpr std::size_t most_skipped_lines = 100'000;

}  // namespace coaching::training
