// Weekly sessions at one time of the trainer's clock.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/new_id.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"
#include "pg/time.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/acting.hpp"
#include "scheduling/refusal.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalTime = std::optional<pg::Timestamp>;

constexpr std::int32_t most_weeks = 260;

/// When, the booking or none, and the code and message of why not.
using SeriesRow = std::tuple<pg::Timestamp, OptionalId, pg::Text, pg::Text>;

constinit pg::Command<Uuid(Uuid, Uuid, pg::Timestamp, std::int32_t, OptionalId, Uuid)>
    insert_session{
        "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, "
        "client_package_id, series_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id"};

struct Series {
    Uuid id;
    Uuid trainer;
    Uuid client;
    std::int32_t duration;
    OptionalId lot;
};

Uuid book(const Series& series, pg::Timestamp when) {
    return insert_session.one(series.trainer, series.client, when, series.duration, series.lot,
                              series.id);
}

constinit pg::Query<pg::Text(pg::Timestamp)> as_iso_8601{
    "SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"};

/// One refused date refuses all; the error says which.
SeriesRow book_or_refuse(const Series& series, pg::Timestamp when) {
    std::optional<Refusal> refusal;
    try {
        return {when, book(series, when), pg::Text("booked"), pg::Text("booked")};
    } catch (const pg::Error& error) {
        refusal = refusal_of(error);
    }
    throw Failure(refusal->token, refusal->message)
        .with_rest_of(refusal->detail)
        .with("session_date", as_iso_8601.one(when));
}

SeriesRow book_or_skip(const Series& series, pg::Timestamp when) {
    std::optional<Uuid> booking;
    const auto error = pg::attempt([&] { booking = book(series, when); });
    if (!error) return {when, booking, pg::Text("booked"), pg::Text("booked")};
    const Refusal refusal = refusal_of(*error);
    return {when, std::nullopt, pg::Text(refusal.code()), pg::Text(refusal.message)};
}

/// The same time on the clock so many weeks later. The first is as given: of a time that the clock
/// shows twice it may be the second.
pg::Timestamp weeks_later(const ServerZone& zone, pg::Timestamp first, std::int32_t weeks) {
    if (weeks == 0) return first;
    const LocalDateTime local = local_of(zone, instant_of(first));
    return timestamp_of(start_at(zone, local + weeks * 7 * whole_day));
}

bool wants_all(std::string_view on_conflict) {
    if (on_conflict != "all" && on_conflict != "skip")
        throw Failure(Token::invalid_argument, "on_conflict must be all or skip")
            .with("argument", "on_conflict");
    return on_conflict == "all";
}

pg::Rows<SeriesRow> book_series(Uuid trainer, Uuid client, pg::Timestamp session_date,
                                std::int32_t weeks, std::int32_t duration, pg::Text on_conflict,
                                OptionalId lot) {
    const Actor actor = require_actor(client, trainer);
    require_possible_session(session_date, duration);
    const bool all = wants_all(on_conflict);
    if (weeks < 1 || weeks > most_weeks)
        throw Failure(Token::invalid_argument, "weeks must be from 1 to 260")
            .with("argument", "weeks");
    pg::AsOwner owner;
    const ActingAs acting(actor);
    relationships::lock_people(trainer, client);
    const ServerZone zone = rules_of(trainer).zone;
    const Series series{identity::new_id(), trainer, client, duration, lot};
    pg::Rows<SeriesRow> rows;
    for (std::int32_t week = 0; week < weeks; ++week) {
        pg::check_for_interrupts();
        const pg::Timestamp when = weeks_later(zone, session_date, week);
        require_possible_session(when, duration);
        rows.push_back(all ? book_or_refuse(series, when) : book_or_skip(series, when));
    }
    return rows;
}

using SeriesParties = std::tuple<Uuid, Uuid>;
constinit pg::Check<SeriesParties(Uuid)> parties_of_series{
    "SELECT trainer_id, client_id FROM coaching.bookings WHERE series_id = $1 "
    "GROUP BY trainer_id, client_id ORDER BY client_id, trainer_id"};
// In the order in which all who lock several bookings do.
constinit pg::Check<Uuid(Uuid, pg::Timestamp, Uuid, Uuid)> lock_sessions{
    "SELECT id FROM coaching.bookings WHERE series_id = $1 AND session_date >= $2 "
    "AND trainer_id = $3 AND client_id = $4 AND status IN ('scheduled', 'confirmed') "
    "ORDER BY id FOR NO KEY UPDATE"};
constinit pg::Check<void(Uuid, OptionalText)> cancel_session{
    "UPDATE coaching.bookings SET status = 'cancelled', cancel_reason = $2 WHERE id = $1"};

/// The sessions of a series between two people. After a transfer there are several parts, and a
/// trainer cancels their own.
struct SeriesPart {
    Uuid trainer;
    Uuid client;
    Actor actor;
    pg::Vector<Uuid> sessions;
};

/// Those of the caller's, in the order of their clients.
pg::Vector<SeriesPart> parts_of(const Uuid& series) {
    pg::Vector<SeriesParties> parties;
    {
        pg::AsOwner owner;
        parties = parties_of_series.all(series);
    }
    pg::Vector<SeriesPart> parts;
    for (const auto& [trainer, client] : parties) {
        const Actor actor = relationships::actor_between(client, trainer);
        if (actor != Actor::stranger) parts.push_back({trainer, client, actor, {}});
    }
    return parts;
}

/// All the sessions, then the clients: their credits may go back to several lots.
void lock_parts(const Uuid& series, pg::Timestamp from, pg::Vector<SeriesPart>& parts) {
    for (SeriesPart& part : parts)
        part.sessions = lock_sessions.all(series, from, part.trainer, part.client);
    for (const SeriesPart& part : parts) relationships::lock_person(part.client);
}

std::int32_t cancel_sessions(const SeriesPart& part, const OptionalText& reason) {
    const ActingAs acting(part.actor);
    for (const Uuid& session : part.sessions) {
        pg::check_for_interrupts();
        cancel_session.run(session, reason);
    }
    return static_cast<std::int32_t>(part.sessions.size());
}

std::int32_t cancel_series(Uuid series, OptionalTime not_before, OptionalText reason) {
    if (reason) require_at_most(4000, *reason, "the reason");
    identity::require_user_or_house();
    pg::Vector<SeriesPart> parts = parts_of(series);
    if (parts.empty()) throw Failure(Token::not_found, "there is no such series of yours");
    const pg::Timestamp now = pg::transaction_time();
    pg::AsOwner owner;
    lock_parts(series, std::max(not_before.value_or(now), now), parts);
    std::int32_t cancelled = 0;
    for (const SeriesPart& part : parts) cancelled += cancel_sessions(part, reason);
    return cancelled;
}

}  // namespace

COACHING_FUNCTION(coaching_book_series, book_series);
COACHING_FUNCTION(coaching_cancel_series, cancel_series);

}  // namespace coaching::scheduling
