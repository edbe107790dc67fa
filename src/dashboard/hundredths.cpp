#include "dashboard/hundredths.hpp"

namespace coaching::dashboard {

std::string text_of_hundredths(std::int64_t hundredths) {
    const bool is_negative = hundredths < 0;
    // The least number has no positive counterpart.
    const std::uint64_t size = is_negative ? -static_cast<std::uint64_t>(hundredths)
                                           : static_cast<std::uint64_t>(hundredths);
    const std::string fraction = std::to_string(size % 100);
    return (is_negative ? "-" : "") + std::to_string(size / 100) +
           (fraction.size() < 2 ? ".0" : ".") + fraction;
}

}  // namespace coaching::dashboard
