#include "pg/time.hpp"

#include <algorithm>
#include <limits>

#include "base/failure.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "utils/fmgrprotos.h"
}

namespace coaching::pg {

bool is_usable_length(const Span& span) {
    return guarded([&] {
        ::Interval value = span.value;
        ::Interval least{};
        ::Interval most{};
        most.month = 12 * 1000;
        const Datum given = IntervalPGetDatum(&value);
        return DatumGetBool(DirectFunctionCall2(interval_gt, given, IntervalPGetDatum(&least))) &&
               DatumGetBool(DirectFunctionCall2(interval_le, given, IntervalPGetDatum(&most)));
    });
}

std::int64_t length_of(const Span& span) {
    using Limits = std::numeric_limits<std::int64_t>;
    const __int128 days = __int128{span.value.month} * DAYS_PER_MONTH + span.value.day;
    const __int128 length = days * USECS_PER_DAY + span.value.time;
    return static_cast<std::int64_t>(std::clamp<__int128>(length, Limits::min(), Limits::max()));
}

Timestamp require_timestamp(const std::string& text, const std::string& argument) {
    const char* characters = text.c_str();
    try {
        return {guarded([&] {
            return DatumGetTimestampTz(
                DirectFunctionCall3(timestamptz_in, CStringGetDatum(characters),
                                    ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
        })};
    } catch (const Error& error) {
        if (!error.sqlstate().starts_with("22")) throw;
        throw Failure(Token::invalid_argument, argument + " is no time the calendar has")
            .with("argument", argument);
    }
}

Timestamp transaction_time() { return {GetCurrentTransactionStartTimestamp()}; }

Timestamp days_later(Timestamp start, std::int32_t days) {
    return {start.microseconds + days * USECS_PER_DAY};
}

Date date_of(Timestamp instant) {
    return {guarded([&] {
        return DatumGetInt32(
            DirectFunctionCall1(timestamptz_date, TimestampTzGetDatum(instant.microseconds)));
    })};
}

}  // namespace coaching::pg
