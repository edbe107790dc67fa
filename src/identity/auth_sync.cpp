// Supabase's auth.users and our users in step.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::identity {

namespace {

constinit pg::Command<void(Uuid)> erase_statement{
    "UPDATE coaching.users SET auth_subject = NULL, email = NULL, full_name = NULL, "
    "avatar_url = NULL, phone = NULL, locale = DEFAULT, time_zone = DEFAULT, "
    "experience_level = NULL, roles = '{}', metadata = '{}', erased_at = now(), "
    "deactivated_at = coalesce(deactivated_at, now()) "
    "WHERE id = $1 AND erased_at IS NULL"};

}  // namespace

void erase_person(const Uuid& user) {
    pg::AsOwner owner;
    erase_statement.run(user);
}

namespace {

using OptionalText = std::optional<std::string>;

constinit pg::Command<void(Uuid, OptionalText, OptionalText, OptionalText, OptionalText)>
    upsert_person{
        "INSERT INTO coaching.users AS u (id, email, phone, full_name, avatar_url) "
        "VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone, "
        "full_name = coalesce(excluded.full_name, u.full_name), "
        "avatar_url = coalesce(excluded.avatar_url, u.avatar_url) "
        "WHERE u.erased_at IS NULL"};

// As users checks them; see sync_auth_users for the same in SQL.
constexpr std::size_t longest_name = 500;
constexpr std::size_t longest_address = 2000;

/// What auth.users says about a person; names stand in its free-form metadata.
struct AuthUser {
    Uuid id;
    OptionalText email;
    OptionalText phone;
    OptionalText full_name;
    OptionalText avatar_url;
};

OptionalText non_empty(OptionalText text) {
    return text && !text->empty() ? std::move(text) : std::nullopt;
}

/// The metadata is anybody's to write at sign-up: what is too long for us is passed over, since
/// refusing it would refuse the sign-up.
OptionalText metadata_text(const pg::TriggerRow& row, std::string_view first,
                           std::string_view second, std::size_t longest) {
    const auto metadata = row.get<std::optional<pg::Json>>("raw_user_meta_data");
    if (!metadata) return std::nullopt;
    const pg::JsonDocument document(*metadata);
    for (const std::string_view key : {first, second})
        if (auto text = non_empty(document.string_at(std::span(&key, 1))); text && text->size() <= longest)
            return text;
    return std::nullopt;
}

AuthUser read_auth_user(const pg::TriggerRow& row) {
    return {row.get<Uuid>("id"),
            non_empty(row.get<OptionalText>("email")),
            non_empty(row.get<OptionalText>("phone")),
            metadata_text(row, "full_name", "name", longest_name),
            metadata_text(row, "avatar_url", "picture", longest_address)};
}

void keep_in_step(const AuthUser& user) {
    pg::AsOwner owner;
    upsert_person.run(user.id, user.email, user.phone, user.full_name, user.avatar_url);
}

pg::TriggerResult auth_user_changed(pg::TriggerCall& call) {
    if (call.schema_name() != "auth" || call.table_name() != "users")
        throw Failure(Token::permission_denied, "this trigger is for auth.users only");
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        erase_person(call.old_row().get<Uuid>("id"));
        return call.pass();
    }
    AuthUser now = read_auth_user(call.new_row());
    if (call.is_update()) {
        // Signing in rewrites the row: only what really changed there may replace what the person
        // wrote here.
        const AuthUser before = read_auth_user(call.old_row());
        if (now.full_name == before.full_name) now.full_name.reset();
        if (now.avatar_url == before.avatar_url) now.avatar_url.reset();
    }
    keep_in_step(now);
    return call.pass();
}

constinit pg::Query<bool()> auth_schema_present{
    "SELECT pg_catalog.to_regclass('auth.users') IS NOT NULL"};

void sync_auth_users() {
    if (!caller().trusted)
        throw Failure(Token::permission_denied,
                      "only the owner of the extension's tables may call sync_auth_users");
    if (!auth_schema_present.one())
        throw Failure(Token::not_found, "there is no table auth.users in this database")
            .hint("sync_auth_users is for Supabase, where the sign-in service owns that table.");
    // Not DROP and CREATE: dropping takes the table's owner, creating only the TRIGGER privilege.
    pg::run_utility(
        "CREATE OR REPLACE TRIGGER coaching_sync AFTER INSERT OR DELETE "
        "OR UPDATE OF email, phone, raw_user_meta_data ON auth.users "
        "FOR EACH ROW EXECUTE FUNCTION coaching.auth_user_changed()");
    pg::run_utility(
        "INSERT INTO coaching.users AS u (id, email, phone, full_name, avatar_url) "
        "SELECT id, nullif(email, ''), nullif(phone, ''), "
        "  (SELECT raw_user_meta_data ->> key FROM unnest(ARRAY['full_name', 'name']) WITH ORDINALITY k (key, n) "
        "   WHERE jsonb_typeof(raw_user_meta_data -> key) = 'string' "
        "   AND octet_length(raw_user_meta_data ->> key) BETWEEN 1 AND 500 ORDER BY n LIMIT 1), "
        "  (SELECT raw_user_meta_data ->> key FROM unnest(ARRAY['avatar_url', 'picture']) WITH ORDINALITY k (key, n) "
        "   WHERE jsonb_typeof(raw_user_meta_data -> key) = 'string' "
        "   AND octet_length(raw_user_meta_data ->> key) BETWEEN 1 AND 2000 ORDER BY n LIMIT 1) "
        "FROM auth.users "
        "ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone, "
        "full_name = coalesce(u.full_name, excluded.full_name), "
        "avatar_url = coalesce(u.avatar_url, excluded.avatar_url) "
        "WHERE u.erased_at IS NULL");
}

}  // namespace

COACHING_TRIGGER(coaching_auth_user_changed, auth_user_changed);
COACHING_FUNCTION(coaching_sync_auth_users, sync_auth_users);

}  // namespace coaching::identity
