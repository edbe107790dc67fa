// A numeric as a number to compute with.
#pragma once

#include "pg/datum.hpp"

namespace coaching::pg {

/// The nearest double or one beside it; NaN and the infinities as such. Read from the stored digits
/// where that is exact enough, since the server's own conversion goes through text and costs as
/// much as reading a whole row.
struct Decimal {
    double value;
};

template <>
struct Type<Decimal> {
    static constexpr Oid oid = NUMERICOID;
    static Decimal from(Datum datum);
};

}  // namespace coaching::pg
