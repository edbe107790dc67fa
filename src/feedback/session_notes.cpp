// What the trainer says after a session.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "feedback/authors.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"

namespace coaching::feedback {

namespace {

using OptionalId = std::optional<Uuid>;

constexpr const char* noun = "a session note";

/// Trainer, client, status, start.
using Session = std::tuple<Uuid, Uuid, pg::Text, pg::Timestamp>;
constinit pg::Check<Session(Uuid, OptionalId, OptionalId)> session_of{
    "SELECT trainer_id, client_id, status, session_date FROM coaching.bookings WHERE id = $1 "
    "AND ($2 IS NULL OR trainer_id = $2) AND ($3 IS NULL OR client_id = $3)"};

Session require_session(const pg::NewRow& row, const OptionalId& trainer) {
    pg::AsOwner owner;
    std::optional<Session> session =
        session_of.first(row.get<Uuid>("booking_id"), trainer, row.get<OptionalId>("client_id"));
    if (!session)
        throw Failure(Token::not_found, "there is no such session of the trainer and client");
    return std::move(*session);
}

/// A session that did not take place although it was to (no_show) is worth a note, one that was
/// called off is not.
void require_begun(std::string_view status, pg::Timestamp start) {
    if (status == "cancelled")
        throw Failure(Token::not_available, "the session was cancelled")
            .with("reason", "cancelled");
    if (start > pg::transaction_time())
        throw Failure(Token::not_available, "the session has not begun")
            .with("reason", "not_begun");
}

void judge_new(pg::NewRow& row) {
    const OptionalId author = require_new_author(row, noun);
    const auto [trainer, client, status, start] = require_session(row, author);
    require_begun(status, start);
    if (!system_writes()) hold_live_bond(client, trainer);
    require_both_here(client, trainer);
    row.set("trainer_id", trainer);
    row.set("client_id", client);
}

pg::TriggerResult judge_session_note(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_insert()) {
        pg::NewRow row = call.new_row();
        judge_new(row);
        return row;
    }
    if (call.is_delete())
        judge_removal(call, noun);
    else
        judge_rewriting(call, {"id", "booking_id", "trainer_id", "client_id"}, noun);
    return call.pass();
}

pg::TriggerResult announce_session_note(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    if (!is_news(row)) return call.pass();
    const Uuid client = row.get<Uuid>("client_id");
    pg::AsOwner owner;
    events::notify(client, "session_note.created",
                   {{"session_note_id", row.get<Uuid>("id")},
                    {"booking_id", row.get<Uuid>("booking_id")},
                    {"trainer_id", row.get<Uuid>("trainer_id")},
                    {"client_id", client}});
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_session_note, judge_session_note);
COACHING_TRIGGER(coaching_announce_session_note, announce_session_note);

}  // namespace coaching::feedback
