#include "training/one_rep_max.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace coaching::training {

namespace {

/// weight * numerator / denominator, rounded half up. Nothing is negative.
std::int64_t fraction_of(std::int64_t weight, std::int64_t numerator, std::int64_t denominator) {
    const __int128 twice = __int128{weight} * numerator * 2 + denominator;
    return static_cast<std::int64_t>(twice / (__int128{denominator} * 2));
}

double real_factor(Formula formula, std::int32_t repetitions) {
    const double r = repetitions;
    switch (formula) {
        case Formula::lombardi: return std::pow(r, 0.10);
        case Formula::mayhew: return 100 / (52.2 + 41.9 * std::exp(-0.055 * r));
        default: return 100 / (48.8 + 53.8 * std::exp(-0.075 * r));
    }
}

}  // namespace

std::optional<Formula> formula_named(std::string_view word) {
    const auto found = std::find(std::begin(formula_words), std::end(formula_words), word);
    if (found == std::end(formula_words)) return std::nullopt;
    return static_cast<Formula>(found - std::begin(formula_words));
}

std::optional<std::int64_t> one_rep_max(Formula formula, std::int64_t weight,
                                        std::int32_t repetitions, std::int64_t fractions_of_gram) {
    if (repetitions < 1 || repetitions > most_repetitions_estimated) return std::nullopt;
    // What was lifted once need not be estimated.
    if (repetitions == 1) return fraction_of(weight, 1, fractions_of_gram);
    switch (formula) {
        case Formula::epley: return fraction_of(weight, 30 + repetitions, 30 * fractions_of_gram);
        case Formula::brzycki:
            return fraction_of(weight, 36, (37 - repetitions) * fractions_of_gram);
        case Formula::oconner: return fraction_of(weight, 40 + repetitions, 40 * fractions_of_gram);
        default:
            return std::llround(static_cast<double>(weight) * real_factor(formula, repetitions) /
                                static_cast<double>(fractions_of_gram));
    }
}

}  // namespace coaching::training
