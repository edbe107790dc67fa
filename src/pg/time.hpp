// Questions about times, answered by the server's own arithmetic.
#pragma once

#include "pg/values.hpp"

namespace coaching::pg {

/// Longer than nothing, counting a month as 30 days as interval comparison does.
bool is_positive(const Span& span);

/// The calendar day of an instant in the session's time zone.
Date date_of(Timestamp instant);

}  // namespace coaching::pg
