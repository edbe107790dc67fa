// The catalogue: who offers what, at which price.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "packages/amounts.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"

namespace coaching::packages {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;

constinit pg::Query<bool(pg::Numeric)> is_amount{
    // NaN is above every number.
    "SELECT $1 >= 0 AND $1 < 10000000000 AND $1 = pg_catalog.round($1, 2)"};
constinit pg::Check<pg::Text(Uuid)> currency_of_trainer{
    "SELECT currency FROM coaching.trainer_profiles WHERE trainer_id = $1"};
constinit pg::Check<pg::Text(Uuid, Uuid)> currency_of_package{
    "SELECT currency FROM coaching.session_packages "
    "WHERE id = $1 AND (trainer_id IS NULL OR trainer_id = $2)"};

constexpr std::string_view house_currency = "EUR";

/// The house writes everything, a trainer what is their own.
void require_own_offer(const OptionalId& trainer) {
    if (relationships::actor_for_house() != Actor::stranger) return;
    const identity::Caller& who = identity::caller();
    if (!who.active || !who.trainer || !trainer || !who.is(*trainer))
        throw Failure(Token::permission_denied,
                      "only the trainer whose offer it is and admins may change it");
}

pg::Text require_currency_of(const Uuid& trainer) {
    pg::AsOwner owner;
    if (auto currency = currency_of_trainer.first(trainer)) return std::move(*currency);
    throw Failure(Token::not_found, "there is no such trainer");
}

pg::TriggerResult judge_session_package(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const auto trainer = row.get<OptionalId>("trainer_id");
    require_own_offer(trainer);
    if (call.is_update()) {
        relationships::require_unchanged({"id", "trainer_id"}, call);
        return row;
    }
    const pg::Text usual = trainer ? require_currency_of(*trainer) : pg::Text(house_currency);
    if (row.is_null("currency")) row.set("currency", usual);
    return row;
}

pg::TriggerResult judge_package_price(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    require_own_offer(trainer);
    if (call.is_update()) {
        relationships::require_unchanged({"id", "trainer_id", "package_id"}, call);
        return row;
    }
    require_currency_of(trainer);
    pg::AsOwner owner;
    const OptionalText usual = currency_of_package.first(row.get<Uuid>("package_id"), trainer);
    if (!usual)
        throw Failure(Token::not_found, "there is no such package of the house or the trainer");
    if (row.is_null("currency")) row.set("currency", *usual);
    return row;
}

/// Entries of a ledger stay as they were written, for trusted callers as well: a mistake is put
/// right by another entry.
pg::TriggerResult keep_history(pg::TriggerCall& call) {
    if (pg::restoring() || pg::AsOwner::active()) return call.pass();
    throw Failure(Token::permission_denied,
                  "rows of " + call.table_name() +
                      (call.is_delete() ? " are never deleted" : " are never changed"));
}

}  // namespace

void require_amount(pg::Numeric amount, const char* argument) {
    if (!is_amount.one(amount))
        throw Failure(Token::invalid_argument,
                      std::string(argument) +
                          " must be at least 0 and below 10000000000, with at most two decimals")
            .with("argument", argument);
}

COACHING_TRIGGER(coaching_judge_session_package, judge_session_package);
COACHING_TRIGGER(coaching_judge_package_price, judge_package_price);
COACHING_TRIGGER(coaching_keep_history, keep_history);

}  // namespace coaching::packages
