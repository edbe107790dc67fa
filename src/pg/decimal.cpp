#include "pg/decimal.hpp"

#include <algorithm>

extern "C" {
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
}

namespace coaching::pg {

namespace {

// How a numeric lies on disk, which no version has changed since 9.1 and pg_upgrade relies on: a
// header of two bytes; in its long form two more with the weight; then digits of base 10000, the
// first of which stands for 10000^weight.
constexpr std::uint16_t form_bits = 0xC000;
constexpr std::uint16_t negative_form = 0x4000;
constexpr std::uint16_t short_form = 0x8000;
constexpr std::uint16_t special_form = 0xC000;
constexpr std::uint16_t short_negative = 0x2000;
constexpr int short_weight_bits = 7;

struct Digits {
    const char* bytes;
    int count;
    int weight;
    bool negative;

    std::int16_t operator[](int i) const {
        std::int16_t digit;
        std::memcpy(&digit, bytes + 2 * i, sizeof digit);
        return digit;
    }
};

/// nullopt for NaN and the infinities.
std::optional<Digits> digits_of(const char* bytes, std::size_t size) {
    std::uint16_t header;
    std::memcpy(&header, bytes, sizeof header);
    if ((header & form_bits) == special_form) return std::nullopt;
    Digits digits{};
    std::size_t begin = sizeof header;
    if ((header & form_bits) == short_form) {
        // Seven bits with a sign, by way of a signed shift.
        const auto low = static_cast<std::int8_t>(header << (8 - short_weight_bits));
        digits.weight = low >> (8 - short_weight_bits);
        digits.negative = (header & short_negative) != 0;
    } else {
        std::int16_t weight;
        std::memcpy(&weight, bytes + begin, sizeof weight);
        begin += sizeof weight;
        digits.weight = weight;
        digits.negative = (header & form_bits) == negative_form;
    }
    digits.bytes = bytes + begin;
    digits.count = static_cast<int>((size - begin) / 2);
    return digits;
}

constexpr std::int64_t powers_of_ten[] = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

}  // namespace

std::optional<std::int64_t> detail::units_at(Datum numeric, int decimals) {
    const std::string_view bytes = Type<std::string_view>::from(numeric);
    const std::optional<Digits> digits = digits_of(bytes.data(), bytes.size());
    if (!digits) return std::nullopt;
    // One decimal more than asked for decides how to round.
    const int fraction_groups = decimals / 4 + 1;
    const int groups = digits->weight + 1 + fraction_groups;
    if (groups <= 0) return 0;
    constexpr int most_groups = 9;
    if (groups > most_groups) {
        if (digits->count == 0) return 0;
        return std::nullopt;
    }
    __int128 sum = 0;
    for (int i = 0; i < groups; ++i) sum = sum * 10000 + (i < digits->count ? (*digits)[i] : 0);
    const std::int64_t excess = powers_of_ten[4 * fraction_groups - decimals];
    const __int128 units = (sum + excess / 2) / excess;
    if (units > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return static_cast<std::int64_t>(digits->negative ? -units : units);
}

std::optional<std::int64_t> units_of(Numeric value, int decimals) {
    return detail::units_at(value.datum, decimals);
}

void detail::refuse_undecimal() {
    throw std::logic_error("coaching: a numeric column is wider than its C++");
}

Numeric numeric_of(__int128 units, int decimals) {
    using Limits = std::numeric_limits<std::int64_t>;
    if (units >= Limits::min() && units <= Limits::max()) {
        const auto small = static_cast<std::int64_t>(units);
        return {
            guarded([&] { return NumericGetDatum(int64_div_fast_to_numeric(small, decimals)); })};
    }
    // In two halves of up to 18 digits each.
    constexpr std::int64_t half = 1'000'000'000'000'000'000;
    const auto high = static_cast<std::int64_t>(units / half);
    const auto low = static_cast<std::int64_t>(units % half);
    return {guarded([&] {
        const Datum shifted =
            DirectFunctionCall2(numeric_mul, NumericGetDatum(int64_to_numeric(high)),
                                NumericGetDatum(int64_div_fast_to_numeric(half, decimals)));
        return DirectFunctionCall2(numeric_add, shifted,
                                   NumericGetDatum(int64_div_fast_to_numeric(low, decimals)));
    })};
}

}  // namespace coaching::pg
