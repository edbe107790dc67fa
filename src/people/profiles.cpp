// Profiles of trainers and clients: what their triggers judge, how they follow their person.

#include <algorithm>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "identity/roles.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::people {

namespace {

/// Whether the person is an active trainer, and the zone of their clock.
using Standing = std::tuple<bool, bool, pg::Text>;
constinit pg::Command<Standing(Uuid)> standing_of{
    "SELECT 'trainer' = ANY (roles), deactivated_at IS NULL, time_zone "
    "FROM coaching.users WHERE id = $1"};
constinit pg::Command<void(Uuid)> give_trainer_role{
    "UPDATE coaching.users SET roles = array_append(roles, 'trainer') "
    "WHERE id = $1 AND erased_at IS NULL AND NOT ('trainer' = ANY (roles))"};

constexpr const char* maintained_columns[] = {"active_clients", "rating_average", "rating_count",
                                              "sessions_completed", "time_zone"};

void begin_maintained_columns(pg::NewRow& row) {
    for (const char* column : {"active_clients", "rating_count", "sessions_completed"})
        row.set(column, std::int32_t{0});
    row.set_null("rating_average");
}

/// A trainer's profile belongs to somebody with the trainer role; an admin's insert gives it
/// (profile_gives_role, once the row is there).
Standing require_trainer_role(const Uuid& trainer) {
    pg::AsOwner owner;
    std::optional<Standing> standing = standing_of.first(trainer);
    if (!standing) throw identity::no_such_user(trainer);
    if (!std::get<0>(*standing) && !identity::caller().administers())
        throw Failure(Token::permission_denied, "only a trainer has a trainer's profile")
            .hint("An admin makes somebody a trainer with promote_to_coach.");
    return std::move(*standing);
}

/// Whoever lost the role or is deactivated has a resting profile: waking it would bring a trainer
/// back whom an admin sent away.
void require_role_to_wake(const Uuid& trainer) {
    pg::AsOwner owner;
    const std::optional<Standing> standing = standing_of.first(trainer);
    if (!standing || !std::get<0>(*standing) || !std::get<1>(*standing))
        throw Failure(Token::permission_denied, "the profile of a former trainer rests")
            .hint("An admin makes somebody a trainer again with promote_to_coach.");
}

pg::TriggerResult profile_gives_role(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::AsOwner owner;
    give_trainer_role.run(call.new_row().get<Uuid>("trainer_id"));
    return call.pass();
}

/// The commission is what the house pays the trainer: not the trainer's to write.
void keep_commission(const pg::TriggerCall& call, const pg::NewRow& row) {
    const bool written =
        call.is_insert() ? !row.is_null("commission_rate") : call.changes("commission_rate");
    if (written && !identity::caller().administers())
        throw Failure(Token::permission_denied, "only an admin may write commission_rate")
            .with("column", "commission_rate");
}

pg::TriggerResult judge_profile(pg::TriggerCall& call) {
    if (pg::restoring() || pg::AsOwner::active()) return call.pass();
    const char* const key = call.arguments()[0];
    const std::string table = call.table_name();
    pg::NewRow row = call.new_row();
    const Uuid person = row.get<Uuid>(key);
    if (call.is_update() && call.changes(key))
        throw Failure(Token::invalid_argument, "a profile cannot be given to another person");
    identity::require_self_or_admin(person, "write a profile");
    if (table == "trainer_profiles") {
        if (call.is_insert()) {
            begin_maintained_columns(row);
            row.set("time_zone", std::get<2>(require_trainer_role(person)));
        } else {
            pg::keep_maintained_columns(maintained_columns, call);
            if (call.changes("is_active") && row.get<bool>("is_active"))
                require_role_to_wake(person);
        }
    } else if (table == "trainer_business") {
        keep_commission(call, row);
    }
    return row;
}

using OptionalText = std::optional<pg::Text>;

constinit pg::Command<void(Uuid, OptionalText, OptionalText, pg::Text, bool)>
    ensure_trainer_profile{
        "INSERT INTO coaching.trainer_profiles (trainer_id, display_name, avatar_url, time_zone, "
        "is_active) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (trainer_id) DO UPDATE SET is_active = excluded.is_active"};
constinit pg::Command<void(Uuid, pg::Text)> follow_zone{
    "UPDATE coaching.trainer_profiles SET time_zone = $2 WHERE trainer_id = $1"};
constinit pg::Command<void(Uuid)> rest_trainer_profile{
    "UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = $1 AND is_active"};
constinit pg::Command<void(Uuid, OptionalText, OptionalText)> follow_name{
    "UPDATE coaching.trainer_profiles SET display_name = $3 "
    "WHERE trainer_id = $1 AND display_name IS NOT DISTINCT FROM $2"};
constinit pg::Command<void(Uuid, OptionalText, OptionalText)> follow_avatar{
    "UPDATE coaching.trainer_profiles SET avatar_url = $3 "
    "WHERE trainer_id = $1 AND avatar_url IS NOT DISTINCT FROM $2"};

bool is_trainer(const pg::TriggerRow& row) {
    const auto roles = row.get<pg::Vector<pg::Text>>("roles");
    return std::find(roles.begin(), roles.end(),
                     identity::role_name(identity::UserRole::trainer)) != roles.end();
}

pg::TriggerResult follow_user(pg::TriggerCall& call) {
    if (pg::restoring() || identity::Emptying::active()) return call.pass();
    const pg::NewRow now = call.new_row();
    const Uuid person = now.get<Uuid>("id");
    const auto name = now.get<OptionalText>("full_name");
    const auto avatar = now.get<OptionalText>("avatar_url");
    const bool trains = is_trainer(now);
    const bool trained = call.is_update() && is_trainer(call.old_row());
    pg::AsOwner owner;
    if (trained && call.changes("full_name"))
        follow_name.run(person, call.old_row().get<OptionalText>("full_name"), name);
    if (trained && call.changes("avatar_url"))
        follow_avatar.run(person, call.old_row().get<OptionalText>("avatar_url"), avatar);
    // A former trainer's too, for the day they come back.
    if (call.is_update() && call.changes("time_zone"))
        follow_zone.run(person, now.get<pg::Text>("time_zone"));
    if (trains && !trained)
        ensure_trainer_profile.run(person, name, avatar, now.get<pg::Text>("time_zone"),
                                   now.is_null("deactivated_at"));
    const bool sent_away =
        call.is_update() && call.changes("deactivated_at") && !now.is_null("deactivated_at");
    if (trained && (!trains || sent_away)) rest_trainer_profile.run(person);
    return call.pass();
}

constinit pg::Command<void(Uuid, pg::Vector<pg::Text>, pg::Text)> describe_trainer{
    "UPDATE coaching.trainer_profiles SET "
    "is_active = (SELECT deactivated_at IS NULL FROM coaching.users WHERE id = $1), "
    "specializations = CASE WHEN cardinality($2) > 0 THEN $2 ELSE specializations END, "
    "bio = coalesce(nullif($3, ''), bio) WHERE trainer_id = $1"};

void promote_to_coach(Uuid person, pg::Vector<pg::Text> specializations, pg::Text bio) {
    identity::require_admin("make somebody a trainer");
    if (specializations.size() > 100)
        throw Failure(Token::invalid_argument, "at most 100 specializations");
    require_at_most(20000, bio, "coach_bio");
    identity::require_known_user(person);
    pg::AsOwner owner;
    give_trainer_role.run(person);
    describe_trainer.run(person, specializations, bio);
}

}  // namespace

COACHING_TRIGGER(coaching_judge_profile, judge_profile);
COACHING_TRIGGER(coaching_profile_gives_role, profile_gives_role);
COACHING_TRIGGER(coaching_follow_user, follow_user);
COACHING_FUNCTION(coaching_promote_to_coach, promote_to_coach);

}  // namespace coaching::people
