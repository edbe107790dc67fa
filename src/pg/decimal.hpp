// Numerics as whole numbers of their smallest unit, to compute with them exactly and fast: weights
// in kilograms with three decimals are so many grams.
#pragma once

#include "pg/datum.hpp"

namespace coaching::pg {

/// The value times 10^decimals, a half rounded away from zero; nullopt for NaN, for infinities and
/// for what does not fit. Decimals are 0 to 9.
std::optional<std::int64_t> units_of(Numeric value, int decimals);

/// The units divided by 10^decimals (0 to 9), shown with so many decimals; the units stay below
/// 10^36.
Numeric numeric_of(__int128 units, int decimals);

/// A column or a result with so many decimals. Reading rounds what has more; what does not fit in
/// 64 bits is a mistake of ours.
template <int decimals>
struct Decimal {
    std::int64_t units;
    friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

namespace detail {
/// units_of for a value wherever it lies, which may be inside of a row.
std::optional<std::int64_t> units_at(Datum numeric, int decimals);
[[noreturn]] void refuse_undecimal();
}  // namespace detail

template <int decimals>
struct Type<Decimal<decimals>> {
    static constexpr Oid oid = NUMERICOID;
    static Decimal<decimals> from(Datum datum) {
        const std::optional<std::int64_t> units = detail::units_at(datum, decimals);
        if (__builtin_expect(!units, 0)) detail::refuse_undecimal();
        return {*units};
    }
    static Datum to(Decimal<decimals> value) { return numeric_of(value.units, decimals).datum; }
};

}  // namespace coaching::pg
