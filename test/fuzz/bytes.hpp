// What a fuzzer's bytes are read as. When they run out, the rest is zeros.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace coaching {

class Bytes {
public:
    Bytes(const std::uint8_t* bytes, std::size_t size) : bytes_(bytes), left_(size) {}

    bool are_left() const { return left_ > 0; }

    template <class Number>
    Number number() {
        Number value{};
        const std::size_t length = left_ < sizeof value ? left_ : sizeof value;
        if (length > 0) std::memcpy(&value, bytes_, length);
        bytes_ += length;
        left_ -= length;
        return value;
    }

    /// From 0 to `most`, which fits a byte.
    int up_to(int most) { return number<std::uint8_t>() % (most + 1); }

    std::int64_t between(std::int64_t least, std::int64_t most) {
        const auto range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
        const auto value = number<std::uint64_t>();
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) +
                                         (range == 0 ? value : value % range));
    }

private:
    const std::uint8_t* bytes_;
    std::size_t left_;
};

/// Holds whatever the build; a fuzzer sees the abort.
inline void require(bool truth, const char* what) {
    if (truth) return;
    std::fprintf(stderr, "not true: %s\n", what);
    std::abort();
}

}  // namespace coaching
