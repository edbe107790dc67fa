#include "identity/uuid7.hpp"

namespace coaching::identity {

Uuid Uuid7Generator::next(std::uint64_t unix_nanoseconds, std::uint64_t random) noexcept {
    constexpr std::uint64_t nanoseconds_per_millisecond = 1'000'000;
    const std::uint64_t milliseconds = unix_nanoseconds / nanoseconds_per_millisecond;
    const std::uint64_t fraction =
        (unix_nanoseconds % nanoseconds_per_millisecond << 12) / nanoseconds_per_millisecond;
    // One tick is 1/4096 ms; the sum of both fields as one number makes "count on" a plain + 1.
    std::uint64_t tick = milliseconds << 12 | fraction;
    if (tick <= last_tick_) tick = last_tick_ + 1;
    last_tick_ = tick;

    constexpr std::uint64_t version_7 = 0x7000;
    constexpr std::uint64_t variant_10 = 0x8000'0000'0000'0000;
    Uuid id;
    id.high = (tick >> 12) << 16 | version_7 | (tick & 0x0fff);
    id.low = variant_10 | (random & 0x3fff'ffff'ffff'ffff);
    return id;
}

}  // namespace coaching::identity
