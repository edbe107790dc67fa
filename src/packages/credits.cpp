#include "packages/credits.hpp"

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
#include "pg/statement.hpp"
#include "relationships/people_between.hpp"

namespace coaching::packages {

namespace {

constinit pg::TableColumns lot_columns{"client_packages", "client_packages_client_idx", "client_id",
                                       "trainer_id",      "sessions_remaining",         "status"};
#define COACHING_USABLE_LOT \
    "status = 'active' AND sessions_remaining > 0 AND (expires_at IS NULL OR expires_at > $3)"
constinit pg::Check<Uuid(Uuid, Uuid, pg::Timestamp)> first_usable_lot{
    "SELECT id FROM coaching.client_packages "
    "WHERE client_id = $1 AND trainer_id = $2 AND " COACHING_USABLE_LOT
    " ORDER BY expires_at, id LIMIT 1 FOR NO KEY UPDATE"};
using NamedLot = std::tuple<bool, pg::Text, std::int32_t>;
constinit pg::Check<NamedLot(Uuid, Uuid, pg::Timestamp, Uuid)> named_lot{
    "SELECT " COACHING_USABLE_LOT
    ", status, sessions_remaining FROM coaching.client_packages "
    "WHERE id = $4 AND client_id = $1 AND trainer_id = $2 FOR NO KEY UPDATE"};
#undef COACHING_USABLE_LOT

constinit pg::Check<bool(Uuid, pg::Timestamp)> is_valid_at{
    "SELECT expires_at IS NULL OR expires_at > $2 FROM coaching.client_packages WHERE id = $1"};
constinit pg::Command<void(Uuid, Uuid)> take_credit{
    "INSERT INTO coaching.package_ledger (client_package_id, booking_id, kind, delta) "
    "VALUES ($1, $2, 'reserve', -1)"};
// A Check: the reserve may be younger than a REPEATABLE READ snapshot.
constinit pg::Check<void(Uuid, pg::Text, std::int32_t)> follow_reserve{
    "INSERT INTO coaching.package_ledger (client_package_id, client_id, booking_id, kind, delta) "
    "SELECT client_package_id, client_id, booking_id, $2, $3 FROM coaching.package_ledger "
    "WHERE booking_id = $1 AND kind = 'reserve'"};

// What is past its time stays, as does what expire_packages has seen; a used-up lot moves only with
// a booking whose credit is neither used, lost nor given back.
constinit pg::Check<std::int32_t(Uuid, Uuid, Uuid)> give_lots{
    "UPDATE coaching.client_packages p SET trainer_id = $3 "
    "WHERE client_id = $1 AND trainer_id = $2 AND ((status = 'active' "
    "  AND (expires_at IS NULL OR expires_at > now())) OR (status = 'exhausted' "
    "  AND EXISTS (SELECT FROM coaching.package_ledger r "
    "    WHERE r.client_id = p.client_id AND r.client_package_id = p.id AND r.kind = 'reserve' "
    "    AND NOT EXISTS (SELECT FROM coaching.package_ledger later "
    "      WHERE later.booking_id = r.booking_id AND later.kind <> 'reserve')))) "
    "RETURNING sessions_remaining"};

/// What the index refuses in a race is what the trigger would have said a moment later.
template <class Write>
bool charge_once(Write&& write) {
    try {
        return write() > 0;
    } catch (const pg::Error& error) {
        if (error.constraint() != "package_ledger_once") throw;
        throw Failure(Token::illegal_transition, "that is in the ledger already");
    }
}

/// Whether it is worth while to lock and look closer.
bool has_credits(const Uuid& client, const Uuid& trainer) {
    const pg::LatestView latest;
    for (pg::KeyLookup lot(lot_columns, client); lot.next();)
        if (lot.get<Uuid>(1) == trainer && lot.get<std::int32_t>(2) > 0 &&
            lot.get<std::string_view>(3) == "active")
            return true;
    return false;
}

bool follow(const Uuid& booking, std::string_view kind, std::int32_t delta) {
    pg::AsOwner owner;
    return charge_once([&] { return follow_reserve.run(booking, pg::Text(kind), delta); });
}

}  // namespace

std::optional<Uuid> choose_lot(const Uuid& client, const Uuid& trainer,
                               pg::Timestamp session_start) {
    if (!has_credits(client, trainer)) return std::nullopt;
    pg::AsOwner owner;
    return first_usable_lot.first(client, trainer, session_start);
}

void require_lot(const Uuid& lot, const Uuid& client, const Uuid& trainer,
                 pg::Timestamp session_start) {
    pg::AsOwner owner;
    const std::optional<NamedLot> found = named_lot.first(client, trainer, session_start, lot);
    if (!found) throw Failure(Token::not_found, "the client has no such package with this trainer");
    const auto& [is_usable, status, remaining] = *found;
    if (!is_usable)
        throw Failure(Token::insufficient_credits,
                      "nothing in that package pays for a session then")
            .with("status", status)
            .with("remaining", remaining);
}

bool covers(const Uuid& lot, pg::Timestamp session_start) {
    pg::AsOwner owner;
    return is_valid_at.one(lot, session_start);
}

void reserve(const Uuid& lot, const Uuid& booking) {
    pg::AsOwner owner;
    charge_once([&] { return take_credit.run(lot, booking); });
}

bool refund(const Uuid& booking) { return follow(booking, "refund", 1); }

bool consume(const Uuid& booking) { return follow(booking, "consume", 0); }

bool forfeit(const Uuid& booking) { return follow(booking, "forfeit", 0); }

MovedLots move_lots(const Uuid& client, const Uuid& from_trainer, const Uuid& to_trainer) {
    pg::AsOwner owner;
    relationships::lock_person(client);
    MovedLots moved{0, 0};
    give_lots.each(client, from_trainer, to_trainer, [&](std::int32_t sessions) {
        ++moved.lots;
        moved.sessions += sessions;
    });
    return moved;
}

}  // namespace coaching::packages
