// Supabase's auth.users and our users in step.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::identity {

namespace {

using OptionalText = std::optional<std::string>;

// $6: what the person wrote here stays, as when people are copied for the first time.
constinit pg::Command<void(Uuid, OptionalText, OptionalText, OptionalText, OptionalText, bool)>
    upsert_person{
        "INSERT INTO coaching.users AS u (id, email, phone, full_name, avatar_url) "
        "VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (id) DO UPDATE SET email = excluded.email, phone = excluded.phone, "
        "full_name = CASE WHEN $6 THEN coalesce(u.full_name, excluded.full_name) "
        "  ELSE coalesce(excluded.full_name, u.full_name) END, "
        "avatar_url = CASE WHEN $6 THEN coalesce(u.avatar_url, excluded.avatar_url) "
        "  ELSE coalesce(excluded.avatar_url, u.avatar_url) END "
        "WHERE u.erased_at IS NULL"};
constinit pg::Check<bool(pg::Text, Uuid)> email_of_another{
    "SELECT true FROM coaching.users WHERE email_key = lower($1) AND id <> $2"};

// As users checks them.
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
OptionalText metadata_text(const std::optional<pg::Json>& metadata, std::string_view first,
                           std::string_view second, std::size_t longest) {
    if (!metadata) return std::nullopt;
    const pg::JsonDocument document(*metadata);
    for (const std::string_view key : {first, second})
        if (auto text = non_empty(document.string_at(std::span(&key, 1)));
            text && text->size() <= longest)
            return text;
    return std::nullopt;
}

/// An address the person has not proven theirs is passed over: invitations are matched by it.
AuthUser make_auth_user(const Uuid& id, OptionalText email, bool proven, OptionalText phone,
                        const std::optional<pg::Json>& metadata) {
    return {id, proven ? non_empty(std::move(email)) : std::nullopt, non_empty(std::move(phone)),
            metadata_text(metadata, "full_name", "name", longest_name),
            metadata_text(metadata, "avatar_url", "picture", longest_address)};
}

constexpr const char* confirmation = "email_confirmed_at";

AuthUser read_auth_user(const pg::TriggerRow& row) {
    const bool proven = !row.has(confirmation) || !row.is_null(confirmation);
    return make_auth_user(row.get<Uuid>("id"), row.get<OptionalText>("email"), proven,
                          row.get<OptionalText>("phone"),
                          row.get<std::optional<pg::Json>>("raw_user_meta_data"));
}

/// An address that is another person's here stays theirs: two accounts may share one there (single
/// sign-on), and refusing would refuse the sign-up.
void keep_in_step(AuthUser user, bool keep_own_names) {
    pg::AsOwner owner;
    if (user.email && email_of_another.first(pg::Text(*user.email), user.id)) user.email.reset();
    upsert_person.run(user.id, user.email, user.phone, user.full_name, user.avatar_url,
                      keep_own_names);
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
    keep_in_step(std::move(now), false);
    return call.pass();
}

constinit pg::Query<bool()> auth_schema_present{
    "SELECT pg_catalog.to_regclass('auth.users') IS NOT NULL"};
constinit pg::Query<bool()> has_confirmation{
    "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute "
    "WHERE attrelid = pg_catalog.to_regclass('auth.users') AND attname = 'email_confirmed_at' "
    "AND NOT attisdropped)"};

using AuthRow = std::tuple<Uuid, OptionalText, bool, OptionalText, std::optional<pg::Json>>;
constinit pg::Query<AuthRow()> auth_users{
    "SELECT id, email::text, "
    "NOT to_jsonb(a) ? 'email_confirmed_at' OR to_jsonb(a) ->> 'email_confirmed_at' IS NOT NULL, "
    "phone::text, raw_user_meta_data FROM auth.users a"};

void sync_auth_users() {
    if (!caller().trusted)
        throw Failure(Token::permission_denied,
                      "only the owner of the extension's tables may call sync_auth_users");
    if (!auth_schema_present.one())
        throw Failure(Token::not_found, "there is no table auth.users in this database")
            .hint("sync_auth_users is for Supabase, where the sign-in service owns that table.");
    // Not DROP and CREATE: dropping takes the table's owner, creating only the TRIGGER privilege.
    pg::run_utility(std::string("CREATE OR REPLACE TRIGGER coaching_sync AFTER INSERT OR DELETE "
                                "OR UPDATE OF email, phone, raw_user_meta_data") +
                    (has_confirmation.one() ? ", email_confirmed_at" : "") +
                    " ON auth.users FOR EACH ROW EXECUTE FUNCTION coaching.auth_user_changed()");
    for (const auto& [id, email, proven, phone, metadata] : auth_users.all()) {
        pg::check_for_interrupts();
        keep_in_step(make_auth_user(id, email, proven, phone, metadata), true);
    }
}

}  // namespace

COACHING_TRIGGER(coaching_auth_user_changed, auth_user_changed);
COACHING_FUNCTION(coaching_sync_auth_users, sync_auth_users);

}  // namespace coaching::identity
