// The calendar feed of a trainer's sessions, and the tokens that open it.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/response_headers.hpp"
#include "pg/function.hpp"
#include "pg/random.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "scheduling/calendar_token.hpp"
#include "scheduling/icalendar.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::scheduling {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalView = std::optional<std::string_view>;

constexpr std::int32_t days_told_back = 92;

#define COACHING_TOKEN_HASH "pg_catalog.sha256(pg_catalog.convert_to($1, 'UTF8'))"

constinit pg::Query<bool(Uuid)> is_trainer{
    "SELECT 'trainer' = ANY (roles) AND deactivated_at IS NULL FROM coaching.users WHERE id = $1"};
constinit pg::Command<void(pg::Text, Uuid)> insert_token{
    "INSERT INTO coaching.calendar_tokens (token_hash, trainer_id) "
    "VALUES (" COACHING_TOKEN_HASH ", $2)"};

pg::Text create_calendar_token(Uuid trainer) {
    identity::require_self_or_admin(trainer, "make a calendar token");
    std::array<std::uint8_t, 24> random;
    pg::strong_random(random.data(), random.size());
    const pg::Text token(encode_calendar_token(random));
    pg::AsOwner owner;
    if (!is_trainer.first(trainer).value_or(false))
        throw Failure(Token::not_found, "there is no such trainer");
    insert_token.run(token, trainer);
    return token;
}

// A Check: what was made while this transaction's snapshot was already taken goes as well.
constinit pg::Check<void(Uuid)> revoke_tokens{
    "UPDATE coaching.calendar_tokens SET revoked_at = now() "
    "WHERE trainer_id = $1 AND revoked_at IS NULL"};

std::int32_t revoke_calendar_tokens(Uuid trainer) {
    identity::require_self_or_admin(trainer, "revoke calendar tokens");
    pg::AsOwner owner;
    return static_cast<std::int32_t>(revoke_tokens.run(trainer));
}

/// A trainer, the name of the calendar, and a secret only who knows the token could work out.
using Feed = std::tuple<Uuid, OptionalText, pg::Text>;
constinit pg::Query<Feed(pg::Text)> feed_of_token{
    "SELECT t.trainer_id, coalesce(p.display_name, u.full_name), "
    "  pg_catalog.encode(t.token_hash, 'hex') "
    "FROM coaching.calendar_tokens t "
    "JOIN coaching.users u ON u.id = t.trainer_id "
    "JOIN coaching.trainer_profiles p ON p.trainer_id = t.trainer_id "
    "WHERE t.token_hash = " COACHING_TOKEN_HASH
    " AND t.revoked_at IS NULL AND u.deactivated_at IS NULL AND 'trainer' = ANY (u.roles) "
    "  AND p.is_active"};
#undef COACHING_TOKEN_HASH

CalendarEvent::Status status_of(std::string_view word) {
    if (word == "cancelled") return CalendarEvent::Status::cancelled;
    return word == "scheduled" ? CalendarEvent::Status::tentative
                               : CalendarEvent::Status::confirmed;
}

CalendarEvent event_of(std::string_view uid, pg::Timestamp start, std::int32_t minutes,
                       std::string_view status, std::int32_t version, pg::Timestamp changed) {
    CalendarEvent event;
    const Instant starts = instant_of(start);
    event.uid = uid;
    event.during = {starts, starts + std::chrono::minutes(minutes)};
    event.status = status_of(status);
    event.sequence = version;
    event.last_modified = instant_of(changed);
    return event;
}

/// The text as it grows. One event at a time is made outside of the server's memory.
class Feeding {
public:
    explicit Feeding(std::string_view name) {
        begin_calendar(piece_, name);
        take_piece();
    }
    void add(const CalendarEvent& event) {
        pg::check_for_interrupts();
        append_event(piece_, event);
        take_piece();
    }
    pg::Text finish() {
        end_calendar(piece_);
        take_piece();
        return std::move(text_);
    }

private:
    void take_piece() {
        text_ += piece_;
        piece_.clear();
    }

    std::string piece_;
    pg::Text text_;
};

// A name the trainer may not read in users, since one of the two blocked the other, is not here
// either.
using FullRow =
    std::tuple<std::string_view, pg::Timestamp, std::int32_t, std::string_view, std::int32_t,
               pg::Timestamp, pg::Timestamp, OptionalView, OptionalView, OptionalView>;
constinit pg::Query<FullRow(Uuid, pg::Timestamp)> sessions{
    "SELECT b.id::text || '@coaching', b.session_date, b.duration_minutes, b.status, b.version, "
    "  b.updated_at, b.created_at, u.full_name, b.notes, coalesce(b.location, b.session_mode) "
    "FROM coaching.bookings b LEFT JOIN coaching.users u ON u.id = b.client_id "
    "  AND NOT EXISTS (SELECT FROM coaching.user_blocks k "
    "    WHERE k.blocker_id = b.client_id AND k.blocked_id = $1) "
    "  AND NOT EXISTS (SELECT FROM coaching.user_blocks k "
    "    WHERE k.blocker_id = $1 AND k.blocked_id = b.client_id) "
    "WHERE b.trainer_id = $1 AND b.session_date >= $2 ORDER BY b.session_date, b.id"};

pg::Text full_calendar(const Uuid& trainer, const OptionalText& name, pg::Timestamp since) {
    Feeding feeding(name ? std::string_view(*name) : "Sessions");
    sessions.each(trainer, since, [&](const FullRow& row) {
        const auto& [uid, start, minutes, status, version, changed, created, client, notes, place] =
            row;
        CalendarEvent event = event_of(uid, start, minutes, status, version, changed);
        event.created = instant_of(created);
        event.summary = client.value_or("Session");
        event.description = notes.value_or("");
        event.location = place.value_or("");
        feeding.add(event);
    });
    return feeding.finish();
}

// The id of a booking tells when it was made, and may be known from elsewhere: hashed with the
// token's secret it is nobody's but this feed's, and still the same each time.
using BusyRow = std::tuple<std::string_view, pg::Timestamp, std::int32_t, std::string_view,
                           std::int32_t, pg::Timestamp>;
constinit pg::Query<BusyRow(Uuid, pg::Timestamp, pg::Text)> busy_times{
    "SELECT pg_catalog.left(pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to("
    "    $3 || id::text, 'UTF8')), 'hex'), 32) || '@coaching', "
    "  session_date, duration_minutes, status, version, updated_at "
    "FROM coaching.bookings WHERE trainer_id = $1 AND session_date >= $2 "
    "ORDER BY session_date, id"};

pg::Text busy_calendar(const Uuid& trainer, const pg::Text& secret, pg::Timestamp since) {
    Feeding feeding("Busy");
    busy_times.each(trainer, since, secret, [&](const BusyRow& row) {
        const auto& [uid, start, minutes, status, version, changed] = row;
        CalendarEvent event = event_of(uid, start, minutes, status, version, changed);
        event.summary = "Busy";
        feeding.add(event);
    });
    return feeding.finish();
}

/// Whose token it is does not matter, nor who asks: what is no good token looks like no token.
Feed require_feed(std::string_view token) {
    std::optional<Feed> feed;
    if (is_calendar_token(token)) feed = feed_of_token.first(pg::Text(token));
    if (!feed) throw Failure(Token::not_found, "there is no such calendar");
    return std::move(*feed);
}

pg::Text calendar_of_token(std::string_view token, bool free_busy) {
    pg::AsOwner owner;
    const auto [trainer, name, secret] = require_feed(token);
    const pg::Timestamp since = pg::days_later(pg::transaction_time(), -days_told_back);
    return free_busy ? busy_calendar(trainer, secret, since) : full_calendar(trainer, name, since);
}

pg::Text trainer_calendar(std::string_view token, bool free_busy) {
    pg::Text calendar = calendar_of_token(token, free_busy);
    identity::add_response_headers("{\"Content-Type\": \"text/calendar; charset=utf-8\"}");
    return calendar;
}

}  // namespace

COACHING_FUNCTION(coaching_create_calendar_token, create_calendar_token);
COACHING_FUNCTION(coaching_revoke_calendar_tokens, revoke_calendar_tokens);
COACHING_FUNCTION(coaching_trainer_calendar, trainer_calendar);

}  // namespace coaching::scheduling
