// Assigning many clients at once, in the pure core.
#pragma once

namespace bench {

/// Prints a line per case, and says whether the bar was met.
bool assignment();

}  // namespace bench
