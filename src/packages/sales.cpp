// Selling a package and taking the sale back; what the table of payments judges.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "packages/amounts.hpp"
#include "packages/package_states.hpp"
#include "packages/sale.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"

namespace coaching::packages {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalId = std::optional<Uuid>;
using OptionalNumeric = std::optional<pg::Numeric>;

/// The lot's lock: whoever adds to the accounts of a lot holds it.
using LotRow = std::tuple<Uuid, Uuid, Uuid, pg::Text, pg::Text, std::int32_t>;
constinit pg::Check<LotRow(Uuid)> lock_lot{
    "SELECT client_id, trainer_id, sold_by, currency, status, sessions_remaining "
    "FROM coaching.client_packages WHERE id = $1 FOR NO KEY UPDATE"};

using Balance = std::tuple<pg::Text, bool>;
constinit pg::Check<Balance(Uuid, Uuid, pg::Numeric)> paid{
    "SELECT coalesce(sum(CASE kind WHEN 'payment' THEN amount ELSE -amount END), 0)::text, "
    "coalesce(sum(CASE kind WHEN 'payment' THEN amount ELSE -amount END), 0) >= $3 "
    "FROM coaching.package_payments WHERE client_id = $1 AND client_package_id = $2"};
constinit pg::Check<bool(pg::Text)> payment_is_known{
    "SELECT true FROM coaching.package_payments WHERE external_id = $1"};

[[noreturn]] void refuse_known_payment() {
    throw Failure(Token::invalid_argument, "a payment with this external_id is recorded already")
        .with("argument", "external_id");
}

void require_new_payment(const OptionalText& external_id) {
    if (external_id && payment_is_known.first(*external_id)) refuse_known_payment();
}

void require_paid(const Uuid& client, const Uuid& lot, pg::Numeric amount) {
    const auto [rest, suffices] = paid.one(client, lot, amount);
    if (!suffices)
        throw Failure(Token::invalid_argument, "no more can be paid back than was paid")
            .with("argument", "amount")
            .with("paid", rest);
}

pg::TriggerResult judge_payment(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    if (relationships::actor_for_house() == Actor::stranger)
        throw Failure(Token::permission_denied,
                      "payments are recorded by functions and trusted callers");
    const Uuid lot = row.get<Uuid>("client_package_id");
    pg::AsOwner owner;
    const std::optional<LotRow> found = lock_lot.first(lot);
    if (!found) throw Failure(Token::not_found, "there is no such package of a client");
    const auto& [client, holder, seller, currency, status, remaining] = *found;
    if (row.is_null("client_id")) row.set("client_id", client);
    if (row.get<Uuid>("client_id") != client)
        throw Failure(Token::invalid_argument, "the package is another client's")
            .with("argument", "client_id");
    if (row.is_null("currency")) row.set("currency", currency);
    if (row.get<pg::Text>("currency") != currency)
        throw Failure(Token::invalid_argument, "a package is paid in its own currency")
            .with("argument", "currency")
            .with("currency", currency);
    row.set("trainer_id", seller);
    // It would tell who the person was; money still goes back and forth without.
    if (!row.is_null("external_id")) identity::require_not_erased(client);
    require_new_payment(row.get<OptionalText>("external_id"));
    if (row.get<std::string_view>("kind") == "refund")
        require_paid(client, lot, row.get<pg::Numeric>("amount"));
    return row;
}

// What the first call under a key was told: of the arguments, those that are not the key's own.
#define COACHING_SALE_DIGEST                   \
    "pg_catalog.sha256(pg_catalog.convert_to(" \
    "ROW($1, $3, $4::numeric(12,2), $6)::text, 'UTF8'))"
using Sale = std::tuple<Uuid, bool>;
constinit pg::Check<Sale(Uuid, Uuid, Uuid, OptionalNumeric, Uuid, OptionalText)> sale_under_key{
    "SELECT id, coalesce(idempotency_digest = " COACHING_SALE_DIGEST
    ", false) "
    "FROM coaching.client_packages WHERE sold_by = $2 AND idempotency_key = $5"};
constinit pg::Command<Uuid(Uuid, Uuid, Uuid, OptionalNumeric, OptionalId, OptionalText)>
    insert_sale{
        "INSERT INTO coaching.client_packages "
        "(client_id, trainer_id, package_id, price, idempotency_key, idempotency_digest) "
        "VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 IS NOT NULL THEN " COACHING_SALE_DIGEST
        " END) RETURNING id"};
#undef COACHING_SALE_DIGEST
constinit pg::Command<void(Uuid, OptionalText)> insert_payment{
    "INSERT INTO coaching.package_payments (client_package_id, kind, amount, external_id) "
    "SELECT id, 'payment', price, $2 FROM coaching.client_packages WHERE id = $1 AND price > 0"};

[[noreturn]] void refuse_used_key() {
    throw Failure(Token::invalid_argument, "this idempotency_key belongs to another sale")
        .with("argument", "idempotency_key");
}

void require_seller(const Uuid& trainer) {
    if (identity::caller().administers()) return;
    if (identity::require_user() != trainer)
        throw Failure(Token::permission_denied,
                      "only the trainer and admins may sell a trainer's package");
}

void require_payment_key(const OptionalText& external_id) {
    if (external_id && (external_id->empty() || external_id->size() > 255))
        throw Failure(Token::invalid_argument, "external_id must have 1 to 255 bytes")
            .with("argument", "external_id");
}

/// What the indexes refuse in a race is what the triggers would have said a moment later. A
/// repetition cannot trip here: it names the same client, and has waited for the client's lock.
[[noreturn]] void translate(const pg::Error& error) {
    if (error.constraint() == "client_packages_idempotency_key") refuse_used_key();
    if (error.constraint() == "package_payments_external_id_key") refuse_known_payment();
    throw error;
}

Uuid sell(const Uuid& client, const Uuid& package, const Uuid& trainer,
          const OptionalNumeric& price, const OptionalText& external_id, const OptionalId& key) {
    try {
        const Uuid lot = insert_sale.one(client, trainer, package, price, key, external_id);
        if (insert_payment.run(lot, external_id) == 0 && external_id)
            throw Failure(Token::invalid_argument, "what costs nothing has no payment to record")
                .with("argument", "external_id");
        return lot;
    } catch (const pg::Error& error) {
        translate(error);
    }
}

Uuid sell_package(Uuid client, Uuid package, Uuid trainer, OptionalNumeric price,
                  OptionalText external_id, OptionalId key) {
    require_seller(trainer);
    if (price) require_amount(*price, "price");
    require_payment_key(external_id);
    const bool by_house = identity::caller().administers();
    pg::AsOwner owner;
    relationships::lock_person(client);
    if (key) {
        if (const auto sale =
                sale_under_key.first(client, trainer, package, price, *key, external_id)) {
            const auto [lot, is_same] = *sale;
            if (!is_same) refuse_used_key();
            return lot;
        }
    }
    // Inside AsOwner the table takes a sale for the house's own.
    if (!by_house) require_active_client(client, trainer);
    return sell(client, package, trainer, price, external_id, key);
}

constinit pg::Command<void(Uuid, pg::Numeric)> insert_refund{
    "INSERT INTO coaching.package_payments (client_package_id, kind, amount) "
    "SELECT $1, 'refund', $2 WHERE $2 > 0"};
constinit pg::Check<void(Uuid)> make_refunded{
    "UPDATE coaching.client_packages SET status = 'refunded' WHERE id = $1"};
constinit pg::Command<void(Uuid, std::int32_t)> take_rest{
    "INSERT INTO coaching.package_ledger (client_package_id, kind, delta) VALUES ($1, 'adjust', "
    "-$2)"};
constinit pg::Check<std::tuple<Uuid, Uuid>(Uuid)> lot_parties{
    "SELECT client_id, trainer_id FROM coaching.client_packages WHERE id = $1"};

[[noreturn]] void refuse_unknown_lot() {
    throw Failure(Token::not_found, "there is no such package of a client");
}

/// For anybody the lot has nothing to do with there is none.
Actor require_actor(const Uuid& client, const Uuid& holder) {
    const Actor actor = relationships::actor_between(client, holder);
    if (actor == Actor::stranger) refuse_unknown_lot();
    return actor;
}

Actor require_lot_actor(const Uuid& lot) {
    std::optional<std::tuple<Uuid, Uuid>> people;
    {
        pg::AsOwner owner;
        people = lot_parties.first(lot);
    }
    if (!people) refuse_unknown_lot();
    return require_actor(std::get<0>(*people), std::get<1>(*people));
}

void refund_package(Uuid lot, pg::Numeric amount) {
    identity::require_user_or_house();
    require_amount(amount, "amount");
    const Actor actor = require_lot_actor(lot);
    const Uuid asker = identity::caller().id.value_or(Uuid{});
    pg::AsOwner owner;
    const auto [client, holder, seller, currency, status, remaining] = lock_lot.one(lot);
    relationships::require_move(lot_moves, "a package", status, "refunded", actor);
    if (is_final(status))
        throw Failure(Token::illegal_transition, "the package was refunded already");
    // The lot may have gone to another trainer while its lock was waited for.
    if (actor == Actor::trainer && holder != asker) refuse_unknown_lot();
    insert_refund.run(lot, amount);
    make_refunded.run(lot);
    if (remaining > 0) take_rest.run(lot, remaining);
    const events::Facts facts = {
        {"client_package_id", lot}, {"client_id", client}, {"trainer_id", holder}};
    events::notify_all({client, holder}, "package.refunded", facts);
}

}  // namespace

COACHING_TRIGGER(coaching_judge_payment, judge_payment);
COACHING_FUNCTION(coaching_sell_package, sell_package);
COACHING_FUNCTION(coaching_refund_package, refund_package);

}  // namespace coaching::packages
