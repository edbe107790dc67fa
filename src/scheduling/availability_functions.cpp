// Asking when a trainer is free. Everybody signed in may ask about every trainer; clients are told
// what they may book, by the trainer's notice and horizon, staff what is free.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/time_range.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/asker.hpp"
#include "scheduling/open_slots.hpp"
#include "scheduling/verdict.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;

/// What keeps the caller from the trainer altogether; `available` for nothing.
Availability between_caller_and(const Uuid& trainer, const TrainerRules& rules) {
    if (!rules.is_active) return Availability::inactive;
    const identity::Caller& who = identity::caller();
    if (who.id && !asks_as_staff(trainer) && relationships::blocked_in_view(*who.id, trainer))
        return Availability::blocked;
    return Availability::available;
}

Availability availability_of(const Uuid& trainer, const TrainerRules& rules,
                             pg::Timestamp session_date) {
    const Availability people = between_caller_and(trainer, rules);
    if (people != Availability::available) return people;
    return judge({trainer, session_at(instant_of(session_date), rules.sessions),
                  starts_for_caller(trainer, rules), std::nullopt, std::nullopt},
                 rules);
}

bool is_trainer_available(Uuid trainer, pg::Timestamp session_date, std::int32_t duration) {
    require_possible_session(session_date, duration);
    return availability_of(trainer, rules_of(trainer, duration), session_date) ==
           Availability::available;
}

constinit pg::Query<pg::Json(Uuid, pg::Timestamp, std::int32_t, OptionalTime, OptionalTime)>
    explanation{
        "SELECT jsonb_strip_nulls(jsonb_build_object('time_zone', time_zone, "
        "'local_start', $2 AT TIME ZONE time_zone, "
        "'local_end', ($2 + make_interval(mins => $3)) AT TIME ZONE time_zone, "
        "'earliest', $4, 'latest', $5)) FROM coaching.users WHERE id = $1"};

using Explanation = std::tuple<pg::Text, pg::Json, pg::Text>;

Explanation explain_availability(Uuid trainer, pg::Timestamp session_date, std::int32_t duration) {
    require_possible_session(session_date, duration);
    const TrainerRules rules = rules_of(trainer, duration);
    const Availability found = availability_of(trainer, rules, session_date);
    const Interval starts = bookable_starts(rules);
    OptionalTime earliest;
    OptionalTime latest;
    if (found == Availability::too_soon) earliest = timestamp_of(starts.start);
    if (found == Availability::too_far) latest = timestamp_of(starts.end);
    pg::AsOwner owner;
    return {pg::Text(availability_name(found)),
            explanation.one(trainer, session_date, duration, earliest, latest),
            pg::Text(sentence_of(found))};
}

// A trainer's sessions with others, and with a trainer of their own.
constinit pg::Query<pg::Record(Uuid, pg::TimeRange, OptionalId)> conflicting{
    "SELECT b FROM coaching.bookings b "
    "WHERE ((trainer_id = $1 AND held && $2) OR (client_id = $1 AND during && $2)) "
    "AND session_date > lower($2) - interval '48 hours' "
    "AND session_date < upper($2) + interval '24 hours' "
    "AND status IN ('scheduled', 'confirmed', 'completed') "
    "AND client_id = coalesce($3, client_id) ORDER BY session_date, id"};

/// Strangers have no id to match any client's.
pg::Rows<pg::Record> find_booking_conflicts(Uuid trainer, pg::Timestamp session_date,
                                            std::int32_t duration) {
    require_possible_session(session_date, duration);
    const TrainerRules rules = rules_of(trainer, duration);
    const Interval held = session_at(instant_of(session_date), rules.sessions).held;
    OptionalId client;
    if (!asks_as_staff(trainer)) client = identity::require_user();
    pg::AsOwner owner;
    return conflicting.all(trainer, {timestamp_of(held.start), timestamp_of(held.end)}, client);
}

constexpr std::int32_t most_days = 366;

DateRange require_dates(pg::Date from, pg::Date to) {
    const bool possible =
        from.is_finite() && to.is_finite() && from <= to && to.days - from.days < most_days;
    if (!possible)
        throw Failure(Token::invalid_argument,
                      "from_date and to_date must be dates in order, at most 366 days in all")
            .with("argument", "to_date");
    return {local_date_of(from), local_date_of(to)};
}

void require_step(OptionalInt step) {
    if (step && (*step < 1 || *step > 1440))
        throw Failure(Token::invalid_argument, "step_minutes must be from 1 to 1440")
            .with("argument", "step_minutes");
}

using Slot = std::tuple<pg::Timestamp, pg::Timestamp>;

pg::Rows<Slot> get_available_slots(Uuid trainer, pg::Date from, pg::Date to, std::int32_t duration,
                                   OptionalInt step) {
    require_duration(duration);
    require_step(step);
    const DateRange dates = require_dates(from, to);
    TrainerRules rules = rules_of(trainer, duration);
    if (step) rules.sessions.step = std::chrono::minutes(*step);
    pg::Rows<Slot> slots;
    if (between_caller_and(trainer, rules) != Availability::available) return slots;
    const Interval starts =
        intersection(instants_of(rules.zone, dates), starts_for_caller(trainer, rules));
    for_each_open_slot(trainer, rules, starts, std::nullopt, [&](const Session& slot) {
        slots.push_back({timestamp_of(slot.during.start), timestamp_of(slot.during.end)});
        return true;
    });
    return slots;
}

/// How far staff, who have no horizon, look for a slot.
constexpr Length farthest_look = most_days * whole_day;

/// Most trainers are free within days: one looks at more and more of the time ahead.
OptionalTime first_open_slot(const Uuid& trainer, const TrainerRules& rules,
                             const Interval& starts) {
    OptionalTime first;
    Length stretch = 7 * whole_day;
    for (Instant from = starts.start; from < starts.end && !first; stretch = 2 * stretch) {
        const Instant until = std::min(from + stretch, starts.end);
        for_each_open_slot(trainer, rules, {from, until}, std::nullopt, [&](const Session& slot) {
            first = timestamp_of(slot.during.start);
            return false;
        });
        from = until;
    }
    return first;
}

OptionalTime next_available_slot(Uuid trainer, pg::Timestamp not_before, std::int32_t duration) {
    require_possible_session(not_before, duration);
    const TrainerRules rules = rules_of(trainer, duration);
    if (between_caller_and(trainer, rules) != Availability::available) return std::nullopt;
    Interval starts = starts_for_caller(trainer, rules);
    starts.start = std::max(starts.start, instant_of(not_before));
    if (!starts.end.is_finite()) starts.end = starts.start + farthest_look;
    return first_open_slot(trainer, rules, starts);
}

}  // namespace

COACHING_FUNCTION(coaching_is_trainer_available, is_trainer_available);
COACHING_FUNCTION(coaching_explain_availability, explain_availability);
COACHING_FUNCTION(coaching_find_booking_conflicts, find_booking_conflicts);
COACHING_FUNCTION(coaching_get_available_slots, get_available_slots);
COACHING_FUNCTION(coaching_next_available_slot, next_available_slot);

}  // namespace coaching::scheduling
