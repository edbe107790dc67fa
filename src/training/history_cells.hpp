// What stands in the cells of exported training histories. Each function reads a whole cell, blanks
// around it ignored, and answers nothing for what it does not understand; nothing is guessed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coaching::training {

/// What counts as a blank; some apps put narrow no-break spaces before AM and PM.
inline constexpr std::array<std::string_view, 6> blanks = {" ",  "\t",       "\n",
                                                           "\r", "\xc2\xa0", "\xe2\x80\xaf"};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Bytes above ASCII count as letters.
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text);

/// A word as headers and units are compared: lower case, and one '_' for whatever is no letter or
/// digit, none at the ends. "Weight (kg)" is weight_kg. Bytes above ASCII stay.
std::string plain_word(std::string_view text);

/// A decimal number, in billionths: exact for up to nine digits before and nine after the point or
/// comma; further digits after it are cut off, further ones before it are not understood.
struct Decimal {
    std::int64_t billionths = 0;

    /// The number times `numerator` / `denominator`, rounded to the nearest whole, halves away
    /// from zero.
    std::int64_t times(std::int64_t numerator, std::int64_t denominator) const;
    bool is_whole() const { return billionths % 1'000'000'000 == 0; }
};

std::optional<Decimal> read_decimal(std::string_view text);

enum class WeightUnit { kilograms, pounds };
std::optional<WeightUnit> read_weight_unit(std::string_view text);

enum class DistanceUnit { kilometres, miles, metres };
std::optional<DistanceUnit> read_distance_unit(std::string_view text);

/// In thousandths of a kilogram. A pound is 0.45359237 kg (international yard and pound agreement
/// of 1959).
std::int64_t grams(Decimal weight, WeightUnit unit);

/// In ten-thousandths of a kilometre. A mile is 1.609344 km.
std::int64_t decimetres(Decimal distance, DistanceUnit unit);

}  // namespace coaching::training
