// A UUID as a value: two big-endian halves, so that comparing is two integer compares and orders
// exactly as PostgreSQL's uuid type does (memcmp of the 16 bytes).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace coaching {

struct Uuid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

    /// Reads 16 bytes in network order, as PostgreSQL stores them.
    static Uuid from_bytes(const void* bytes) noexcept {
        Uuid id;
        std::memcpy(&id.high, bytes, 8);
        std::memcpy(&id.low, static_cast<const char*>(bytes) + 8, 8);
        id.high = to_big_endian(id.high);
        id.low = to_big_endian(id.low);
        return id;
    }

    /// Writes 16 bytes in network order.
    void to_bytes(void* bytes) const noexcept {
        const std::uint64_t halves[2] = {to_big_endian(high), to_big_endian(low)};
        std::memcpy(bytes, halves, sizeof halves);
    }

    /// Characters that can be passed on as a view while they live.
    struct Text : std::array<char, 36> {
        operator std::string_view() const noexcept { return {data(), size()}; }  // NOLINT
    };

    /// The canonical lower-case form, 8-4-4-4-12.
    Text text() const noexcept;

    /// Accepts what uuid_in accepts: any case, hyphens after any group of four digits, braces
    /// around the whole. Anything else is nullopt.
    static std::optional<Uuid> parse(std::string_view text) noexcept;

private:
    static constexpr std::uint64_t to_big_endian(std::uint64_t value) noexcept {
        if constexpr (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) return __builtin_bswap64(value);
        return value;
    }
};

}  // namespace coaching
