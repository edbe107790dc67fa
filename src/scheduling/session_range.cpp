// The ranges of bookings. Immutable: a session's time depends on its own row alone.

#include "pg/function.hpp"
#include "pg/time.hpp"
#include "pg/time_range.hpp"
#include "scheduling/server_time.hpp"
#include "scheduling/slots.hpp"

namespace coaching::scheduling {

namespace {

std::optional<pg::TimeRange> session_range(pg::Timestamp session_date, std::int32_t duration,
                                           std::int32_t before, std::int32_t after) {
    const auto minutes = [](std::int32_t count) { return Length(std::chrono::minutes(count)); };
    const Interval held =
        session_at(instant_of(session_date), {minutes(duration), minutes(before), minutes(after)})
            .held;
    const bool is_time = held.is_finite() && pg::is_timestamp(timestamp_of(held.start)) &&
                         pg::is_timestamp(timestamp_of(held.end)) && !held.is_empty();
    if (!is_time) return std::nullopt;
    return pg::TimeRange{timestamp_of(held.start), timestamp_of(held.end)};
}

}  // namespace

COACHING_FUNCTION(coaching_session_range, session_range);

}  // namespace coaching::scheduling
