#include "pg/decimal.hpp"

extern "C" {
#include "utils/fmgrprotos.h"
}

namespace coaching::pg {

namespace {

double by_the_server(Datum datum) {
    return DatumGetFloat8(
        guarded([&] { return DirectFunctionCall1(numeric_float8_no_overflow, datum); }));
}

// The stored form (utils/adt/numeric.c), which dumps of whole clusters rely on not to change: a
// short header of 16 bits, whose top bits are 10, then sign, display scale and weight; then digits
// to the base 10000, the first of which counts 10000 to the power of the weight.
constexpr std::uint16_t form_bits = 0xc000;
constexpr std::uint16_t short_form = 0x8000;
constexpr std::uint16_t short_negative = 0x2000;
constexpr std::uint16_t short_weight_negative = 0x0040;
constexpr std::uint16_t short_weight_bits = 0x003f;

/// Of so few digits the value is an exact double before it is divided once.
constexpr std::size_t most_digits = 4;

}  // namespace

Decimal Type<Decimal>::from(Datum datum) {
    const char* const value = DatumGetPointer(datum);
    const auto* header = reinterpret_cast<const varattrib_1b*>(value);
    if (VARATT_IS_COMPRESSED(header) || VARATT_IS_EXTERNAL(header)) return {by_the_server(datum)};
    std::uint16_t words[1 + most_digits] = {};
    const std::size_t bytes = VARSIZE_ANY_EXHDR(value);
    if (bytes < sizeof(std::uint16_t) || bytes > sizeof words) return {by_the_server(datum)};
    std::memcpy(words, VARDATA_ANY(value), bytes);
    if ((words[0] & form_bits) != short_form) return {by_the_server(datum)};

    const std::size_t digits = bytes / sizeof(std::uint16_t) - 1;
    int weight = words[0] & short_weight_bits;
    if ((words[0] & short_weight_negative) != 0) weight -= short_weight_bits + 1;
    if (weight < -4 || weight > 3) return {by_the_server(datum)};
    double whole = 0;
    for (std::size_t i = 1; i <= digits; ++i) whole = whole * 10000 + words[i];
    for (int exponent = static_cast<int>(digits) - 1; exponent < weight; ++exponent) whole *= 10000;
    double divisor = 1;
    for (int exponent = weight; exponent < static_cast<int>(digits) - 1; ++exponent)
        divisor *= 10000;
    return {(words[0] & short_negative) != 0 ? -whole / divisor : whole / divisor};
}

}  // namespace coaching::pg
