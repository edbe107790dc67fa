#include "pg/time.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "utils/fmgrprotos.h"
}

namespace coaching::pg {

bool is_positive(const Span& span) {
    return guarded([&] {
        ::Interval zero{};
        ::Interval value = span.value;
        return DatumGetBool(
            DirectFunctionCall2(interval_gt, IntervalPGetDatum(&value), IntervalPGetDatum(&zero)));
    });
}

Date date_of(Timestamp instant) {
    return {guarded([&] {
        return DatumGetInt32(
            DirectFunctionCall1(timestamptz_date, TimestampTzGetDatum(instant.microseconds)));
    })};
}

}  // namespace coaching::pg
