// Inviting a client, and answering an invitation.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/invitation_code.hpp"
#include "relationships/invited.hpp"

namespace coaching::relationships {

void refuse_invitation() {
    throw Failure(Token::invalid_invitation, "there is no such invitation for you, or it is over");
}

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalId = std::optional<Uuid>;

constinit pg::Query<std::optional<pg::Text>(Uuid)> email_key_of{
    "SELECT email_key FROM coaching.users WHERE id = $1"};

OptionalText my_email_key() {
    const identity::Caller& who = identity::caller();
    if (!who.active) return std::nullopt;
    const Uuid self = *who.id;
    pg::AsOwner owner;
    return email_key_of.one(self);
}

constinit pg::Command<pg::Record(Uuid, OptionalText, OptionalId, OptionalText, pg::Span)>
    insert_invitation{
        "INSERT INTO coaching.client_invitations AS i "
        "(trainer_id, target_email, target_user_id, message, expires_at) "
        "VALUES ($1, $2, $3, $4, now() + $5) RETURNING i"};

void require_plausible(const OptionalText& message, const pg::Span& valid_for) {
    if (message) require_at_most(20000, *message, "the message");
    if (!pg::is_usable_length(valid_for))
        throw Failure(Token::invalid_argument,
                      "valid_for must be a positive interval of at most 1000 years");
}

pg::Record send_invitation(OptionalText email, OptionalId user, OptionalText message,
                           pg::Span valid_for) {
    const Uuid trainer = identity::require_user();
    if (!identity::caller().trainer)
        throw Failure(Token::permission_denied, "only a trainer may invite clients");
    require_plausible(message, valid_for);
    pg::AsOwner owner;
    try {
        return insert_invitation.one(trainer, email, user, message, valid_for);
    } catch (const pg::Error& error) {
        if (error.sqlstate() == "23505")
            throw Failure(Token::relationship_error, "an invitation to them is pending already");
        throw;
    }
}

// Pending, in time and meant for the person: by account, or by the e-mail address of the account.
constinit pg::Command<Uuid(Uuid, Uuid)> lock_mine{
    "SELECT i.id FROM coaching.client_invitations i WHERE i.id = $1 AND i.status = 'pending' "
    "AND i.expires_at > now() AND i.trainer_id <> $2 "
    "AND (i.target_user_id = $2 OR i.target_email_key = "
    "  (SELECT u.email_key FROM coaching.users u WHERE u.id = $2)) FOR NO KEY UPDATE OF i"};
constinit pg::Command<Uuid(pg::Text)> invitation_of_code{
    "SELECT id FROM coaching.client_invitations WHERE invitation_code = $1"};
constinit pg::Command<void(Uuid, pg::Text, OptionalId)> answer{
    "UPDATE coaching.client_invitations SET status = $2, "
    "target_user_id = coalesce(target_user_id, $3) WHERE id = $1"};
constinit pg::Check<Uuid(Uuid, Uuid)> relationship_from{
    "SELECT r.id FROM coaching.client_invitations i "
    "JOIN coaching.trainer_clients r ON r.trainer_id = i.trainer_id AND r.client_id = $2 "
    "WHERE i.id = $1 AND r.status = 'active'"};

/// The invited person's answer, given under the invitation's lock.
void give_answer(const OptionalId& invitation, const Uuid& invited, std::string_view word) {
    pg::AsOwner owner;
    if (!invitation || !lock_mine.first(*invitation, invited)) refuse_invitation();
    answer.run(*invitation, pg::Text(word), invited);
}

Uuid accept(const OptionalId& invitation) {
    const Uuid invited = identity::require_user();
    give_answer(invitation, invited, "accepted");
    pg::AsOwner owner;
    return relationship_from.one(*invitation, invited);
}

Uuid accept_coaching_invitation(Uuid invitation) { return accept(invitation); }

Uuid accept_invitation_code(std::string_view typed) {
    identity::require_user();
    const std::optional<std::string> code = normal_invitation_code(typed);
    if (!code) refuse_invitation();
    OptionalId invitation;
    {
        pg::AsOwner owner;
        invitation = invitation_of_code.first(pg::Text(*code));
    }
    return accept(invitation);
}

void decline_coaching_invitation(Uuid invitation) {
    give_answer(invitation, identity::require_user(), "declined");
}

constinit pg::Check<Uuid(Uuid)> inviter_of{
    "SELECT trainer_id FROM coaching.client_invitations WHERE id = $1"};

void revoke_invitation(Uuid invitation) {
    identity::require_user_or_house();
    const identity::Caller& who = identity::caller();
    pg::AsOwner owner;
    const OptionalId trainer = inviter_of.first(invitation);
    if (!trainer || !(who.administers() || who.is(*trainer)))
        throw Failure(Token::not_found, "there is no such invitation");
    answer.run(invitation, pg::Text("revoked"), std::nullopt);
}

constinit pg::Command<void()> expire{
    "UPDATE coaching.client_invitations SET status = 'expired' "
    "WHERE status = 'pending' AND expires_at <= now()"};

std::int32_t expire_invitations() {
    identity::require_admin("expire invitations");
    pg::AsOwner owner;
    return static_cast<std::int32_t>(expire.run());
}

}  // namespace

COACHING_FUNCTION(coaching_my_email_key, my_email_key);
COACHING_FUNCTION(coaching_send_invitation, send_invitation);
COACHING_FUNCTION(coaching_accept_coaching_invitation, accept_coaching_invitation);
COACHING_FUNCTION(coaching_accept_invitation_code, accept_invitation_code);
COACHING_FUNCTION(coaching_decline_coaching_invitation, decline_coaching_invitation);
COACHING_FUNCTION(coaching_revoke_invitation, revoke_invitation);
COACHING_FUNCTION(coaching_expire_invitations, expire_invitations);

}  // namespace coaching::relationships
