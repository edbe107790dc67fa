#include "scheduling/booking_time.hpp"

#include "base/failure.hpp"
#include "relationships/connect.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/busy.hpp"
#include "scheduling/verdict.hpp"

namespace coaching::scheduling {

namespace {

using OptionalText = std::optional<pg::Text>;

void require_connected(const Parties& two) {
    relationships::require_no_block(two.client, two.trainer);
    relationships::require_fit_client(two.client);
    if (!relationships::active_relationship(two.client, two.trainer))
        throw Failure(Token::relationship_error, "the two are not trainer and active client");
}

void judge_hours_of(pg::NewRow& row, const Question& question, const TrainerRules& rules,
                    const OptionalText& mode) {
    Place place;
    require_available(judge(question, rules, &place));
    if (!mode) row.set("session_mode", place.session_mode);
    if (row.is_null("location")) row.set("location", place.location);
}

/// The trainer's terms, which later changes of the profile leave alone.
void keep_terms(pg::NewRow& row, const TrainerRules& rules) {
    const auto keep_buffer = [&](const char* column, Length buffer) {
        const auto minutes = static_cast<std::int32_t>(buffer / std::chrono::minutes(1));
        if (row.get<std::int32_t>(column) != minutes) row.set(column, minutes);
    };
    keep_buffer("buffer_before_minutes", rules.sessions.buffer_before);
    keep_buffer("buffer_after_minutes", rules.sessions.buffer_after);
    row.set("cancellation_window", rules.cancellation_window);
}

}  // namespace

void judge_time(pg::NewRow& row, const Parties& two, Actor actor,
                const std::optional<Uuid>& except) {
    const TrainerRules rules = rules_of(two.trainer, row.get<std::int32_t>("duration_minutes"));
    if (!rules.is_active) require_available(Availability::inactive);
    require_connected(two);
    const OptionalText mode = row.get<OptionalText>("session_mode");
    const Question question{
        two.trainer, session_at(instant_of(row.get<pg::Timestamp>("session_date")), rules.sessions),
        actor == Actor::client ? bookable_starts(rules) : any_start, mode, except};
    if (!row.get<bool>("override_availability"))
        judge_hours_of(row, question, rules, mode);
    else if (trainer_booking_in(question.session.held, two.trainer, except))
        require_available(Availability::booked);
    if (client_booking_in(question.session.during, two.client, except))
        throw Failure(Token::booking_conflict, "the client has another session then")
            .with("who", "client");
    keep_terms(row, rules);
}

bool moves_session(const pg::TriggerCall& call) {
    return call.changes("session_date") || call.changes("duration_minutes") ||
           call.changes("trainer_id");
}

void forget_filled_place(pg::NewRow& row, const pg::TriggerCall& call) {
    const pg::TriggerRow before = call.old_row();
    if (before.get<bool>("override_availability")) return;
    const Uuid trainer = before.get<Uuid>("trainer_id");
    const Instant start = instant_of(before.get<pg::Timestamp>("session_date"));
    const Interval during{
        start, start + std::chrono::minutes(before.get<std::int32_t>("duration_minutes"))};
    const ServerZone zone = rules_of(trainer).zone;
    const Place left = TrainerHours(trainer, dates_deciding(zone, during)).place_of(zone, during);
    const auto forget = [&](const char* column, const OptionalText& filled) {
        if (!call.changes(column) && before.get<OptionalText>(column) == filled)
            row.set_null(column);
    };
    forget("session_mode", left.session_mode);
    forget("location", left.location);
}

}  // namespace coaching::scheduling
