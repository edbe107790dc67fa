// A client asks a trainer: what the table judges, what an answer brings about.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "relationships/request_states.hpp"

namespace coaching::relationships {

namespace {

constexpr const char* noun = "a request";

constexpr bool is_open(std::string_view status) {
    return status == "pending" || status == "deferred";
}

using TrainerRow = std::tuple<bool, bool>;
constinit pg::Check<TrainerRow(Uuid)> asked_trainer{
    "SELECT is_active, accepts_clients FROM coaching.trainer_profiles WHERE trainer_id = $1"};
constinit pg::Check<bool(Uuid, Uuid)> live_relationship{
    "SELECT true FROM coaching.trainer_clients WHERE client_id = $1 AND trainer_id = $2 "
    "AND status IN ('pending', 'active', 'paused')"};
constinit pg::Check<bool(Uuid, Uuid, Uuid)> other_open_request{
    "SELECT true FROM coaching.connection_requests WHERE from_user_id = $1 AND to_user_id = $2 "
    "AND id <> $3 AND status IN ('pending', 'deferred')"};

void require_open_trainer(const Uuid& trainer) {
    const std::optional<TrainerRow> row = asked_trainer.first(trainer);
    if (!row) throw Failure(Token::not_found, "there is no such trainer");
    const auto [is_active, accepts] = *row;
    if (!is_active)
        throw Failure(Token::not_available, "the trainer is not active").with("reason", "inactive");
    if (!accepts)
        throw Failure(Token::not_available, "the trainer takes no new clients")
            .with("reason", "not_accepting");
}

void judge_new_request(pg::NewRow& row, const Uuid& client, const Uuid& trainer, Actor actor) {
    if (client == trainer) throw Failure(Token::relationship_error, "nobody can ask themselves");
    require_move(request_moves, noun, "", row.get<std::string_view>("status"), actor);
    if (actor == Actor::client) row.set_null("match_percentage");
    pg::AsOwner owner;
    lock_person(client);
    require_fit_client(client);
    require_no_block(client, trainer);
    require_open_trainer(trainer);
    if (live_relationship.first(client, trainer))
        throw Failure(Token::relationship_error, "the two are connected, or about to be, already");
    if (other_open_request.first(client, trainer, row.get<Uuid>("id")))
        throw Failure(Token::relationship_error, "a request to this trainer is open already");
}

constexpr ColumnWriter request_writers[] = {
    {"message", the_house},
    {"match_percentage", Actor::system},
    {"responded_at", Actor::system},
};

void judge_changed_request(const pg::TriggerCall& call, pg::NewRow& row, const Uuid& client,
                           const Uuid& trainer, Actor actor) {
    const pg::Text from = call.old_row().get<pg::Text>("status");
    const pg::Text to = row.get<pg::Text>("status");
    require_unchanged({"id", "from_user_id", "to_user_id"}, call);
    require_own_columns(request_writers, call, actor);
    require_move(request_moves, noun, from, to, actor);
    if (from == to) return;
    pg::AsOwner owner;
    // The trainer may have proposed as well; accepting activates that.
    if (to == "accepted")
        lock_to_connect(client, trainer);
    else
        lock_person(client);
    if (to == "accepted") require_no_block(client, trainer);
    if (to != "cancelled") row.set("responded_at", pg::transaction_time());
}

/// An answer once given stays: writing it again is refused as well, which the comparison of old and
/// new alone would not notice.
void require_undecided(const pg::TriggerCall& call) {
    const pg::Text before = call.old_row().get<pg::Text>("status");
    if (!is_open(before))
        throw Failure(Token::illegal_transition, "the request was answered already")
            .with("from", before)
            .with("to", call.new_row().get<std::string_view>("status"));
}

pg::TriggerResult judge_request(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("from_user_id");
    const Uuid trainer = row.get<Uuid>("to_user_id");
    const Actor actor = actor_between(client, trainer);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the two people and admins may change this");
    if (!call.arguments().empty())
        require_undecided(call);
    else if (call.is_insert())
        judge_new_request(row, client, trainer, actor);
    else
        judge_changed_request(call, row, client, trainer, actor);
    return row;
}

struct Announcement {
    std::string_view status;
    std::string_view kind;
    bool to_trainer;
};
constexpr Announcement announcements[] = {
    {"pending", "request.received", true},    {"accepted", "request.accepted", false},
    {"rejected", "request.rejected", false},  {"deferred", "request.deferred", false},
    {"cancelled", "request.cancelled", true},
};

pg::TriggerResult follow_request(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("from_user_id");
    const Uuid trainer = row.get<Uuid>("to_user_id");
    const pg::Text status = row.get<pg::Text>("status");
    // Connected already: the two came together another way, and the request is closed by that.
    if (status == "accepted" && !active_relationship(client, trainer))
        connect(client, trainer,
                {.origin = "request",
                 .notes = {},
                 .assigned_by = {},
                 .invitation_method = {},
                 .invitation_message = {}});
    // What a block cancels, neither of the two is told.
    if (blocked_between(client, trainer)) return call.pass();
    for (const Announcement& one : announcements)
        if (one.status == status)
            events::notify(one.to_trainer ? trainer : client, one.kind,
                           {{"request_id", row.get<Uuid>("id")},
                            {"client_id", client},
                            {"trainer_id", trainer}});
    return call.pass();
}

using OptionalText = std::optional<pg::Text>;

constinit pg::Command<Uuid(Uuid, Uuid, OptionalText)> insert_request{
    "INSERT INTO coaching.connection_requests (from_user_id, to_user_id, message) "
    "VALUES ($1, $2, $3) RETURNING id"};
using PartiesRow = std::tuple<Uuid, Uuid>;
constinit pg::Check<PartiesRow(Uuid)> request_parties{
    "SELECT from_user_id, to_user_id FROM coaching.connection_requests WHERE id = $1"};
constinit pg::Command<void(Uuid, pg::Text)> set_request_status{
    "UPDATE coaching.connection_requests SET status = $2 WHERE id = $1"};

Uuid send_connection_request(Uuid trainer, OptionalText message) {
    const Uuid client = identity::require_user();
    if (message) require_at_most(20000, *message, "the message");
    // The table judges as for any system's insert: who asks is the caller by construction.
    pg::AsOwner owner;
    try {
        return insert_request.one(client, trainer, message);
    } catch (const pg::Error& error) {
        if (error.constraint() == "connection_requests_one_open_idx")
            throw Failure(Token::relationship_error, "a request to this trainer is open already");
        throw;
    }
}

/// The parties of a request the caller has to do with; for anybody else there is no such request.
PartiesRow require_request(const Uuid& request) {
    identity::require_user_or_house();
    const identity::Caller& who = identity::caller();
    pg::AsOwner owner;
    const std::optional<PartiesRow> parties = request_parties.first(request);
    const bool involved = parties && (who.administers() || who.is(std::get<0>(*parties)) ||
                                      who.is(std::get<1>(*parties)));
    if (!involved) throw Failure(Token::not_found, "there is no such request");
    return *parties;
}

std::optional<Uuid> respond_to_request(Uuid request, pg::Text response) {
    if (response != "accepted" && response != "rejected" && response != "deferred")
        throw Failure(Token::invalid_argument, "a response is accepted, rejected or deferred");
    const auto [client, trainer] = require_request(request);
    const identity::Caller& who = identity::caller();
    if (!who.administers() && !who.is(trainer))
        throw Failure(Token::permission_denied, "only the trainer who was asked may answer");
    pg::AsOwner owner;
    set_request_status.run(request, response);
    return response == "accepted" ? active_relationship(client, trainer) : std::nullopt;
}

void cancel_connection_request(Uuid request) {
    const auto [client, trainer] = require_request(request);
    const identity::Caller& who = identity::caller();
    if (!who.administers() && !who.is(client))
        throw Failure(Token::permission_denied, "only the client who asked may cancel");
    pg::AsOwner owner;
    set_request_status.run(request, pg::Text("cancelled"));
}

}  // namespace

COACHING_TRIGGER(coaching_judge_request, judge_request);
COACHING_TRIGGER(coaching_follow_request, follow_request);
COACHING_FUNCTION(coaching_send_connection_request, send_connection_request);
COACHING_FUNCTION(coaching_respond_to_request, respond_to_request);
COACHING_FUNCTION(coaching_cancel_connection_request, cancel_connection_request);

}  // namespace coaching::relationships
