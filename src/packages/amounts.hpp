// Amounts of money in the functions' arguments.
#pragma once

#include "pg/values.hpp"

namespace coaching::packages {

/// Throws invalid_argument unless the amount is 0 or more, at most two decimals, and fits a column
/// of money. Rounding somebody's money in silence would be worse than asking again.
void require_amount(pg::Numeric amount, const char* argument);

}  // namespace coaching::packages
