// The server's strong random source, and the time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace coaching::pg {

/// Fills the buffer with bytes fit for secrets; throws std::runtime_error where the system has
/// none.
void strong_random(void* buffer, std::size_t bytes);

/// 64 strong random bits out of a pool, for identifiers.
std::uint64_t random_bits();

/// Nanoseconds since 1970-01-01 UTC.
std::uint64_t unix_nanoseconds();

}  // namespace coaching::pg
