// How much of something was done, in percent with two decimals.
#pragma once

#include "pg/decimal.hpp"
#include "training/weeks.hpp"

namespace coaching::training {

using Percentage = pg::Decimal<2>;

/// Half a hundredth is rounded up. The whole is not 0.
constexpr Percentage percentage(std::int64_t part, std::int64_t whole) {
    return {(part * 20000 + whole) / (whole * 2)};
}

/// nullopt where nothing was due.
constexpr std::optional<Percentage> percentage(const Tally& tally) {
    if (tally.due == 0) return std::nullopt;
    return percentage(tally.done, tally.due);
}

}  // namespace coaching::training
