// The ranges of bookings. Immutable: a session's time depends on its own row alone.

#include "pg/function.hpp"
#include "pg/time_range.hpp"
#include "scheduling/slots.hpp"

namespace coaching::scheduling {

namespace {

std::optional<pg::TimeRange> session_range(pg::Timestamp session_date, std::int32_t duration,
                                           std::int32_t before, std::int32_t after) {
    const auto minutes = [](std::int32_t count) { return Length(std::chrono::minutes(count)); };
    const Interval held = session_at(Instant{session_date.microseconds},
                                     {minutes(duration), minutes(before), minutes(after)})
                              .held;
    constexpr std::int64_t end_of_time = END_TIMESTAMP;
    const bool is_time = held.start.is_finite() && held.start.since_2000 >= MIN_TIMESTAMP &&
                         held.end.since_2000 < end_of_time && !held.is_empty();
    if (!is_time) return std::nullopt;
    return pg::TimeRange{{held.start.since_2000}, {held.end.since_2000}};
}

}  // namespace

COACHING_FUNCTION(coaching_session_range, session_range);

}  // namespace coaching::scheduling
