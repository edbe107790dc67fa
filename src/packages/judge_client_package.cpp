// The triggers of client_packages: an INSERT is a sale, whether it comes from sell_package or from
// a plain INSERT; terms are copied from the catalogue and never change afterwards.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "packages/package_states.hpp"
#include "packages/sale.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"
#include "relationships/fit_parties.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"

namespace coaching::packages {

namespace {

using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;
using relationships::the_house;

constexpr const char* noun = "a package";

constinit pg::Check<bool(Uuid)> is_trainer{
    "SELECT true FROM coaching.trainer_profiles WHERE trainer_id = $1"};

/// Name, sessions, price, currency, validity in days, whether it can be bought.
using Offer = std::tuple<pg::Text, std::int32_t, pg::Numeric, pg::Text, OptionalInt, bool>;
constinit pg::Check<Offer(Uuid, Uuid)> offer_of{
    "SELECT p.name, p.sessions, coalesce(t.price, p.price), coalesce(t.currency, p.currency), "
    "p.validity_days, p.is_active FROM coaching.session_packages p "
    "LEFT JOIN coaching.trainer_package_pricing t ON t.package_id = p.id AND t.trainer_id = $2 "
    "WHERE p.id = $1 AND (p.trainer_id IS NULL OR p.trainer_id = $2)"};

}  // namespace

void require_active_client(const Uuid& client, const Uuid& trainer) {
    if (!relationships::active_relationship(client, trainer))
        throw Failure(Token::relationship_error,
                      "a trainer sells packages to their active clients");
}

namespace {

Offer require_offer(const Uuid& package, const Uuid& trainer) {
    std::optional<Offer> offer = offer_of.first(package, trainer);
    if (!offer)
        throw Failure(Token::not_found, "there is no such package of the house or the trainer");
    if (!std::get<5>(*offer))
        throw Failure(Token::not_available, "the package is not sold any more")
            .with("reason", "inactive");
    return std::move(*offer);
}

/// What the house may say when it brings sales made elsewhere; a trainer's sale is made here and
/// now.
void settle_house_terms(pg::NewRow& row, Actor actor) {
    const pg::Timestamp now = pg::transaction_time();
    if (!the_house.contains(actor)) {
        row.set_null("sessions_total");
        row.set_null("currency");
        row.set_null("sold_by");
        row.set_null("expires_at");
        row.set("purchased_at", now);
    }
    const pg::Timestamp sold = row.get<pg::Timestamp>("purchased_at");
    if (!sold.is_finite() || sold > now)
        throw Failure(Token::invalid_argument, "purchased_at must be a time in the past")
            .with("argument", "purchased_at");
    if (row.is_null("sold_by")) row.set("sold_by", row.get<Uuid>("trainer_id"));
}

void copy_terms(pg::NewRow& row, const Offer& offer) {
    const auto& [name, sessions, price, currency, days, is_active] = offer;
    row.set("name", name);
    if (row.is_null("sessions_total")) row.set("sessions_total", sessions);
    if (row.is_null("price")) row.set("price", price);
    if (row.is_null("currency")) row.set("currency", currency);
    if (row.is_null("expires_at") && days)
        row.set("expires_at", pg::days_later(row.get<pg::Timestamp>("purchased_at"), *days));
    // The ledger's entry of the purchase brings the credits.
    row.set("sessions_remaining", std::int32_t{0});
    row.set("status", pg::Text("active"));
}

void judge_sale(pg::NewRow& row, const Uuid& client, const Uuid& trainer, Actor actor) {
    if (client == trainer)
        throw Failure(Token::relationship_error, "nobody can sell to themselves");
    relationships::require_move(lot_moves, noun, "", "active", actor);
    settle_house_terms(row, actor);
    pg::AsOwner owner;
    relationships::lock_person(client);
    if (!the_house.contains(actor)) require_active_client(client, trainer);
    relationships::require_fit_parties(client, trainer);
    relationships::require_no_block(client, trainer);
    copy_terms(row, require_offer(row.get<Uuid>("package_id"), trainer));
}

constexpr relationships::ColumnWriter column_writers[] = {
    {"trainer_id", the_house},
    {"expires_at", Actor::trainer | the_house},
    {"metadata", Actor::trainer | the_house},
};

/// What follows from the ledger is out of everybody's hands, a trusted caller's too.
constexpr const char* maintained_columns[] = {"sessions_remaining", "status"};

/// A client has paid for the time as well: a trainer only gives more of it.
void judge_expiry(const pg::TriggerCall& call, const pg::NewRow& row, Actor actor) {
    if (!call.changes("expires_at")) return;
    const pg::Text status = row.get<pg::Text>("status");
    if (is_final(status))
        throw Failure(Token::illegal_transition, "the package is over and stays as it is")
            .with("from", status);
    const auto before = call.old_row().get<OptionalTime>("expires_at");
    const auto after = row.get<OptionalTime>("expires_at");
    if (after && (!after->is_finite() || *after <= row.get<pg::Timestamp>("purchased_at")))
        throw Failure(Token::invalid_argument, "a package expires some time after it was bought")
            .with("argument", "expires_at");
    const bool is_longer = before && (!after || *after > *before);
    if (!the_house.contains(actor) && !is_longer)
        throw Failure(Token::permission_denied, "only an admin may make a package expire earlier")
            .with("column", "expires_at");
}

/// The client reads what stands here: a former or blocked trainer could otherwise go on writing to
/// them.
void require_live_client(const Uuid& client, const Uuid& trainer) {
    if (!relationships::are_connected(client, trainer))
        throw Failure(Token::permission_denied,
                      "the relationship has ended; an admin may change this");
}

void judge_change(const pg::TriggerCall& call, const pg::NewRow& row, const Uuid& client,
                  const Uuid& trainer, Actor actor) {
    relationships::require_unchanged(
        {"id", "client_id", "sold_by", "package_id", "name", "sessions_total", "price", "currency",
         "purchased_at", "idempotency_key", "idempotency_digest"},
        call);
    if (!pg::AsOwner::active()) pg::keep_maintained_columns(maintained_columns, call);
    relationships::require_own_columns(column_writers, call, actor);
    judge_expiry(call, row, actor);
    if (actor == Actor::trainer) require_live_client(client, trainer);
    if (!call.changes("trainer_id")) return;
    pg::AsOwner owner;
    if (!is_trainer.first(trainer)) throw Failure(Token::not_found, "there is no such trainer");
}

pg::TriggerResult judge_client_package(pg::TriggerCall& call) {
    if (pg::restoring() || identity::Emptying::active()) return call.pass();
    pg::NewRow row = call.new_row();
    const Uuid client = row.get<Uuid>("client_id");
    const Uuid trainer = row.get<Uuid>("trainer_id");
    // Who holds it now decides, not who would.
    const Actor actor = relationships::actor_between(
        client, call.is_update() ? call.old_row().get<Uuid>("trainer_id") : trainer);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the trainer and admins may change this");
    if (call.is_insert())
        judge_sale(row, client, trainer, actor);
    else
        judge_change(call, row, client, trainer, actor);
    return row;
}

constinit pg::Command<void(Uuid, Uuid, Uuid, pg::Text, std::int32_t)> enter{
    "INSERT INTO coaching.package_ledger (client_package_id, client_id, trainer_id, kind, delta) "
    "VALUES ($1, $2, $3, $4, $5)"};
constinit pg::Command<void(Uuid, Uuid, Uuid)> keep_commission{
    "INSERT INTO coaching.package_commissions (client_package_id, client_id, trainer_id, "
    "commission_rate) "
    "SELECT $1, $2, $3, commission_rate FROM coaching.trainer_business "
    "WHERE trainer_id = $3 AND commission_rate IS NOT NULL"};

constinit pg::Check<bool(Uuid)> hold_active_trainer{
    "SELECT is_active FROM coaching.trainer_profiles WHERE trainer_id = $1 FOR NO KEY UPDATE"};

/// A trainer about to be erased or sent away is waited for, and sells nothing more. Only here: the
/// foreign keys have locked the people by now, and the profile comes after them.
void require_trainer_still_active(const Uuid& trainer) {
    if (!hold_active_trainer.first(trainer).value_or(false))
        throw Failure(Token::relationship_error, "the trainer is not active");
}

/// A sale the house brings from elsewhere is no news.
bool is_made_now(const pg::TriggerRow& row) {
    return row.get<pg::Timestamp>("purchased_at") == pg::transaction_time();
}

void tell_of_sale(const Uuid& lot, const Uuid& client, const Uuid& trainer) {
    const events::Facts facts = {
        {"client_package_id", lot}, {"client_id", client}, {"trainer_id", trainer}};
    events::notify_all({client, trainer}, "package.purchased", facts);
}

pg::TriggerResult follow_client_package(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("trainer_id")) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid lot = row.get<Uuid>("id");
    const Uuid client = row.get<Uuid>("client_id");
    const Uuid trainer = row.get<Uuid>("trainer_id");
    pg::AsOwner owner;
    if (call.is_update()) {
        enter.run(lot, client, trainer, pg::Text("transfer"), 0);
        return call.pass();
    }
    require_trainer_still_active(trainer);
    enter.run(lot, client, trainer, pg::Text("purchase"), row.get<std::int32_t>("sessions_total"));
    keep_commission.run(lot, client, row.get<Uuid>("sold_by"));
    if (is_made_now(row)) tell_of_sale(lot, client, trainer);
    return call.pass();
}

/// Also for trusted callers: what was agreed is known at the sale or not at all.
pg::TriggerResult judge_commission(pg::TriggerCall& call) {
    if (pg::restoring() || pg::AsOwner::active()) return call.pass();
    throw Failure(Token::permission_denied, "commissions are written by the sale alone");
}

}  // namespace

COACHING_TRIGGER(coaching_judge_client_package, judge_client_package);
COACHING_TRIGGER(coaching_follow_client_package, follow_client_package);
COACHING_TRIGGER(coaching_judge_commission, judge_commission);

}  // namespace coaching::packages
