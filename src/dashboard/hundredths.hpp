// Figures counted in hundredths, as the decimals JSON has them.
#pragma once

#include <cstdint>
#include <string>

namespace coaching::dashboard {

/// "-0.05" of -5.
std::string text_of_hundredths(std::int64_t hundredths);

}  // namespace coaching::dashboard
