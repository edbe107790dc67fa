#include "scheduling/trainer_rules.hpp"

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/time.hpp"

namespace coaching::scheduling {

namespace {

constinit pg::TableColumns profile_columns{
    "trainer_profiles",      "trainer_profiles_pkey", "trainer_id", "is_active",
    "buffer_before_minutes", "buffer_after_minutes",  "min_notice", "max_advance",
    "slot_step_minutes",     "cancellation_window",   "time_zone"};

Length minutes(std::int32_t count) { return std::chrono::minutes(count); }

Length length(const pg::KeyLookup& row, int place) {
    return Length(pg::length_of(row.get<pg::Span>(place)));
}

[[noreturn]] void refuse_unknown(const Uuid& trainer) {
    throw Failure(Token::not_found, "there is no such trainer").with("trainer_id", trainer.text());
}

}  // namespace

TrainerRules rules_of(const Uuid& trainer, std::int32_t duration_minutes) {
    pg::KeyLookup profile(profile_columns, trainer);
    if (!profile.next()) refuse_unknown(trainer);
    return {profile.get<bool>(1),
            {.duration = minutes(duration_minutes),
             .buffer_before = minutes(profile.get<std::int32_t>(2)),
             .buffer_after = minutes(profile.get<std::int32_t>(3)),
             .step = minutes(profile.get<std::int32_t>(6))},
            length(profile, 4),
            length(profile, 5),
            profile.get<pg::Span>(7),
            ServerZone(profile.get<std::string_view>(8))};
}

Interval bookable_starts(const TrainerRules& rules) {
    const Instant now = instant_of(pg::transaction_time());
    return {now + rules.min_notice, now + rules.max_advance};
}

void require_duration(std::int32_t duration_minutes) {
    if (duration_minutes < 1 || duration_minutes > 1440)
        throw Failure(Token::invalid_argument, "duration_minutes must be from 1 to 1440")
            .with("argument", "duration_minutes");
}

void require_possible_session(pg::Timestamp session_date, std::int32_t duration_minutes) {
    constexpr std::int64_t start_of_1900 = -36524 * whole_day.count();
    constexpr std::int64_t start_of_9999 = 2921575 * whole_day.count();
    if (session_date.microseconds < start_of_1900 || session_date.microseconds >= start_of_9999)
        throw Failure(Token::invalid_argument,
                      "session_date must be a time after 1899 and before 9999")
            .with("argument", "session_date");
    require_duration(duration_minutes);
}

}  // namespace coaching::scheduling
