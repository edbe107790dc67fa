// The users table: what its triggers judge, and the functions that change roles.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "identity/roles.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/time_zone.hpp"
#include "pg/trigger.hpp"

namespace coaching::identity {

namespace {

pg::TriggerResult touch_updated_at(pg::TriggerCall& call) {
    pg::NewRow row = call.new_row();
    row.set("updated_at", pg::transaction_time());
    return row;
}

UserRole require_role(std::string_view word) {
    const std::optional<UserRole> role = parse_role(word);
    if (!role)
        throw Failure(Token::invalid_argument, "there is no role of that name")
            .with("role", beginning_of(word))
            .hint("Roles are client, trainer and admin.");
    return *role;
}

/// Roles in their canonical words, in the order client, trainer, admin, each once.
pg::Vector<pg::Text> canonical_roles(const pg::Vector<pg::Text>& given) {
    bool has[3] = {};
    for (const pg::Text& word : given) has[static_cast<int>(require_role(word))] = true;
    pg::Vector<pg::Text> out;
    for (const UserRole role : {UserRole::client, UserRole::trainer, UserRole::admin})
        if (has[static_cast<int>(role)]) out.push_back(pg::Text(role_name(role)));
    return out;
}

/// Columns that decide what a person may do, or which invitations reach them.
constexpr const char* admin_columns[] = {"id", "auth_subject", "email", "roles", "deactivated_at"};

/// Our columns of a person; those an app has added are its own.
constexpr const char* own_columns[] = {"id",        "auth_subject",   "email",
                                       "full_name", "avatar_url",     "phone",
                                       "time_zone", "unit_system",    "experience_level",
                                       "roles",     "deactivated_at", "erased_at",
                                       "metadata",  "locale"};

/// An erasure is more than a date, and nobody comes back from it.
void require_no_erasure(const pg::TriggerCall& call, const pg::NewRow& row) {
    if (pg::AsOwner::active()) return;
    if (call.is_update() && !call.old_row().is_null("erased_at")) {
        for (const char* column : own_columns)
            if (call.changes(column))
                throw Failure(Token::not_found, "this person is erased, and stays so");
        return;
    }
    if (!row.is_null("erased_at"))
        throw Failure(Token::permission_denied, "people are erased by erase_user alone")
            .with("column", "erased_at");
}

void require_admin_for_changes(const pg::TriggerCall& call, const pg::NewRow& row) {
    if (pg::AsOwner::active() || caller().administers()) return;
    if (call.is_insert()) throw Failure(Token::permission_denied, "only an admin may add a person");
    for (const char* column : admin_columns)
        if (call.changes(column))
            throw Failure(Token::permission_denied,
                          std::string("only an admin may change users.") + column)
                .with("column", column);
    require_self_or_admin(row.get<Uuid>("id"), "change a person's profile");
}

pg::TriggerResult judge_user(pg::TriggerCall& call) {
    if (pg::restoring() || Emptying::active()) return call.pass();
    pg::NewRow row = call.new_row();
    require_no_erasure(call, row);
    if (call.changes("roles"))
        row.set("roles", canonical_roles(row.get<pg::Vector<pg::Text>>("roles")));
    require_admin_for_changes(call, row);
    if (call.changes("time_zone") && !pg::is_iana_zone(row.get<std::string_view>("time_zone")))
        throw Failure(Token::invalid_argument, "time_zone is not an IANA time zone")
            .with("time_zone", beginning_of(row.get<std::string_view>("time_zone")))
            .hint("Use a name such as Europe/Berlin or America/New_York.");
    return row;
}

constinit pg::Command<bool(Uuid, pg::Text)> add_role{
    "UPDATE coaching.users SET roles = array_append(roles, $2) "
    "WHERE id = $1 AND erased_at IS NULL AND NOT ($2 = ANY (roles)) RETURNING true"};
constinit pg::Command<bool(Uuid, pg::Text)> remove_role{
    "UPDATE coaching.users SET roles = array_remove(roles, $2) "
    "WHERE id = $1 AND $2 = ANY (roles) RETURNING true"};
constinit pg::Query<bool(Uuid, pg::Text)> has_role{
    "SELECT deactivated_at IS NULL AND $2 = ANY (roles) FROM coaching.users WHERE id = $1"};

void add_user_role(Uuid user, std::string_view word) {
    require_admin("give roles");
    const UserRole role = require_role(word);
    require_known_user(user);
    pg::AsOwner owner;
    add_role.run(user, pg::Text(role_name(role)));
}

void remove_user_role(Uuid user, std::string_view word) {
    require_admin("take roles away");
    const UserRole role = require_role(word);
    require_known_user(user);
    pg::AsOwner owner;
    remove_role.run(user, pg::Text(role_name(role)));
}

bool user_has_role(Uuid user, std::string_view word) {
    require_self_or_admin(user, "ask for a person's roles");
    const UserRole role = require_role(word);
    pg::AsOwner owner;
    return has_role.first(user, pg::Text(role_name(role))).value_or(false);
}

}  // namespace

COACHING_TRIGGER(coaching_touch_updated_at, touch_updated_at);
COACHING_TRIGGER(coaching_judge_user, judge_user);
COACHING_FUNCTION(coaching_add_user_role, add_user_role);
COACHING_FUNCTION(coaching_remove_user_role, remove_user_role);
COACHING_FUNCTION(coaching_user_has_role, user_has_role);

}  // namespace coaching::identity
