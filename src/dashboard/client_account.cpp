#include "dashboard/client_account.hpp"

#include "pg/function.hpp"
#include "pg/key_lookup.hpp"
#include "pg/time.hpp"
#include "relationships/visibility.hpp"
#include "scheduling/booking_states.hpp"

namespace coaching::dashboard {

namespace {

constinit pg::TableColumns session_columns{"bookings",     "bookings_client_idx", "client_id",
                                           "session_date", "trainer_id",          "status"};
enum SessionColumn { session_date = 1, session_trainer, session_status };

/// The first with this trainer whose status will do, in the order of the condition.
template <class Condition>
std::optional<pg::Timestamp> first_session(const Uuid& trainer, const Uuid& client,
                                           const Condition& when,
                                           bool (*will_do)(std::string_view)) {
    for (pg::KeyLookup session(session_columns, client, when); session.next();) {
        pg::check_for_interrupts();
        if (session.get<Uuid>(session_trainer) == trainer &&
            will_do(session.get<std::string_view>(session_status)))
            return session.get<pg::Timestamp>(session_date);
    }
    return std::nullopt;
}

}  // namespace

ClientAccount account_between(const Uuid& trainer, const Uuid& client) {
    const pg::Timestamp now = pg::transaction_time();
    return {credits_between(trainer, client),
            first_session(trainer, client, pg::LatestBefore{now}, scheduling::takes_time),
            first_session(trainer, client, pg::EarliestFrom{now}, scheduling::is_open)};
}

namespace {

using OptionalTime = std::optional<pg::Timestamp>;
using AccountRow = std::tuple<std::int64_t, std::int64_t, OptionalTime, OptionalTime>;

/// For views, which leave out what their reader may not see.
pg::Rows<AccountRow> client_account(Uuid client, Uuid trainer) {
    pg::Rows<AccountRow> rows;
    const relationships::VisibleClients& visible = relationships::visible_clients();
    if (!visible.is_self(client) && !visible.is_self(trainer)) return rows;
    const ClientAccount account = account_between(trainer, client);
    rows.push_back({account.credits.packages, account.credits.sessions, account.last_session,
                    account.next_session});
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_client_account, client_account);

}  // namespace coaching::dashboard
