// Reviews of trainers: who may write one, and the rating that follows.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "feedback/authors.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"

namespace coaching::feedback {

namespace {

constinit pg::Check<bool(Uuid, Uuid)> has_trained{
    "SELECT true FROM coaching.bookings "
    "WHERE client_id = $1 AND trainer_id = $2 AND status = 'completed'"};
constinit pg::Check<bool(Uuid)> is_erased{
    "SELECT erased_at IS NOT NULL FROM coaching.users WHERE id = $1"};

/// A person reviews for themselves; an admin who is no client of the trainer has no opinion either.
void require_reviewer(const Uuid& client) {
    const identity::Caller& who = identity::caller();
    if (!system_writes() && !(who.active && who.is(client)))
        throw Failure(Token::permission_denied, "a review is written by the client alone");
}

/// Both are still here, and nothing stands between them, by what is committed now.
void require_reachable(const Uuid& client, const Uuid& trainer) {
    relationships::require_fit_client(client);
    relationships::require_no_block(client, trainer);
    if (is_erased.first(trainer).value_or(false))
        throw Failure(Token::relationship_error, "the trainer is not here any more");
}

/// Under the locks of both: what a block or an erasure has begun is waited for, and seen.
void require_experience(const Uuid& client, const Uuid& trainer) {
    pg::AsOwner owner;
    relationships::lock_people(client, trainer);
    require_reachable(client, trainer);
    if (!has_trained.first(client, trainer))
        throw Failure(Token::relationship_error, "a review follows a completed session");
}

void judge_new(pg::NewRow& row) {
    const bool by_person = !system_writes();
    if (by_person && row.is_null("client_id")) row.set("client_id", identity::require_user());
    const Uuid client = row.get<Uuid>("client_id");
    require_reviewer(client);
    // A trusted caller may bring reviews of sessions which are recorded elsewhere.
    const Uuid trainer = row.get<Uuid>("trainer_id");
    if (by_person)
        require_experience(client, trainer);
    else
        require_both_here(client, trainer);
}

/// Locks nobody: the row is locked already, and an erasure that has yet to come by waits for it.
void judge_change(const pg::TriggerCall& call) {
    relationships::require_unchanged({"id", "trainer_id", "client_id"}, call);
    const pg::TriggerRow before = call.old_row();
    const Uuid client = before.get<Uuid>("client_id");
    require_reviewer(client);
    if (system_writes()) return;
    pg::AsOwner owner;
    require_reachable(client, before.get<Uuid>("trainer_id"));
}

pg::TriggerResult judge_review(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.is_delete()) {
        if (relationships::actor_for_house() == Actor::stranger)
            require_reviewer(call.old_row().get<Uuid>("client_id"));
        return call.pass();
    }
    pg::NewRow row = call.new_row();
    if (call.is_insert())
        judge_new(row);
    else
        judge_change(call);
    return row;
}

constinit pg::Check<Uuid(Uuid)> lock_profile{
    "SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id = $1 FOR NO KEY UPDATE"};
// Counted anew each time: a mean that is kept with two decimals cannot be carried on.
constinit pg::Check<void(Uuid)> rate{
    "UPDATE coaching.trainer_profiles SET rating_average = r.average, rating_count = r.count "
    "FROM (SELECT round(avg(rating), 2) AS average, count(*)::integer AS count "
    "  FROM coaching.trainer_reviews WHERE trainer_id = $1) r WHERE trainer_id = $1"};
constinit pg::Check<void()> rate_nobody{
    "UPDATE coaching.trainer_profiles SET rating_average = NULL, rating_count = 0 "
    "WHERE rating_count > 0"};

void tell_trainer(const pg::TriggerRow& row) {
    const Uuid client = row.get<Uuid>("client_id");
    const Uuid trainer = row.get<Uuid>("trainer_id");
    if (row.get<pg::Timestamp>("created_at") != pg::transaction_time() ||
        relationships::blocked_between(client, trainer))
        return;
    events::notify(
        trainer, "review.created",
        {{"review_id", row.get<Uuid>("id")}, {"trainer_id", trainer}, {"client_id", client}});
}

pg::TriggerResult rate_trainer(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::AsOwner owner;
    if (call.is_truncate()) {
        rate_nobody.run();
        return call.pass();
    }
    if (call.is_update() && !call.changes("rating")) return call.pass();
    const pg::TriggerRow row = call.is_delete() ? call.old_row() : call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    // What others have committed while the lock was waited for is counted as well.
    lock_profile.run(trainer);
    rate.run(trainer);
    if (call.is_insert()) tell_trainer(row);
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_review, judge_review);
COACHING_TRIGGER(coaching_rate_trainer, rate_trainer);

}  // namespace coaching::feedback
