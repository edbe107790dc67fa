// Time-ordered identifiers, RFC 9562 version 7.
#pragma once

#include <cstdint>

#include "base/uuid.hpp"

namespace coaching::identity {

/// Builds version 7 UUIDs that rise strictly within one generator: 48 bits of Unix milliseconds,
/// 12 bits of the fraction of the millisecond (RFC 9562, 6.2, method 3), 62 random bits.
class Uuid7Generator {
public:
    /// `unix_nanoseconds` is the present time; a clock that stands still or steps back is overruled
    /// by counting on from the last value. `random` gives 62 bits.
    Uuid next(std::uint64_t unix_nanoseconds, std::uint64_t random) noexcept;

private:
    std::uint64_t last_tick_ = 0;
};

}  // namespace coaching::identity
