// Bookings per second at eight connections.
#pragma once

#include <string>

namespace bench {

/// Measures by turns, prints a line per case, and says whether the bar was met.
bool booking_throughput(const std::string& database);

}  // namespace bench
