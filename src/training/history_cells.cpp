#include "training/history_cells.hpp"

#include <algorithm>

namespace coaching::training {

namespace {

std::int64_t rounded_quotient(__int128 value, __int128 by) {
    const __int128 half = by / 2;
    return static_cast<std::int64_t>((value + (value < 0 ? -half : half)) / by);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : blanks) {
            while (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
            while (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
        }
    }
    return text;
}

std::string plain_word(std::string_view text) {
    std::string out;
    bool gap = false;
    for (const char c : trimmed(text)) {
        if (!is_letter(c) && !is_digit(c)) {
            gap = true;
            continue;
        }
        if (gap && !out.empty()) out += '_';
        gap = false;
        out += lower(c);
    }
    return out;
}

std::int64_t Decimal::times(std::int64_t numerator, std::int64_t denominator) const {
    return rounded_quotient(static_cast<__int128>(billionths) * numerator,
                            static_cast<__int128>(denominator) * 1'000'000'000);
}

std::optional<Decimal> read_decimal(std::string_view text) {
    text = trimmed(text);
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = std::min(text.find_first_of(".,"), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point < text.size() ? text.substr(point + 1) : "";
    if (whole.size() > 9 || (whole.empty() && fraction.empty())) return std::nullopt;
    if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction, is_digit))
        return std::nullopt;
    std::int64_t value = 0;
    for (const char c : whole) value = value * 10 + (c - '0');
    for (std::size_t i = 0; i < 9; ++i)
        value = value * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    return Decimal{negative ? -value : value};
}

std::optional<WeightUnit> read_weight_unit(std::string_view text) {
    const std::string word = plain_word(text);
    if (word == "kg" || word == "kgs") return WeightUnit::kilograms;
    if (word == "lb" || word == "lbs") return WeightUnit::pounds;
    return std::nullopt;
}

std::optional<DistanceUnit> read_distance_unit(std::string_view text) {
    const std::string word = plain_word(text);
    if (word == "km" || word == "kms") return DistanceUnit::kilometres;
    if (word == "mi" || word == "mile" || word == "miles") return DistanceUnit::miles;
    if (word == "m" || word == "meters" || word == "metres") return DistanceUnit::metres;
    return std::nullopt;
}

std::int64_t grams(Decimal weight, WeightUnit unit) {
    return unit == WeightUnit::kilograms ? weight.times(1000, 1)
                                         : weight.times(45'359'237, 100'000);
}

std::int64_t decimetres(Decimal distance, DistanceUnit unit) {
    switch (unit) {
        case DistanceUnit::kilometres: return distance.times(10'000, 1);
        case DistanceUnit::miles: return distance.times(1'609'344, 100);
        case DistanceUnit::metres: break;
    }
    return distance.times(10, 1);
}

}  // namespace coaching::training
