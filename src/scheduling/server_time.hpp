// The server's times and the core's: the same numbers, other types.
#pragma once

#include "pg/values.hpp"
#include "scheduling/local_time.hpp"

namespace coaching::scheduling {

constexpr Instant instant_of(pg::Timestamp timestamp) { return {timestamp.microseconds}; }
constexpr pg::Timestamp timestamp_of(Instant instant) { return {instant.since_2000}; }

constexpr LocalDate local_date_of(pg::Date date) { return {date.days}; }
constexpr LocalTime local_time_of(pg::TimeOfDay time) { return {time.microseconds}; }

}  // namespace coaching::scheduling
