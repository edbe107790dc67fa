// The columns of the exports, by their headers, in whatever order they stand.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "training/history.hpp"

namespace coaching::training {

enum class HistoryColumn : std::uint8_t {
    start,
    end,
    duration,
    title,
    session_notes,
    exercise,
    set_order,
    set_type,
    weight,
    weight_unit,
    repetitions,
    distance,
    distance_unit,
    seconds,
    rpe,
    notes
};
inline constexpr std::size_t history_columns = 16;

class HistoryColumns {
public:
    /// Throws Failure(invalid_argument) where the header has not what a session and a set are told
    /// apart by. Columns it does not know are passed over.
    HistoryColumns(HistoryFormat format, std::span<const std::string_view> header);

    std::size_t count() const { return count_; }

    /// The cell without blanks around it; empty where there is no such column.
    std::string_view cell(std::span<const std::string_view> fields, HistoryColumn column) const {
        const int place = places_[static_cast<std::size_t>(column)];
        return place < 0 ? std::string_view{} : trimmed(fields[static_cast<std::size_t>(place)]);
    }
    /// How errors name it.
    std::string_view header_of(HistoryColumn column) const {
        return names_[static_cast<std::size_t>(column)];
    }

    /// The unit in the header itself (weight_lbs), if it says one.
    std::optional<WeightUnit> weight_unit() const { return weight_unit_; }
    std::optional<DistanceUnit> distance_unit() const { return distance_unit_; }

private:
    std::size_t count_;
    std::array<int, history_columns> places_;
    std::array<std::string_view, history_columns> names_;
    std::optional<WeightUnit> weight_unit_;
    std::optional<DistanceUnit> distance_unit_;
};

}  // namespace coaching::training
