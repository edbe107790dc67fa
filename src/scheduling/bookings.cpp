// Booking a session, and everything that may become of it.

#include "base/failure.hpp"
#include "base/json_object.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/acting.hpp"
#include "scheduling/booking_states.hpp"
#include "scheduling/refusal.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;

/// A booking as the functions about one begin with it.
struct BookingRow {
    Uuid id;
    pg::Text status;
    bool late_cancel;
    bool is_paid;  ///< from a package
    Actor actor;   ///< which side the caller is on
};

using LockedRow = std::tuple<Uuid, pg::Text, bool, bool>;
constinit pg::Check<LockedRow(Uuid)> lock_row{
    "SELECT trainer_id, status, late_cancel, client_package_id IS NOT NULL "
    "FROM coaching.bookings WHERE id = $1 FOR NO KEY UPDATE"};
using PartiesRow = std::tuple<Uuid, Uuid>;
constinit pg::Check<PartiesRow(Uuid)> parties_of{
    "SELECT trainer_id, client_id FROM coaching.bookings WHERE id = $1"};

[[noreturn]] void refuse_unknown() {
    throw Failure(Token::not_found, "there is no such booking of yours");
}

std::optional<PartiesRow> find_parties(const Uuid& booking) {
    pg::AsOwner owner;
    return parties_of.first(booking);
}

/// Locks a booking of the caller's; throws not_found for others', and for none at all.
BookingRow lock_booking(const Uuid& booking) {
    identity::require_user_or_house();
    const std::optional<PartiesRow> two = find_parties(booking);
    if (!two) refuse_unknown();
    const auto& [trainer_before, client] = *two;
    // Before the lock, so that nobody can hold up others' bookings.
    const Actor actor = relationships::actor_between(client, trainer_before);
    if (actor == Actor::stranger) refuse_unknown();
    pg::AsOwner owner;
    auto [trainer, status, late, is_paid] = lock_row.one(booking);
    // It may have gone to another trainer meanwhile.
    if (actor == Actor::trainer && trainer != trainer_before) refuse_unknown();
    return {booking, std::move(status), late, is_paid, actor};
}

// What the first call under a key asked for. The time as a number: as text it would depend on the
// session's time zone.
#define COACHING_BOOKING_DIGEST                \
    "pg_catalog.sha256(pg_catalog.convert_to(" \
    "ROW($1, extract(epoch FROM $3), $4, $5, $6, $7, $8, $9)::text, 'UTF8'))"
using FirstBooking = std::tuple<Uuid, bool>;
constinit pg::Check<FirstBooking(Uuid, Uuid, pg::Timestamp, std::int32_t, OptionalId, OptionalText,
                                 OptionalText, OptionalText, bool, Uuid)>
    booking_under_key{"SELECT id, coalesce(idempotency_digest = " COACHING_BOOKING_DIGEST
                      ", false) "
                      "FROM coaching.bookings WHERE client_id = $2 AND trainer_id = $1 "
                      "AND idempotency_key = $10"};
constinit pg::Command<Uuid(Uuid, Uuid, pg::Timestamp, std::int32_t, OptionalId, OptionalText,
                           OptionalText, OptionalText, bool, OptionalId)>
    insert_booking{
        "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes, "
        "client_package_id, session_mode, location, notes, override_availability, "
        "idempotency_key, idempotency_digest) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "CASE WHEN $10 IS NOT NULL THEN " COACHING_BOOKING_DIGEST " END) RETURNING id"};
#undef COACHING_BOOKING_DIGEST

Uuid book_session(Uuid trainer, Uuid client, pg::Timestamp session_date, std::int32_t duration,
                  OptionalId lot, OptionalText mode, OptionalText location, OptionalText notes,
                  bool override_availability, OptionalId key) {
    const Actor actor = require_actor(client, trainer);
    require_possible_session(session_date, duration);
    pg::AsOwner owner;
    const ActingAs acting(actor);
    if (key) {
        relationships::lock_people(trainer, client);
        if (const auto first =
                booking_under_key.first(trainer, client, session_date, duration, lot, mode,
                                        location, notes, override_availability, *key)) {
            const auto [booking, is_same] = *first;
            if (is_same) return booking;
            throw Failure(Token::invalid_argument,
                          "this idempotency_key belongs to another booking")
                .with("argument", "idempotency_key");
        }
    }
    return translating([&] {
        return insert_booking.one(trainer, client, session_date, duration, lot, mode, location,
                                  notes, override_availability, key);
    });
}

constinit pg::Check<bool(Uuid, pg::Text, OptionalText)> set_status{
    "UPDATE coaching.bookings SET status = $2, cancel_reason = coalesce($3, cancel_reason) "
    "WHERE id = $1 RETURNING late_cancel"};
constinit pg::Check<void(Uuid)> set_waived{
    "UPDATE coaching.bookings SET late_cancel_waived = true WHERE id = $1"};

/// Says whether the booking is a late cancellation now.
bool change_status(const BookingRow& booking, std::string_view to,
                   const OptionalText& reason = std::nullopt) {
    // Staying is no move to the table, but being asked for twice it is an error: a session counts
    // once.
    if (booking.status == to)
        throw Failure(Token::illegal_transition, "the booking is " + std::string(to) + " already")
            .with("from", booking.status)
            .with("to", to);
    pg::AsOwner owner;
    const ActingAs acting(booking.actor);
    return set_status.one(booking.id, pg::Text(to), reason);
}

void confirm_booking(Uuid booking) { change_status(lock_booking(booking), "confirmed"); }
void complete_booking(Uuid booking) { change_status(lock_booking(booking), "completed"); }
void mark_no_show(Uuid booking) { change_status(lock_booking(booking), "no_show"); }

pg::Json cancelled(bool late, bool refunded) {
    return pg::json_from_text(JsonObject().add("late", late).add("refunded", refunded).text());
}

pg::Json cancel_booking(Uuid id, OptionalText reason, bool waive) {
    const BookingRow booking = lock_booking(id);
    if (waive && !staff.contains(booking.actor))
        throw Failure(Token::permission_denied, "only staff may waive a late cancellation");
    pg::AsOwner owner;
    if (waive && booking.status == "cancelled" && booking.late_cancel) {
        const ActingAs acting(booking.actor);
        set_waived.run(id);
        return cancelled(true, booking.is_paid);
    }
    const bool late = change_status(booking, "cancelled", reason);
    return cancelled(late, booking.is_paid && !late);
}

constinit pg::Check<void(Uuid, pg::Timestamp, OptionalInt, std::optional<bool>)> move_session{
    "UPDATE coaching.bookings SET session_date = $2, "
    "duration_minutes = coalesce($3, duration_minutes), "
    "override_availability = coalesce($4, override_availability) WHERE id = $1"};

void reschedule_booking(Uuid id, pg::Timestamp session_date, OptionalInt duration,
                        bool override_availability) {
    require_possible_session(session_date, duration.value_or(1));
    const BookingRow booking = lock_booking(id);
    if (override_availability && !staff.contains(booking.actor))
        throw Failure(Token::permission_denied, "only staff may override the trainer's hours");
    // A client's move ends an override by itself, and the column is not theirs to write.
    std::optional<bool> override_hours;
    if (staff.contains(booking.actor)) override_hours = override_availability;
    pg::AsOwner owner;
    const ActingAs acting(booking.actor);
    translating([&] { return move_session.run(id, session_date, duration, override_hours); });
}

}  // namespace

COACHING_FUNCTION(coaching_book_session, book_session);
COACHING_FUNCTION(coaching_confirm_booking, confirm_booking);
COACHING_FUNCTION(coaching_complete_booking, complete_booking);
COACHING_FUNCTION(coaching_mark_no_show, mark_no_show);
COACHING_FUNCTION(coaching_cancel_booking, cancel_booking);
COACHING_FUNCTION(coaching_reschedule_booking, reschedule_booking);

}  // namespace coaching::scheduling
