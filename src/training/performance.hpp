// What somebody did of an exercise, in numbers that can be added up exactly: weights have three
// decimals of a kilogram, so they are whole grams, and so are volumes.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "base/uuid.hpp"
#include "scheduling/local_time.hpp"

namespace coaching::training {

using scheduling::Instant;
using scheduling::LocalDate;

/// A sum of weights times repetitions, in grams: never negative, and of 128 bits, since a thousand
/// rows of the greatest numbers a column takes are more than 64 hold. As two halves, because memory
/// of the server is not aligned for more.
class Volume {
public:
    constexpr Volume() = default;
    constexpr Volume(std::int64_t grams) : low_(static_cast<std::uint64_t>(grams)) {}  // NOLINT

    constexpr __int128 grams() const {
        return static_cast<__int128>(static_cast<unsigned __int128>(high_) << 64 | low_);
    }
    constexpr Volume& operator+=(const Volume& other) {
        high_ += other.high_ + (__builtin_add_overflow(low_, other.low_, &low_) ? 1 : 0);
        return *this;
    }
    friend constexpr auto operator<=>(const Volume&, const Volume&) = default;

private:
    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
};

/// A training session: what one log holds, or a date of the client's where nothing was logged as a
/// whole.
struct Session {
    std::optional<Uuid> log;
    LocalDate date;  ///< of no meaning where there is a log

    static Session of(const std::optional<Uuid>& log, LocalDate date) {
        return {log, log ? LocalDate{} : date};
    }
    friend auto operator<=>(const Session&, const Session&) = default;
};

/// Some sets alike, which were no warm-up. At most 1,000 sets of 100,000 repetitions with 10^10 g.
struct Performance {
    Uuid id;
    std::optional<Uuid> log;
    Instant completed_at;
    LocalDate date;  ///< of completed_at, where the client lives
    std::int32_t sets;
    std::optional<std::int32_t> repetitions;  ///< of each set
    std::optional<std::int64_t> grams;

    Session session() const { return Session::of(log, date); }

    /// Planned, and then not done: 0 sets, or a set in which nothing was moved.
    bool is_nothing() const { return sets == 0 || repetitions == 0; }
    /// With a weight, and repetitions of it.
    bool has_volume() const { return repetitions && grams && *grams > 0; }
    Volume set_volume() const { return volume_of(1); }
    Volume volume() const { return volume_of(sets); }

private:
    Volume volume_of(std::int32_t so_many_sets) const {
        return has_volume() ? *grams * *repetitions * so_many_sets : 0;
    }
};

}  // namespace coaching::training
