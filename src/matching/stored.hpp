// Columns of a row, from a look-up or from a scan, as the core wants to have them.
#pragma once

#include "matching/score.hpp"
#include "pg/decimal.hpp"
#include "pg/text_array.hpp"

namespace coaching::matching {

template <class Row>
Modes modes_in(const Row& row, int place) {
    Modes modes = 0;
    row.template get<pg::TextArrayView>(place).for_each(
        [&](std::string_view name) { modes |= mode_named(name); });
    return modes;
}

template <class Row>
std::optional<Place> place_in(const Row& row, int latitude_place, int longitude_place) {
    if (row.is_null(latitude_place) || row.is_null(longitude_place)) return std::nullopt;
    return Place{row.template get<double>(latitude_place),
                 row.template get<double>(longitude_place)};
}

/// Of a numeric column with two decimals.
template <class Row>
std::optional<double> number_in(const Row& row, int place) {
    const auto hundredths = row.template get<std::optional<pg::Decimal<2>>>(place);
    return hundredths ? std::optional(static_cast<double>(hundredths->units) / 100) : std::nullopt;
}

}  // namespace coaching::matching
