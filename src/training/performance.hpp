// What somebody did of an exercise, in numbers that can be added up exactly: weights have three
// decimals of a kilogram, so they are whole grams, and volumes whole grams times repetitions.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "base/uuid.hpp"
#include "scheduling/local_time.hpp"

namespace coaching::training {

using scheduling::Instant;
using scheduling::LocalDate;

/// Grams times repetitions. A row alone comes close to what 64 bits hold (1,000 sets of 100,000
/// repetitions with ten tons).
using Volume = __int128;

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

/// Some sets alike, which were no warm-up.
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
    Volume set_volume() const { return has_volume() ? Volume{*grams} * *repetitions : 0; }
    Volume volume() const { return set_volume() * sets; }
};

}  // namespace coaching::training
