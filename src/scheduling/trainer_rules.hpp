// How a trainer takes bookings: what the profile and the person's clock say.
#pragma once

#include <optional>

#include "base/uuid.hpp"
#include "scheduling/server_time.hpp"
#include "scheduling/server_zone.hpp"
#include "scheduling/slots.hpp"

namespace coaching::scheduling {

struct TrainerRules {
    bool is_active;         ///< as long as the trainer works here
    SessionRules sessions;  ///< of the duration asked for
    Length min_notice;
    Length max_advance;
    pg::Span cancellation_window;
    ServerZone zone;
};

/// As the active snapshot sees them, for sessions of a duration; throws not_found for somebody who
/// has no trainer's profile. Reads as the owner of the tables.
TrainerRules rules_of(const Uuid& trainer, std::int32_t duration_minutes = 60);

/// When a client's session may start: [now + min_notice, now + max_advance).
Interval bookable_starts(const TrainerRules& rules);
/// When staff's may: whenever a calendar has a date for it.
inline constexpr Interval any_start{Instant::infinite_past(), Instant::infinite_future()};

/// Throws invalid_argument unless from 1 to 1440.
void require_duration(std::int32_t duration_minutes);

/// Throws invalid_argument unless the session starts between the years 1900 and 9999 and takes 1 to
/// 1440 minutes.
void require_possible_session(pg::Timestamp session_date, std::int32_t duration_minutes);

}  // namespace coaching::scheduling
