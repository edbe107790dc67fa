// The triggers of client_invitations: who invites whom, who answers, what an answer brings about.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "pg/json.hpp"
#include "pg/network.hpp"
#include "pg/random.hpp"
#include "pg/setting.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"
#include "relationships/invitation_code.hpp"
#include "relationships/invitation_states.hpp"
#include "relationships/invited.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalId = std::optional<Uuid>;

constexpr const char* noun = "an invitation";

using CoachRow = std::tuple<bool, OptionalText, OptionalText>;
constinit pg::Check<CoachRow(Uuid)> inviting_coach{
    "SELECT p.is_active, u.email, coalesce(p.display_name, u.full_name) "
    "FROM coaching.trainer_profiles p JOIN coaching.users u ON u.id = p.trainer_id "
    "WHERE p.trainer_id = $1"};
constinit pg::Check<bool(Uuid)> user_is_active{
    "SELECT deactivated_at IS NULL FROM coaching.users WHERE id = $1"};
constinit pg::Check<Uuid(pg::Text)> user_of_email{
    "SELECT id FROM coaching.users WHERE email_key = lower($1)"};
// By account and by e-mail address are two ways to the same person.
constinit pg::Check<bool(Uuid, OptionalId, OptionalText, Uuid)> other_pending{
    "SELECT true FROM coaching.client_invitations WHERE trainer_id = $1 AND id <> $4 "
    "AND status = 'pending' AND (target_user_id = $2 OR target_email_key = lower($3) "
    "  OR target_email_key = (SELECT email_key FROM coaching.users WHERE id = $2))"};
// One whose time is over does not keep the next away until the job that marks it comes round.
constinit pg::Check<void(Uuid, OptionalId, OptionalText)> expire_former{
    "UPDATE coaching.client_invitations SET status = 'expired' WHERE trainer_id = $1 "
    "AND status = 'pending' AND expires_at <= now() "
    "AND (target_user_id = $2 OR target_email_key = lower($3) "
    "  OR target_email_key = (SELECT email_key FROM coaching.users WHERE id = $2))"};

/// The account an invitation is for, where there is one yet.
OptionalId account_of(const pg::TriggerRow& row) {
    if (const auto user = row.get<OptionalId>("target_user_id")) return user;
    const auto email = row.get<OptionalText>("target_email");
    pg::AsOwner owner;
    return email ? user_of_email.first(*email) : std::nullopt;
}

void stamp_coach(pg::NewRow& row, const Uuid& trainer) {
    const std::optional<CoachRow> coach = inviting_coach.first(trainer);
    if (!coach) throw Failure(Token::not_found, "there is no such trainer");
    const auto& [is_active, email, name] = *coach;
    if (!is_active) throw Failure(Token::relationship_error, "the trainer is not active");
    row.set("coach_email", email);
    row.set("coach_name", name);
}

/// Catches slips; whether the address exists only a letter to it tells.
bool is_plausible_email(std::string_view text) {
    const std::size_t at = text.find('@');
    return text.size() >= 3 && text.size() <= 320 && at != std::string_view::npos && at > 0 &&
           at + 1 < text.size() && text.find_first_of(" \t\r\n") == std::string_view::npos;
}

void require_one_target(const pg::NewRow& row) {
    if (row.is_null("target_email") == row.is_null("target_user_id"))
        throw Failure(Token::invalid_argument,
                      "an invitation goes to an e-mail address or to an account: name one of them");
    const auto email = row.get<OptionalText>("target_email");
    if (email && !is_plausible_email(*email))
        throw Failure(Token::invalid_argument, "target_email is not an e-mail address");
}

std::string new_code() {
    std::array<std::uint8_t, 16> random{};
    pg::strong_random(random.data(), random.size());
    return encode_invitation_code(random);
}

void judge_new(pg::NewRow& row, const Uuid& trainer, Actor actor) {
    require_move(invitation_moves, noun, "", row.get<std::string_view>("status"), actor);
    require_one_target(row);
    if (row.get<pg::Timestamp>("expires_at") <= pg::transaction_time())
        throw Failure(Token::invalid_argument, "an invitation must expire in the future");
    row.set("invitation_code", pg::Text(new_code()));
    for (const char* column : {"viewed_at", "responded_at", "ip_address", "user_agent"})
        row.set_null(column);
    pg::AsOwner owner;
    stamp_coach(row, trainer);
    const OptionalId account = account_of(row);
    if (!row.is_null("target_user_id") && !user_is_active.first(*account).value_or(false))
        throw Failure(Token::not_found, "there is no such person");
    if (account == trainer)
        throw Failure(Token::relationship_error, "nobody can invite themselves");
    expire_former.run(trainer, account, row.get<OptionalText>("target_email"));
    if (account) {
        lock_person(*account);
        require_no_block(trainer, *account);
        if (are_connected(*account, trainer))
            throw Failure(Token::relationship_error, "the two are connected already");
    }
    if (other_pending.first(trainer, account, row.get<OptionalText>("target_email"),
                            row.get<Uuid>("id")))
        throw Failure(Token::relationship_error, "an invitation to them is pending already");
}

/// Where the answer came from, as PostgREST hands the request's headers on.
void stamp_origin(pg::NewRow& row) {
    const std::string headers = pg::setting_value("request.headers");
    if (headers.empty()) return;
    std::optional<pg::JsonDocument> document;
    if (pg::attempt([&] { document = pg::JsonDocument::parse(headers); })) return;
    static constexpr std::string_view agent[] = {"user-agent"};
    static constexpr std::string_view forwarded[] = {"x-forwarded-for"};
    if (const auto text = document->string_at(agent))
        row.set("user_agent", pg::Text(beginning_of(*text, 2000)));
    if (const auto text = document->string_at(forwarded))
        if (const auto address = pg::parse_address(text->substr(0, text->find(','))))
            row.set("ip_address", *address);
}

constexpr ColumnWriter column_writers[] = {
    {"message", Actor::trainer | the_house},
    {"expires_at", Actor::trainer | the_house},
    {"viewed_at", Actor::client | Actor::system},
    {"responded_at", Actor::system},
    {"ip_address", Actor::system},
    {"user_agent", Actor::system},
    {"coach_email", Actor::system},
    {"coach_name", Actor::system},
};

/// What is over is history: a refused or blocked trainer could otherwise go on writing to the
/// invited.
void require_not_over(const pg::TriggerCall& call, std::string_view from, Actor actor) {
    if (from == "pending" || the_house.contains(actor)) return;
    if (call.changes("message") || call.changes("expires_at"))
        throw Failure(Token::permission_denied, "the invitation is over and stays as it was")
            .with("status", from);
}

void judge_change(const pg::TriggerCall& call, pg::NewRow& row, const Uuid& trainer,
                  const OptionalId& account, Actor actor) {
    const pg::TriggerRow before = call.old_row();
    const pg::Text from = before.get<pg::Text>("status");
    const pg::Text to = row.get<pg::Text>("status");
    require_unchanged({"id", "trainer_id", "invitation_code"}, call);
    if (actor != Actor::system) require_unchanged({"target_email", "target_user_id"}, call);
    require_own_columns(column_writers, call, actor);
    require_move(invitation_moves, noun, from, to, actor);
    require_not_over(call, from, actor);
    if (from == to) return;
    const pg::Timestamp now = pg::transaction_time();
    if (to == "accepted" || to == "declined") {
        if (before.get<pg::Timestamp>("expires_at") <= now) refuse_invitation();
        pg::AsOwner owner;
        if (to == "accepted")
            lock_to_connect(*account, trainer);
        else
            lock_person(*account);
        if (blocked_between(trainer, *account)) refuse_invitation();
        row.set("target_user_id", *account);
        row.set("responded_at", now);
        if (row.is_null("viewed_at")) row.set("viewed_at", now);
        stamp_origin(row);
    }
}

/// An answer once given stays; see judge_request.
void require_unanswered(const pg::TriggerCall& call) {
    const pg::Text before = call.old_row().get<pg::Text>("status");
    if (before != "pending")
        throw Failure(Token::illegal_transition, "the invitation is not open any more")
            .with("from", before)
            .with("to", call.new_row().get<std::string_view>("status"));
}

pg::TriggerResult judge_invitation(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    OptionalId account = account_of(call.is_insert() ? row : call.old_row());
    // The address may have become the trainer's own meanwhile.
    if (account == trainer) account.reset();
    // An address without an account is nobody yet, as is the nil UUID.
    Actor actor = actor_between(account.value_or(Uuid{}), trainer);
    // An admin may be invited as well, and only the invited may answer.
    if (actor == Actor::admin && account && identity::caller().is(*account)) actor = Actor::client;
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the two people and admins may change this");
    if (!call.arguments().empty())
        require_unanswered(call);
    else if (call.is_insert())
        judge_new(row, trainer, actor);
    else
        judge_change(call, row, trainer, account, actor);
    return row;
}

struct Announcement {
    std::string_view status;
    std::string_view kind;
    bool to_trainer;
};
constexpr Announcement announcements[] = {
    {"pending", "invitation.received", false}, {"accepted", "invitation.accepted", true},
    {"declined", "invitation.declined", true}, {"revoked", "invitation.revoked", false},
    {"expired", "invitation.expired", true},
};

void announce(const pg::TriggerRow& row, const Uuid& trainer, const OptionalId& account) {
    // What a block revokes, neither of the two is told.
    if (account && blocked_between(trainer, *account)) return;
    const std::string_view status = row.get<std::string_view>("status");
    // Nor that an invitation is no longer needed, since they are connected.
    if (status == "revoked" && account && active_relationship(*account, trainer)) return;
    const Uuid invitation = row.get<Uuid>("id");
    for (const Announcement& one : announcements) {
        if (one.status != status) continue;
        if (account)
            events::notify(
                one.to_trainer ? trainer : *account, one.kind,
                {{"invitation_id", invitation}, {"trainer_id", trainer}, {"client_id", *account}});
        else if (one.to_trainer)
            events::notify(trainer, one.kind,
                           {{"invitation_id", invitation}, {"trainer_id", trainer}});
    }
}

pg::TriggerResult follow_invitation(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("status")) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const OptionalId account = account_of(row);
    if (row.get<std::string_view>("status") == "accepted")
        connect(*account, trainer,
                {.origin = "invitation",
                 .notes = {},
                 .assigned_by = {},
                 .invitation_method = pg::Text(row.is_null("target_email") ? "username" : "email"),
                 .invitation_message = row.get<OptionalText>("message")});
    announce(row, trainer, account);
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_invitation, judge_invitation);
COACHING_TRIGGER(coaching_follow_invitation, follow_invitation);

}  // namespace coaching::relationships
