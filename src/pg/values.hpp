// SQL values that C++ only carries: typed, so that they cannot be mixed up.
#pragma once

#include "base/uuid.hpp"
#include "pg/memory.hpp"
#include "pg/version.hpp"

extern "C" {
#include "utils/date.h"
}

namespace coaching::pg {

/// Microseconds since 2000-01-01 00:00 UTC; infinities as the server encodes them.
struct Timestamp {
    std::int64_t microseconds;
    bool is_finite() const noexcept { return !TIMESTAMP_NOT_FINITE(microseconds); }
    friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// Days since 2000-01-01; infinities as the server encodes them.
struct Date {
    std::int32_t days;
    bool is_finite() const noexcept { return !DATE_NOT_FINITE(days); }
    friend auto operator<=>(const Date&, const Date&) = default;
};

/// What a clock shows: microseconds since midnight, 00:00 to 24:00, both legal.
struct TimeOfDay {
    std::int64_t microseconds;
    friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

/// An interval as the server keeps it: months, days and microseconds apart.
struct Span {
    ::Interval value;
};

/// A numeric, carried and not computed with.
struct Numeric {
    Datum datum;
};

/// A jsonb value.
struct Json {
    Datum datum;
};

/// A network address.
struct Inet {
    Datum datum;
};

/// A whole row of some composite type, with its type.
struct Record {
    Datum datum;
};

/// A role, as regrole.
struct Role {
    Oid oid;
};

}  // namespace coaching::pg
