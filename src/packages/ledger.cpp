// The triggers of package_ledger: what may be written, and the balance that follows from it.
//
// BEFORE takes the lot's lock and judges, so that two entries of one lot are judged one after the
// other. AFTER counts, since a stored row is certain, and looks once more at what is left: rows of
// one INSERT are all judged before the first of them is counted.

#include "base/failure.hpp"
#include "packages/package_states.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/moves.hpp"

namespace coaching::packages {

namespace {

using OptionalId = std::optional<Uuid>;

struct Entry {
    Uuid lot;
    OptionalId booking;
    pg::Text kind;
    std::int32_t delta;
};

using LotRow = std::tuple<Uuid, Uuid, pg::Text, std::int32_t>;
constinit pg::Check<LotRow(Uuid)> lock_lot{
    "SELECT client_id, trainer_id, status, sessions_remaining "
    "FROM coaching.client_packages WHERE id = $1 FOR NO KEY UPDATE"};
using BookingEntry = std::tuple<Uuid, pg::Text>;
// What came last for the booking: a refund ends it, a forfeit or consume follows the reserve.
constinit pg::Check<BookingEntry(Uuid)> last_entry{
    "SELECT client_package_id, kind FROM coaching.package_ledger WHERE booking_id = $1 "
    "ORDER BY CASE kind WHEN 'refund' THEN 3 WHEN 'reserve' THEN 1 ELSE 2 END DESC LIMIT 1"};

[[noreturn]] void refuse_for_credits(const Entry& entry, std::string_view status,
                                     std::int32_t remaining) {
    throw Failure(Token::insufficient_credits, "the package has no credit left for that")
        .with("client_package_id", entry.lot.text())
        .with("status", status)
        .with("remaining", remaining);
}

void judge_booking(const Entry& entry) {
    const std::optional<BookingEntry> last = last_entry.first(*entry.booking);
    const std::string_view from = last ? std::string_view(std::get<1>(*last)) : std::string_view();
    if (from == entry.kind)
        throw Failure(Token::illegal_transition, "that is in the ledger already")
            .with("from", from);
    relationships::require_move(booking_entries, "a booking's credit", from, entry.kind,
                                Actor::system);
    if (last && std::get<0>(*last) != entry.lot)
        throw Failure(Token::invalid_argument,
                      "a booking's credit belongs to the package it came from")
            .with("argument", "client_package_id");
}

/// A refund goes back also to a lot that is over: the client did not lose it there, and the house
/// can see it and make up for it.
void judge_credits(const Entry& entry, std::string_view status, std::int32_t remaining) {
    const bool is_over = is_final(status);
    if (remaining + entry.delta < 0 || (is_over && entry.kind == "reserve"))
        refuse_for_credits(entry, status, remaining);
    if (is_over && entry.kind == "adjust" && entry.delta > 0)
        throw Failure(Token::illegal_transition, "the package is over and takes no credits")
            .with("from", status);
}

/// purchase, transfer and expire go with what the extension does to the lot itself.
void require_writer(std::string_view kind) {
    if (pg::AsOwner::active()) return;
    if (relationships::actor_for_house() == Actor::stranger || is_about_lot(kind))
        throw Failure(Token::permission_denied, "such entries are written by functions alone");
}

constexpr std::int32_t most = 1000000;

Entry entry_of(const pg::TriggerRow& row) {
    Entry entry{row.get<Uuid>("client_package_id"), row.get<OptionalId>("booking_id"),
                row.get<pg::Text>("kind"), row.get<std::int32_t>("delta")};
    if (entry.delta < -most || entry.delta > most)
        throw Failure(Token::invalid_argument, "delta is out of range").with("argument", "delta");
    return entry;
}

pg::TriggerResult judge_ledger_entry(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    const Entry entry = entry_of(row);
    require_writer(entry.kind);
    if (is_about_booking(entry.kind) != entry.booking.has_value())
        throw Failure(Token::invalid_argument,
                      "reserve, refund, consume and forfeit name a booking, others none")
            .with("argument", "booking_id");
    pg::AsOwner owner;
    const std::optional<LotRow> lot = lock_lot.first(entry.lot);
    if (!lot) throw Failure(Token::not_found, "there is no such package of a client");
    const auto& [client, holder, status, remaining] = *lot;
    if (row.is_null("client_id")) row.set("client_id", client);
    if (row.get<Uuid>("client_id") != client)
        throw Failure(Token::invalid_argument, "the package is another client's")
            .with("argument", "client_id");
    row.set("trainer_id", holder);
    if (entry.booking) judge_booking(entry);
    judge_credits(entry, status, remaining);
    return row;
}

// A lot that is over stays so; one that comes back to life after its time is over.
constinit pg::Check<void(Uuid, std::int32_t, pg::Text)> count{
    "UPDATE coaching.client_packages SET sessions_remaining = sessions_remaining + $2, "
    "status = CASE WHEN status IN ('expired', 'refunded') THEN status "
    "  WHEN $3 = 'expire' THEN 'expired' "
    "  WHEN sessions_remaining + $2 = 0 THEN 'exhausted' "
    "  WHEN status = 'exhausted' AND expires_at <= now() THEN 'expired' "
    "  ELSE 'active' END "
    "WHERE id = $1 AND sessions_remaining + $2 >= 0"};
constinit pg::Command<void()> empty_all{
    "UPDATE coaching.client_packages SET sessions_remaining = 0, "
    "status = CASE WHEN status = 'active' THEN 'exhausted' ELSE status END "
    "WHERE sessions_remaining > 0"};

pg::TriggerResult keep_balance(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::AsOwner owner;
    if (call.is_truncate()) {
        empty_all.run();
        return call.pass();
    }
    const Entry entry = entry_of(call.new_row());
    if (entry.delta != 0 && count.run(entry.lot, entry.delta, entry.kind) == 0)
        refuse_for_credits(entry, "exhausted", 0);
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_ledger_entry, judge_ledger_entry);
COACHING_TRIGGER(coaching_keep_balance, keep_balance);

}  // namespace coaching::packages
