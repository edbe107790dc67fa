#include "identity/caller.hpp"

#include "base/failure.hpp"
#include "identity/session.hpp"
#include "pg/function.hpp"
#include "pg/snapshot.hpp"
#include "pg/statement.hpp"

namespace coaching::identity {

namespace {

using PersonRow = std::tuple<Uuid, bool, bool, bool>;

constinit pg::Query<PersonRow(Uuid)> person_by_id{
    "SELECT id, deactivated_at IS NULL, 'admin' = ANY (roles), 'trainer' = ANY (roles) "
    "FROM coaching.users WHERE id = $1"};
constinit pg::Query<PersonRow(pg::Text)> person_by_subject{
    "SELECT id, deactivated_at IS NULL, 'admin' = ANY (roles), 'trainer' = ANY (roles) "
    "FROM coaching.users WHERE auth_subject = $1"};
constinit pg::Query<bool(Uuid)> user_exists{
    "SELECT true FROM coaching.users WHERE id = $1 AND erased_at IS NULL"};

std::optional<PersonRow> find_person(const SessionIdentity& said) {
    pg::AsOwner owner;
    if (said.kind == SessionIdentity::Kind::user) return person_by_id.first(said.id);
    return person_by_subject.first(pg::Text(said.subject));
}

Caller load_caller() {
    const SessionIdentity& said = session_identity();
    Caller who;
    if (said.kind == SessionIdentity::Kind::nobody) {
        who.trusted = pg::outer_user_bypasses_rls();
        return who;
    }
    if (said.kind == SessionIdentity::Kind::user) who.id = said.id;
    if (const auto person = find_person(said)) {
        const auto& [id, active, admin, trainer] = *person;
        who = {id, active, active && admin, active && trainer, false};
    }
    return who;
}

}  // namespace

const Caller& caller() {
    static pg::PerView<Caller> kept;
    return kept.get(load_caller);
}

Uuid require_user() {
    const Caller& who = caller();
    if (!who.id) throw Failure(Token::permission_denied, "sign in first");
    if (!who.active)
        throw Failure(Token::permission_denied,
                      "this person is not registered here, or deactivated");
    return *who.id;
}

void require_user_or_house() {
    if (!caller().administers()) require_user();
}

void require_admin(const char* what) {
    if (!caller().administers())
        throw Failure(Token::permission_denied, std::string("only an admin may ") + what);
}

void require_self_or_admin(const Uuid& user, const char* what) {
    const Caller& who = caller();
    if (who.administers()) return;
    if (!who.is(user) || !who.active)
        throw Failure(Token::permission_denied,
                      std::string("only the person themselves or an admin may ") + what);
}

Failure no_such_user(const Uuid& id) {
    return Failure(Token::not_found, "there is no such user").with("user_id", id.text());
}

void require_known_user(const Uuid& user) {
    pg::AsOwner owner;
    if (!user_exists.first(user)) throw no_such_user(user);
}

namespace {

std::optional<Uuid> uid() {
    const SessionIdentity& said = session_identity();
    if (said.kind == SessionIdentity::Kind::user) return said.id;
    if (said.kind == SessionIdentity::Kind::nobody) return std::nullopt;
    return caller().id;
}

bool is_admin() { return caller().administers(); }

bool is_trainer() { return caller().trainer; }

}  // namespace

COACHING_FUNCTION(coaching_uid, uid);
COACHING_FUNCTION(coaching_is_admin, is_admin);
COACHING_FUNCTION(coaching_is_trainer, is_trainer);

}  // namespace coaching::identity
