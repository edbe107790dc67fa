#include "scheduling/rebooking.hpp"

#include "pg/latest_view.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"
#include "scheduling/acting.hpp"
#include "scheduling/booking_time.hpp"
#include "scheduling/open_slots.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalTime = std::optional<pg::Timestamp>;
using relationships::Handover;

constexpr Length farthest = 7 * whole_day;

/// A session to come. Its lot's end is nothing where it has none, and where no lot pays.
struct BookedSession {
    Uuid id;
    pg::Timestamp start;
    std::int32_t duration;
    OptionalText mode;
    OptionalText location;
    bool overrides;
    OptionalTime paid_until;
    bool old_trainers_lot;
};

using SessionRow = std::tuple<Uuid, pg::Timestamp, std::int32_t, OptionalText, OptionalText, bool,
                              OptionalTime, bool>;
constinit pg::Check<SessionRow(Uuid, Uuid)> sessions_of{
    "SELECT b.id, b.session_date, b.duration_minutes, b.session_mode, b.location, "
    "b.override_availability, p.expires_at, coalesce(p.trainer_id = $2, false) "
    "FROM coaching.bookings b LEFT JOIN coaching.client_packages p ON p.id = b.client_package_id "
    "WHERE b.client_id = $1 AND b.trainer_id = $2 AND b.status IN ('scheduled', 'confirmed') "
    "AND b.session_date > now() ORDER BY b.session_date, b.id"};
constinit pg::Check<void(Uuid, Uuid, pg::Timestamp)> give_session{
    "UPDATE coaching.bookings SET trainer_id = $2, session_date = $3, "
    "override_availability = false WHERE id = $1"};
constinit pg::Check<void(Uuid)> cancel_session{
    "UPDATE coaching.bookings SET status = 'cancelled', cancel_reason = 'transferred' "
    "WHERE id = $1"};
constinit pg::Check<Uuid(Uuid, Uuid, pg::Timestamp, OptionalText, OptionalText)> book_anew{
    "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, "
    "session_mode, location, notes, series_id, metadata) "
    "SELECT $2, client_id, $3, duration_minutes, $4, $5, notes, series_id, metadata "
    "FROM coaching.bookings WHERE id = $1 RETURNING id"};

pg::Vector<BookedSession> sessions_to_move(const Handover& handover) {
    pg::Vector<BookedSession> sessions;
    sessions_of.each(handover.client, handover.from_trainer, [&](SessionRow&& row) {
        auto& [id, start, duration, mode, location, overrides, paid_until, old_trainers_lot] = row;
        sessions.push_back({id, start, duration, std::move(mode), std::move(location), overrides,
                            paid_until, old_trainers_lot});
    });
    return sessions;
}

/// Mode and place that somebody chose, and the old trainer's hours did not fill in.
Place chosen_place(const BookedSession& session, const Uuid& trainer) {
    if (session.overrides) return {session.mode, session.location};
    const pg::LatestView latest;
    const Instant start = instant_of(session.start);
    const Place filled =
        place_by_hours(trainer, {start, start + std::chrono::minutes(session.duration)});
    Place chosen;
    if (session.mode != filled.session_mode) chosen.session_mode = session.mode;
    if (session.location != filled.location) chosen.location = session.location;
    return chosen;
}

/// Of sessions that go from one trainer to another.
class Mover {
public:
    Mover(const Handover& handover, bool packages_move)
        : handover_(handover), packages_move_(packages_move) {}

    /// The refusal where the session cannot be then.
    std::optional<Refusal> try_time(const BookedSession& session, pg::Timestamp when,
                                    Rebooking& result) const {
        OptionalId anew;
        const auto error = pg::attempt([&] { anew = write(session, when); });
        if (error) return refusal_of(*error);
        result.new_booking = anew;
        result.to = when;
        return std::nullopt;
    }

    /// Whether another time than the one refused may help.
    bool may_find_other_time(const BookedSession& session, const Refusal& refusal) const {
        if (refusal.token == Token::insufficient_credits) return !is_booked_anew(session);
        return refusal.token == Token::booking_conflict || refusal.token == Token::not_available;
    }

    /// Starts the new trainer and the client are free at, the nearest first.
    pg::Vector<Instant> other_times(const BookedSession& session) const {
        const pg::LatestView latest;
        const TrainerRules rules = rules_of(handover_.to_trainer, session.duration);
        const Instant wanted = instant_of(session.start);
        Interval starts{std::max(wanted - farthest, bookable_starts(rules).start),
                        wanted + farthest + Length(1)};
        if (session.paid_until && !is_booked_anew(session))
            starts.end = std::min(starts.end, instant_of(*session.paid_until));
        const Place chosen = chosen_place(session, handover_.from_trainer);
        pg::Vector<Instant> times;
        for_each_open_slot(handover_.to_trainer, rules, starts, chosen.session_mode,
                           [&](const Session& slot) {
                               times.push_back(slot.during.start);
                               return true;
                           });
        sort_by_distance({times.data(), times.size()}, wanted);
        return times;
    }

    bool client_is_free(const BookedSession& session, Instant start) const {
        const pg::LatestView latest;
        return !client_booking_in({start, start + std::chrono::minutes(session.duration)},
                                  handover_.client, session.id);
    }

private:
    bool is_booked_anew(const BookedSession& session) const {
        return session.old_trainers_lot && !packages_move_;
    }

    OptionalId write(const BookedSession& session, pg::Timestamp when) const {
        if (!is_booked_anew(session)) {
            give_session.run(session.id, handover_.to_trainer, when);
            return std::nullopt;
        }
        const Place chosen = chosen_place(session, handover_.from_trainer);
        cancel_session.run(session.id);
        return book_anew.one(session.id, handover_.to_trainer, when, chosen.session_mode,
                             chosen.location);
    }

    const Handover& handover_;
    bool packages_move_;
};

bool is_refused(const Rebooking& result) { return result.why && result.outcome == Rebooked::moved; }

/// Leaves it refused where there is no other time.
void reschedule(const Mover& mover, const BookedSession& session, Rebooking& result) {
    if (!mover.may_find_other_time(session, *result.why)) return;
    for (const Instant time : mover.other_times(session)) {
        pg::check_for_interrupts();
        if (!mover.client_is_free(session, time)) continue;
        const auto refusal = mover.try_time(session, timestamp_of(time), result);
        if (!refusal) {
            result.outcome = Rebooked::rescheduled;
            return;
        }
        if (!mover.may_find_other_time(session, *refusal)) return;
    }
}

void cancel(const BookedSession& session, Rebooking& result) {
    cancel_session.run(session.id);
    result.outcome = Rebooked::cancelled;
}

}  // namespace

pg::Vector<Rebooking> rebook_sessions(const Handover& handover, bool packages_move) {
    pg::AsOwner owner;
    const ActingAs acting(Actor::system);
    const Mover mover(handover, packages_move);
    const pg::Vector<BookedSession> sessions = sessions_to_move(handover);
    pg::Vector<Rebooking> results;
    results.reserve(sessions.size());
    for (const BookedSession& session : sessions) {
        pg::check_for_interrupts();
        Rebooking result{session.id, {}, Rebooked::moved, session.start, {}, {}};
        result.why = mover.try_time(session, session.start, result);
        results.push_back(std::move(result));
    }
    // Sessions that have yet to move stand in each other's way, since the client is busy then: one
    // that finds nothing looks once more when the others have moved.
    for (int round = 1; round <= 2; ++round)
        for (std::size_t i = 0; i < sessions.size(); ++i)
            if (is_refused(results[i])) reschedule(mover, sessions[i], results[i]);
    for (std::size_t i = 0; i < sessions.size(); ++i)
        if (is_refused(results[i])) cancel(sessions[i], results[i]);
    return results;
}

pg::Vector<Rebooking> cancel_sessions(const Handover& handover) {
    pg::AsOwner owner;
    const ActingAs acting(Actor::system);
    pg::Vector<Rebooking> results;
    for (const BookedSession& session : sessions_to_move(handover)) {
        pg::check_for_interrupts();
        cancel_session.run(session.id);
        results.push_back({session.id, {}, Rebooked::cancelled, session.start, {}, {}});
    }
    return results;
}

}  // namespace coaching::scheduling
