// A client goes from one trainer to another, with all that is theirs, in one transaction.
//
// Locks are taken in the order of the house (relationships/people_between.hpp), all before anything
// is changed: live relationships of the client, sessions to come, the plan, client and new trainer,
// both profiles; the lots come last, under the client's lock.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "identity/caller.hpp"
#include "packages/credits.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "relationships/handover.hpp"
#include "relationships/moves.hpp"
#include "scheduling/locks.hpp"
#include "scheduling/rebooking.hpp"
#include "training/active_plans.hpp"
#include "training/handover.hpp"
#include "transfer/report.hpp"

namespace coaching::transfer {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using relationships::Handover;
using relationships::Succession;

constexpr std::size_t longest_reason = 4000;

/// What goes over besides the relationship.
struct Luggage {
    bool packages;
    bool bookings;
    bool plans;
};

constinit pg::Check<bool(Uuid)> accepts_clients{
    "SELECT accepts_clients FROM coaching.trainer_profiles WHERE trainer_id = $1"};

/// An admin decides for a trainer who takes no new clients, a colleague does not.
void require_welcome(const Uuid& to_trainer) {
    pg::AsOwner owner;
    if (!accepts_clients.first(to_trainer).value_or(true))
        throw Failure(Token::not_available, "the trainer takes no new clients")
            .with("reason", "not_accepting");
}

/// The admin who decided, if one did.
OptionalId require_right(const Handover& handover) {
    const identity::Caller& who = identity::caller();
    if (who.administers()) {
        identity::require_known_user(handover.client);
        return who.id;
    }
    if (identity::require_user() != handover.from_trainer)
        throw Failure(Token::permission_denied,
                      "only the present trainer and admins may transfer a client");
    require_welcome(handover.to_trainer);
    return std::nullopt;
}

void lock_all(const Handover& handover) {
    relationships::RowsBetween* const rows[] = {&scheduling::sessions_to_come(),
                                                &training::active_plans_of()};
    relationships::lock_for_handover(handover, rows);
}

/// Sessions before packages: a credit that comes back goes over with its lot.
Report move_all(const Handover& handover, const Luggage& luggage, const OptionalId& assigned_by) {
    // The parts of a transfer would each be news to somebody; all three are told of the whole.
    const events::Silence silence;
    const Succession two = relationships::begin_handover(handover, assigned_by);
    Report report{two, {}, {0, 0}, {}};
    report.bookings = luggage.bookings ? scheduling::rebook_sessions(handover, luggage.packages)
                                       : scheduling::cancel_sessions(handover);
    if (luggage.packages)
        report.lots =
            packages::move_lots(handover.client, handover.from_trainer, handover.to_trainer);
    report.plan = luggage.plans ? training::move_plan(two, handover.to_trainer)
                                : training::complete_plan(two);
    relationships::finish_handover(two);
    return report;
}

using Recorded = std::tuple<Uuid, pg::Json>;
constinit pg::Command<Recorded(Uuid, Uuid, Uuid, OptionalText, OptionalId, std::int32_t,
                               std::int32_t, std::int32_t, std::int32_t, std::int32_t, pg::Json)>
    insert_transfer{
        "INSERT INTO coaching.client_transfers AS t (client_id, from_trainer_id, to_trainer_id, "
        "reason, transferred_by, packages_transferred, sessions_transferred, bookings_moved, "
        "bookings_rescheduled, bookings_cancelled, details) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
        "RETURNING id, jsonb_build_object('transfer_id', id) || (to_jsonb(t) - 'id')"};

pg::Json record(const Handover& handover, const OptionalText& reason, const Report& report) {
    using scheduling::Rebooked;
    const OptionalId by = identity::caller().id;
    const auto& [client, from, to] = handover;
    const auto [id, row] =
        insert_transfer.one(client, from, to, reason, by, report.lots.lots, report.lots.sessions,
                            report.bookings_that_were(Rebooked::moved),
                            report.bookings_that_were(Rebooked::rescheduled),
                            report.bookings_that_were(Rebooked::cancelled), report.details());
    events::notify_all({client, from, to}, "transfer.completed",
                       {{"transfer_id", id},
                        {"client_id", client},
                        {"from_trainer_id", from},
                        {"to_trainer_id", to}});
    return row;
}

pg::Json transfer_client_to_trainer(Uuid client, Uuid from_trainer, Uuid to_trainer,
                                    OptionalText reason, bool move_packages, bool move_bookings,
                                    bool move_plans) {
    const Handover handover{client, from_trainer, to_trainer};
    if (reason) require_at_most(longest_reason, *reason, "the reason");
    if (from_trainer == to_trainer)
        throw Failure(Token::invalid_argument, "from_trainer and to_trainer are the same")
            .with("argument", "to_trainer");
    const OptionalId assigned_by = require_right(handover);
    pg::AsOwner owner;
    lock_all(handover);
    return record(handover, reason,
                  move_all(handover, {move_packages, move_bookings, move_plans}, assigned_by));
}

pg::TriggerResult judge_transfer(pg::TriggerCall& call) {
    if (pg::restoring() || relationships::actor_for_house() == Actor::system) return call.pass();
    throw Failure(Token::permission_denied, "transfers are made by transfer_client_to_trainer");
}

}  // namespace

COACHING_FUNCTION(coaching_transfer_client_to_trainer, transfer_client_to_trainer);
COACHING_TRIGGER(coaching_judge_transfer, judge_transfer);

}  // namespace coaching::transfer
