// A trainer's notes about a client: private ones and shared ones.

#include "events/notifications.hpp"
#include "feedback/authors.hpp"
#include "pg/security.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"

namespace coaching::feedback {

namespace {

constexpr const char* noun = "a note";

pg::TriggerResult judge_note(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_insert()) {
        pg::NewRow row = call.new_row();
        settle_bond(row, noun);
        return row;
    }
    if (call.is_delete())
        judge_removal(call, noun);
    else
        judge_rewriting(call, {"id", "relationship_id", "trainer_id", "client_id"}, noun);
    return call.pass();
}

bool is_shared_now(const pg::TriggerCall& call, const pg::TriggerRow& row) {
    if (row.get<bool>("is_private")) return false;
    if (call.is_insert()) return is_news(row);
    return call.changes("is_private") &&
           relationships::are_connected(row.get<Uuid>("client_id"), row.get<Uuid>("trainer_id"));
}

pg::TriggerResult announce_note(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    if (!is_shared_now(call, row)) return call.pass();
    const Uuid client = row.get<Uuid>("client_id");
    pg::AsOwner owner;
    events::notify(client, "note.shared",
                   {{"note_id", row.get<Uuid>("id")},
                    {"relationship_id", row.get<Uuid>("relationship_id")},
                    {"trainer_id", row.get<Uuid>("trainer_id")},
                    {"client_id", client}});
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_note, judge_note);
COACHING_TRIGGER(coaching_announce_note, announce_note);

}  // namespace coaching::feedback
