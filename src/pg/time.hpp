// Questions about times, answered by the server's own arithmetic.
#pragma once

#include <string>

#include "pg/values.hpp"

namespace coaching::pg {

/// Longer than nothing and at most a thousand years (a month counts 30 days, as in any comparison
/// of intervals), so that a time of ours plus or minus it still is a time.
bool is_usable_length(const Span& span);

/// Whether the server's calendar has it.
constexpr bool is_timestamp(Timestamp timestamp) {
    return IS_VALID_TIMESTAMP(timestamp.microseconds);
}

/// In microseconds, a day counting 24 hours and a month 30 days, as in any comparison of intervals;
/// what does not fit is the least or the greatest number there is.
std::int64_t length_of(const Span& span);

/// The instant a text names, as the server reads it; without an offset by the session's time zone.
/// Throws Failure(invalid_argument) where it names none; `argument` is what the caller calls it.
Timestamp require_timestamp(const std::string& text, const std::string& argument);

/// When the present transaction began, as now() says.
Timestamp transaction_time();

/// So many days of 24 hours later: no time zone has a say.
Timestamp days_later(Timestamp start, std::int32_t days);

/// The calendar day of an instant in the session's time zone.
Date date_of(Timestamp instant);

}  // namespace coaching::pg
