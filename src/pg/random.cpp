#include "pg/random.hpp"

#include <ctime>
#include <stdexcept>

#include "pg/postgres.hpp"

namespace coaching::pg {

void strong_random(void* buffer, std::size_t bytes) {
    if (!pg_strong_random(buffer, bytes))
        throw std::runtime_error("coaching: the system's strong random source failed");
}

std::uint64_t random_bits() {
    static std::uint64_t pool[32];
    static std::size_t left = 0;
    static int filled_by = 0;
    // A pool filled before a fork would give two processes the same bits.
    if (left == 0 || filled_by != MyProcPid) {
        strong_random(pool, sizeof pool);
        left = std::size(pool);
        filled_by = MyProcPid;
    }
    const std::uint64_t bits = pool[--left];
    pool[left] = 0;
    return bits;
}

std::uint64_t unix_nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u +
           static_cast<std::uint64_t>(now.tv_nsec);
}

}  // namespace coaching::pg
