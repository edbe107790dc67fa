// Insights: the trainer's columns and the client's, each judged by who writes.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "feedback/authors.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"

namespace coaching::feedback {

namespace {

constexpr const char* noun = "an insight";

/// Which side writes. Not relationships::actor_between: an admin who is one of the two is that one
/// here, and another admin is neither, since nobody puts words into somebody's mouth.
Actor writer_between(const Uuid& client, const Uuid& trainer) {
    if (system_writes()) return Actor::system;
    const identity::Caller& who = identity::caller();
    if (!who.active) return Actor::stranger;
    if (who.is(client)) return Actor::client;
    if (who.is(trainer)) return Actor::trainer;
    return who.admin ? Actor::admin : Actor::stranger;
}

constexpr relationships::ColumnWriter column_writers[] = {
    {"type", Actor::trainer | Actor::system},
    {"title", Actor::trainer | Actor::system},
    {"content", Actor::trainer | Actor::system},
    {"ai_generated", Actor::trainer | Actor::system},
    {"ai_confidence", Actor::trainer | Actor::system},
    {"based_on_data", Actor::trainer | Actor::system},
    {"priority", Actor::trainer | Actor::system},
    {"tags", Actor::trainer | Actor::system},
    {"client_viewed", Actor::client | Actor::system},
    {"client_response", Actor::client | Actor::system},
};

constexpr const char* maintained_columns[] = {"client_viewed_at"};

constinit pg::Check<bool(Uuid, Uuid)> shows_analytics{
    "SELECT can_view_analytics FROM coaching.trainer_clients "
    "WHERE trainer_id = $1 AND client_id = $2 AND status = 'active'"};

/// Whether the trainer reads insights about the client, by what is committed now.
bool trainer_reads(const Uuid& client, const Uuid& trainer) {
    pg::AsOwner owner;
    return shows_analytics.first(trainer, client).value_or(false);
}

void require_active(bool is_active) {
    if (!is_active)
        throw Failure(Token::relationship_error, "a trainer has insights about active clients");
}

void require_analytics(bool shown) {
    if (!shown)
        throw Failure(Token::permission_denied, "the client does not show the trainer analytics")
            .with("column", "can_view_analytics");
}

/// What one answers one has seen, and what was seen stays seen.
void settle_view(pg::NewRow& row, bool was_viewed) {
    if (was_viewed && !row.get<bool>("client_viewed"))
        throw Failure(Token::illegal_transition, "an insight that was viewed stays viewed");
    const bool is_dated = !row.is_null("client_viewed_at");
    if (is_dated || !row.is_null("client_response")) row.set("client_viewed", true);
    if (row.get<bool>("client_viewed") && !is_dated)
        row.set("client_viewed_at", pg::transaction_time());
}

void judge_new(pg::NewRow& row) {
    const Bond bond = settle_bond(row, noun);
    if (!system_writes()) {
        require_active(bond.is_active);
        require_analytics(bond.shows_analytics);
        row.set("client_viewed", false);
        row.set_null("client_viewed_at");
        row.set_null("client_response");
    }
    settle_view(row, false);
}

void judge_change(const pg::TriggerCall& call, pg::NewRow& row) {
    relationships::require_unchanged({"id", "relationship_id", "trainer_id", "client_id"}, call);
    const pg::TriggerRow before = call.old_row();
    const Uuid client = before.get<Uuid>("client_id");
    const Uuid trainer = before.get<Uuid>("trainer_id");
    const Actor writer = writer_between(client, trainer);
    if (!(Actor::client | Actor::trainer | Actor::system).contains(writer))
        throw Failure(Token::permission_denied,
                      "an insight is written by the trainer, and answered by the client");
    if (!pg::AsOwner::active()) pg::keep_maintained_columns(maintained_columns, call);
    relationships::require_own_columns(column_writers, call, writer);
    if (writer == Actor::trainer) require_analytics(trainer_reads(client, trainer));
    settle_view(row, before.get<bool>("client_viewed"));
}

pg::TriggerResult judge_insight(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        judge_removal(call, noun);
        return call.pass();
    }
    pg::NewRow row = call.new_row();
    if (call.is_insert())
        judge_new(row);
    else
        judge_change(call, row);
    return row;
}

void tell(const pg::TriggerRow& row, const char* whom, std::string_view event) {
    events::notify(row.get<Uuid>(whom), event,
                   {{"insight_id", row.get<Uuid>("id")},
                    {"relationship_id", row.get<Uuid>("relationship_id")},
                    {"trainer_id", row.get<Uuid>("trainer_id")},
                    {"client_id", row.get<Uuid>("client_id")}});
}

bool is_answer(const pg::TriggerCall& call, const pg::TriggerRow& row) {
    return call.is_update() && call.changes("client_response") && !row.is_null("client_response") &&
           trainer_reads(row.get<Uuid>("client_id"), row.get<Uuid>("trainer_id"));
}

pg::TriggerResult announce_insight(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    pg::AsOwner owner;
    if (call.is_insert() && is_news(row))
        tell(row, "client_id", "insight.created");
    else if (is_answer(call, row))
        tell(row, "trainer_id", "insight.answered");
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_insight, judge_insight);
COACHING_TRIGGER(coaching_announce_insight, announce_insight);

}  // namespace coaching::feedback
