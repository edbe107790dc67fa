// tstzrange, as far as we make them.
#pragma once

#include "pg/datum.hpp"

namespace coaching::pg {

/// Instants from `start` on and before `end`: [start, end).
struct TimeRange {
    Timestamp start;
    Timestamp end;
};

/// Writing only: queries take ranges apart with lower() and upper().
template <>
struct Type<TimeRange> {
    static constexpr Oid oid = TSTZRANGEOID;
    static Datum to(const TimeRange& range);
};

}  // namespace coaching::pg
