// The AFTER trigger of bookings: the credit, the count of completed sessions, and the news. Here
// and not before the row is stored, since a stored row is certain.

#include "base/failure.hpp"
#include "events/notifications.hpp"
#include "packages/credits.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/booking_states.hpp"
#include "scheduling/booking_time.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;

constinit pg::Command<void(Uuid)> count_session{
    "UPDATE coaching.trainer_profiles SET sessions_completed = sessions_completed + 1 "
    "WHERE trainer_id = $1"};
constinit pg::Command<void()> count_none{
    "UPDATE coaching.trainer_profiles SET sessions_completed = 0 WHERE sessions_completed > 0"};

void tell_both(const pg::TriggerRow& row, std::string_view event) {
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const Uuid client = row.get<Uuid>("client_id");
    events::notify_all(
        {client, trainer}, event,
        {{"booking_id", row.get<Uuid>("id")}, {"trainer_id", trainer}, {"client_id", client}});
}

/// What happens under a block, and what a block ends, neither of the two is told.
void tell(const pg::TriggerRow& row, std::string_view event) {
    if (!relationships::blocked_between(row.get<Uuid>("trainer_id"), row.get<Uuid>("client_id")))
        tell_both(row, event);
}

/// False where no credit was paid for it, by each of these.
void settle_cancelling(const pg::TriggerRow& row) {
    const Uuid booking = row.get<Uuid>("id");
    if (row.get<bool>("late_cancel"))
        packages::forfeit(booking);
    else
        packages::refund(booking);
    tell(row, "booking.cancelled");
}

void settle_completing(const pg::TriggerRow& row) {
    count_session.run(row.get<Uuid>("trainer_id"));
    packages::consume(row.get<Uuid>("id"));
    tell(row, "booking.completed");
}

void settle_no_show(const pg::TriggerRow& row) {
    packages::forfeit(row.get<Uuid>("id"));
    tell(row, "booking.no_show");
}

void settle_status(const pg::TriggerRow& row) {
    const pg::Text status = row.get<pg::Text>("status");
    if (status == "cancelled")
        settle_cancelling(row);
    else if (status == "completed")
        settle_completing(row);
    else if (status == "no_show")
        settle_no_show(row);
    else if (status == "confirmed")
        tell(row, "booking.confirmed");
}

constinit pg::Check<pg::Text(Uuid)> status_now{
    "SELECT status FROM coaching.bookings WHERE id = $1"};

/// This runs when the statement that booked ends. A function it called may have cancelled the
/// session by now, without a credit to give back.
void reserve_credit(const Uuid& lot, const Uuid& booking) {
    if (!is_open(status_now.one(booking)))
        throw Failure(Token::illegal_transition,
                      "a session does not end in the statement that books it");
    packages::reserve(lot, booking);
}

void settle_new(const pg::TriggerRow& row) {
    if (const auto lot = row.get<OptionalId>("client_package_id"))
        reserve_credit(*lot, row.get<Uuid>("id"));
    // Nobody books under a block.
    tell_both(row, "booking.created");
}

pg::TriggerResult follow_booking(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::AsOwner owner;
    if (call.is_truncate()) {
        count_none.run();
        return call.pass();
    }
    const pg::NewRow row = call.new_row();
    if (call.is_insert()) {
        settle_new(row);
    } else if (moves_session(call)) {
        tell(row, "booking.rescheduled");
    } else if (call.changes("status")) {
        settle_status(row);
    } else if (call.changes("late_cancel_waived")) {
        packages::refund(row.get<Uuid>("id"));
        tell(row, "booking.late_cancel_waived");
    }
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_follow_booking, follow_booking);

}  // namespace coaching::scheduling
