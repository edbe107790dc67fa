// The BEFORE trigger of bookings: every booking and every change of one is judged here, whether it
// comes from a function or from a plain INSERT or UPDATE.
//
// Whoever takes somebody's time holds the row locks of trainer and client, in the order of their
// ids, from before it looks until it commits. So of two bookings of one slot the second sees the
// first, and the exclusion constraints have nothing left to wait for.

#include "base/failure.hpp"
#include "identity/erasure.hpp"
#include "identity/house_settings.hpp"
#include "identity/new_id.hpp"
#include "packages/credits.hpp"
#include "pg/json.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
#include "pg/row_changes.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"
#include "relationships/directory.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/acting.hpp"
#include "scheduling/booking_states.hpp"
#include "scheduling/booking_time.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using relationships::the_house;

constinit pg::Check<bool(Uuid, Uuid)> key_is_used{
    "SELECT true FROM coaching.bookings WHERE client_id = $1 AND idempotency_key = $2"};

constinit pg::TableColumns id_columns{"bookings", "bookings_pkey", "id"};

constexpr const char* noun = "a booking";

bool is_booked(const Uuid& booking) {
    const pg::LatestView latest;
    return pg::KeyLookup(id_columns, booking).next();
}

bool packages_required() { return identity::house_setting("packages_required") == "on"; }

void require_staff(Actor actor, const char* column) {
    if (!staff.contains(actor))
        throw Failure(Token::permission_denied, std::string("only staff may set ") + column)
            .with("column", column);
}

/// The lot that pays; it is charged once the row is there.
void choose_package(pg::NewRow& row, const Parties& two) {
    const pg::Timestamp start = row.get<pg::Timestamp>("session_date");
    if (const auto named = row.get<OptionalId>("client_package_id")) {
        packages::require_lot(*named, two.client, two.trainer, start);
        return;
    }
    const OptionalId lot = packages::choose_lot(two.client, two.trainer, start);
    if (!lot && packages_required())
        throw Failure(Token::insufficient_credits, "no package pays for a session then");
    row.set("client_package_id", lot);
}

void require_new_key(const pg::NewRow& row, const Uuid& client) {
    const auto key = row.get<OptionalId>("idempotency_key");
    if (key && key_is_used.first(client, *key))
        throw Failure(Token::invalid_argument, "this idempotency_key belongs to another booking")
            .with("argument", "idempotency_key");
}

void require_possible_session(const pg::NewRow& row) {
    scheduling::require_possible_session(row.get<pg::Timestamp>("session_date"),
                                         row.get<std::int32_t>("duration_minutes"));
}

/// Longer texts nobody needs; the table leaves that to us.
void require_words(const pg::NewRow& row) {
    relationships::require_session_mode(row.get<OptionalText>("session_mode"));
    relationships::require_text(row, "location", 1000, "the location");
    relationships::require_text(row, "notes", 20000, "the notes");
    relationships::require_text(row, "cancel_reason", 4000, "the reason");
    if (!pg::JsonDocument(row.get<pg::Json>("metadata")).is_object())
        throw Failure(Token::invalid_argument, "metadata must be a JSON object")
            .with("argument", "metadata");
}

void judge_new(pg::NewRow& row, const Parties& two, Actor actor) {
    if (two.trainer == two.client)
        throw Failure(Token::relationship_error, "nobody can train themselves");
    const pg::Text status = row.get<pg::Text>("status");
    if (status.empty()) throw Failure(Token::illegal_transition, "a booking cannot begin as \"\"");
    relationships::require_move(booking_moves, noun, "", status, actor);
    if (row.get<bool>("override_availability")) require_staff(actor, "override_availability");
    require_possible_session(row);
    require_words(row);
    for (const char* column : {"cancelled_by", "cancelled_at", "cancel_reason"})
        row.set_null(column);
    for (const char* column : {"late_cancel", "late_cancel_waived"})
        if (row.get<bool>(column)) row.set(column, false);
    if (row.get<std::int32_t>("version") != 0) row.set("version", std::int32_t{0});
    pg::AsOwner owner;
    // An upsert of a booking that is there: what it changes is judged as an UPDATE, and without one
    // the key refuses it.
    const Uuid id = row.get<Uuid>("id");
    if (!identity::is_unused_id(id) && is_booked(id)) return;
    relationships::lock_people(two.trainer, two.client);
    pg::LatestView latest;
    judge_time(row, two, actor, std::nullopt);
    require_new_key(row, two.client);
    choose_package(row, two);
}

constexpr relationships::ColumnWriter column_writers[] = {
    {"trainer_id", Actor::system},    {"session_mode", staff},       {"location", staff},
    {"override_availability", staff}, {"late_cancel_waived", staff},
};

constexpr const char* maintained_columns[] = {"buffer_before_minutes",
                                              "buffer_after_minutes",
                                              "cancellation_window",
                                              "cancelled_by",
                                              "cancelled_at",
                                              "late_cancel",
                                              "version"};

/// What is over is history for the client, and for a trainer who left: each could otherwise go on
/// writing to the other there.
void require_words_welcome(const pg::TriggerCall& call, const Parties& two, std::string_view from,
                           Actor actor) {
    if (the_house.contains(actor)) return;
    bool writes = false;
    for (const char* column : {"notes", "location", "cancel_reason", "metadata"})
        writes = writes || call.changes(column);
    if (!writes) return;
    if (actor == Actor::client && !is_open(from))
        throw Failure(Token::permission_denied, "the session is over and stays as it was")
            .with("status", from);
    if (!relationships::are_connected(two.client, two.trainer))
        throw Failure(Token::permission_denied,
                      "the relationship has ended; an admin may change this");
}

/// How and where it took place is history, also for staff.
void require_still_open(const pg::TriggerCall& call, std::string_view from, Actor actor) {
    if (is_open(from) || actor == Actor::system) return;
    for (const char* column : {"session_mode", "location", "override_availability"})
        if (call.changes(column))
            throw Failure(Token::illegal_transition, "the session is over and stays as it was")
                .with("column", column)
                .with("from", from);
}

bool has_begun(const pg::TriggerRow& row) {
    return row.get<pg::Timestamp>("session_date") <= pg::transaction_time();
}

/// Whether it is later than the cancellation window before the session; the window as it was when
/// the client agreed to that time.
bool is_late(const pg::TriggerRow& row) {
    const Instant start = instant_of(row.get<pg::Timestamp>("session_date"));
    const Length window(pg::length_of(row.get<pg::Span>("cancellation_window")));
    return instant_of(pg::transaction_time()) > start - window;
}

[[noreturn]] void refuse_for_time(const char* sentence, std::string_view from,
                                  std::string_view to) {
    throw Failure(Token::illegal_transition, sentence).with("from", from).with("to", to);
}

void judge_cancelling(pg::NewRow& row, std::string_view from, Actor actor) {
    if (actor == Actor::client) {
        if (has_begun(row))
            refuse_for_time("a session that has begun is no more cancelled by the client", from,
                            "cancelled");
        row.set("late_cancel", is_late(row));
    }
    row.set("cancelled_by", pg::Text(relationships::actor_word(actor)));
    row.set("cancelled_at", pg::transaction_time());
}

void judge_status(pg::NewRow& row, std::string_view from, Actor actor) {
    const pg::Text to = row.get<pg::Text>("status");
    if (to == "cancelled")
        judge_cancelling(row, from, actor);
    else if (to != "confirmed" && !has_begun(row))
        refuse_for_time("the session has not begun", from, to);
}

/// Forgiving a late cancellation, once.
void judge_waiver(const pg::TriggerCall& call, const pg::NewRow& row) {
    if (!row.get<bool>("late_cancel_waived") || !row.get<bool>("late_cancel") ||
        call.changes("late_cancel"))
        throw Failure(Token::illegal_transition,
                      "only a late cancellation is waived, and waived for good");
}

void judge_move(const pg::TriggerCall& call, pg::NewRow& row, const Parties& two,
                std::string_view from, Actor actor) {
    if (!is_open(from)) refuse_for_time("a session that is over does not move", from, from);
    require_possible_session(row);
    const pg::TriggerRow before = call.old_row();
    if (actor == Actor::client) {
        if (is_late(before))
            throw Failure(Token::not_available, "it is too late to move the session")
                .with("reason", "too_late");
        row.set("override_availability", false);
        // The trainer has agreed to another time.
        row.set("status", pg::Text("scheduled"));
    }
    // Nor has another trainer agreed to any.
    if (call.changes("trainer_id")) row.set("status", pg::Text("scheduled"));
    relationships::lock_people(two.trainer, two.client);
    pg::LatestView latest;
    forget_filled_place(row, call);
    judge_time(row, two, actor, row.get<Uuid>("id"));
    const auto lot = row.get<OptionalId>("client_package_id");
    if (lot && !packages::covers(*lot, row.get<pg::Timestamp>("session_date")))
        throw Failure(Token::insufficient_credits, "the package that pays is over by then");
}

/// Writing what stands there already is no news for calendars.
bool changes_anything(const pg::TriggerCall& call) {
    pg::RowChanges changes(call);
    // Not computed yet; they follow from the others.
    changes.leave_out("during");
    changes.leave_out("held");
    return !changes.empty();
}

void judge_change(const pg::TriggerCall& call, pg::NewRow& row, const Parties& two, Actor actor) {
    const pg::Text from = call.old_row().get<pg::Text>("status");
    const bool moves = moves_session(call);
    relationships::require_unchanged({"id", "client_id", "client_package_id", "series_id",
                                      "idempotency_key", "idempotency_digest"},
                                     call);
    pg::keep_maintained_columns(maintained_columns, call);
    relationships::require_own_columns(column_writers, call, actor);
    relationships::require_move(booking_moves, noun, from, row.get<std::string_view>("status"),
                                actor);
    require_words_welcome(call, two, from, actor);
    require_still_open(call, from, actor);
    require_words(row);
    if (call.changes("cancel_reason") && row.get<std::string_view>("status") != "cancelled")
        throw Failure(Token::invalid_argument,
                      "a session that is not cancelled has no reason for it")
            .with("argument", "cancel_reason");
    if (changes_anything(call)) row.set("version", row.get<std::int32_t>("version") + 1);
    pg::AsOwner owner;
    if (call.changes("late_cancel_waived")) judge_waiver(call, row);
    if (call.changes("status")) {
        if (moves)
            throw Failure(Token::invalid_argument, "move a session, or change its status")
                .with("argument", "status");
        judge_status(row, from, actor);
    } else if (moves) {
        judge_move(call, row, two, from, actor);
    }
}

pg::TriggerResult judge_booking(pg::TriggerCall& call) {
    if (pg::restoring() || identity::Emptying::active()) return call.pass();
    pg::NewRow row = call.new_row();
    const Parties two{row.get<Uuid>("trainer_id"), row.get<Uuid>("client_id")};
    const Actor actor = actor_for(
        two.client, call.is_update() ? call.old_row().get<Uuid>("trainer_id") : two.trainer);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the two people and admins may do that");
    if (call.is_insert())
        judge_new(row, two, actor);
    else
        judge_change(call, row, two, actor);
    return row;
}

}  // namespace

COACHING_TRIGGER(coaching_judge_booking, judge_booking);

}  // namespace coaching::scheduling
