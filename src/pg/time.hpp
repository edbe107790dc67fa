// Questions about times, answered by the server's own arithmetic.
#pragma once

#include "pg/values.hpp"

namespace coaching::pg {

/// Longer than nothing and at most a thousand years (a month counts 30 days, as in any comparison
/// of intervals), so that a time of ours plus or minus it still is a time.
bool is_usable_length(const Span& span);

/// The calendar day of an instant in the session's time zone.
Date date_of(Timestamp instant);

}  // namespace coaching::pg
