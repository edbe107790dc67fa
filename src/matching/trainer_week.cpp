#include "matching/trainer_week.hpp"

#include "matching/profile_row.hpp"
#include "pg/time.hpp"
#include "pg/time_zone.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::matching {

namespace {

using OptionalDate = std::optional<pg::Date>;

constinit pg::TableColumns zone_columns{"trainer_profiles", "trainer_profiles_pkey", "trainer_id",
                                        "time_zone"};
constinit pg::TableColumns weekly_columns{
    "trainer_availability", "trainer_availability_trainer_idx",
    "trainer_id",           "day_of_week",
    "start_time",           "end_time",
    "session_mode",         "effective_from",
    "effective_until"};
constinit pg::TableColumns request_columns{"connection_requests",
                                           "connection_requests_to_idx",
                                           "to_user_id",
                                           "id",
                                           "status",
                                           "responded_at",
                                           "created_at"};

/// Nobody answers at once: an open request is unanswered after two days.
constexpr std::int64_t patience_microseconds = 2 * 86'400'000'000;

constexpr int most_requests = 100;
constexpr Uuid last_id{~std::uint64_t{0}, ~std::uint64_t{0}};

int minute_of(pg::TimeOfDay time) { return static_cast<int>(time.microseconds / 60'000'000); }

/// The next date of a weekday, today included.
std::int32_t next_date(std::int32_t today, int day_of_week) {
    const int weekday = static_cast<int>(scheduling::weekday_of({today}));
    return today + (day_of_week - weekday + 7) % 7;
}

bool is_in_force(const pg::KeyLookup& row, std::int32_t date) {
    const auto from = row.get<OptionalDate>(5);
    const auto until = row.get<OptionalDate>(6);
    return (!from || from->days <= date) && (!until || date <= until->days);
}

bool is_overdue(const pg::KeyLookup& request) {
    return request.get<std::string_view>(2) != "cancelled" &&
           request.get<pg::Timestamp>(4).microseconds <
               pg::transaction_time().microseconds - patience_microseconds;
}

}  // namespace

Clocks::Clock Clocks::at(std::string_view zone) {
    for (const Known& one : known_)
        if (one.zone == zone) return one.clock;
    const scheduling::Instant now = scheduling::instant_of(pg::transaction_time());
    const std::int32_t east =
        pg::TimeZone(zone).next_change(scheduling::unix_second_of(now)).before_seconds_east;
    const scheduling::LocalDateTime local = scheduling::local_at(now, {std::chrono::seconds(east)});
    known_.push_back({pg::Text(zone),
                      {static_cast<int>(scheduling::detail::floored_quotient(east, 60)),
                       scheduling::date_of(local).days_since_2000}});
    return known_.back().clock;
}

OfferedHours TrainerWeeks::of(const Uuid& trainer) {
    pg::Text zone;
    {
        pg::KeyLookup row(zone_columns, trainer);
        if (!row.next()) return {};
        zone = row.get<pg::Text>(1);
    }
    return of(trainer, zone);
}

OfferedHours TrainerWeeks::of(const Uuid& trainer, std::string_view zone) {
    week_.clear();
    bool said = false;
    const Clocks::Clock clock = clocks_.at(zone);
    for (pg::KeyLookup row(weekly_columns, trainer); row.next();) {
        const int day = row.get<std::int32_t>(1);
        if (!is_in_force(row, next_date(clock.today, day))) continue;
        said = true;
        const auto mode = row.get<std::optional<std::string_view>>(4);
        if (mode && modes_ != 0 && (mode_named(*mode) & modes_) == 0) continue;
        week_.add({day, minute_of(row.get<pg::TimeOfDay>(2)), minute_of(row.get<pg::TimeOfDay>(3))},
                  clock.minutes_east);
    }
    return {said, week_.spans()};
}

Responses responses_of(const Uuid& trainer) {
    Responses responses;
    pg::KeyLookup row(request_columns, trainer, pg::LatestBefore<Uuid>{last_id});
    for (int i = 0; i < most_requests && row.next(); ++i) {
        const bool answered = !row.is_null(3);
        if (!answered && !is_overdue(row)) continue;
        ++responses.received;
        if (answered) ++responses.answered;
    }
    return responses;
}

}  // namespace coaching::matching
