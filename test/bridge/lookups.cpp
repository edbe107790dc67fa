// Look-ups past SQL and views of what is committed now, on tables that test/bridge/sql/lookups.sql
// and test/bridge/views.sh make.

#include <algorithm>
#include <stdexcept>

#include "base/failure.hpp"
#include "bridge/witness.hpp"
#include "pg/function.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"

namespace coaching::bridge_test {

namespace {

enum Column { id_column = 2 };

// One per type a condition can have; each with its index.
constinit pg::TableColumns by_day{"sessions", "sessions_day_idx", "trainer_id", "day", "id"};
constinit pg::TableColumns by_instant{"sessions", "sessions_instant_idx", "trainer_id", "instant",
                                      "id"};
constinit pg::TableColumns by_number{"sessions", "sessions_number_idx", "trainer_id", "number",
                                     "id"};
constinit pg::TableColumns by_client{"sessions", "sessions_client_idx", "trainer_id", "client_id",
                                     "id"};
constinit pg::TableColumns live_by_instant{"sessions", "sessions_live_idx", "trainer_id", "instant",
                                           "id"};

std::vector<int> ids_of(pg::KeyLookup& rows) {
    std::vector<int> ids;
    while (rows.next()) ids.push_back(rows.get<int>(id_column));
    return ids;
}

template <class Condition>
std::vector<int> look_up(pg::TableColumns<3>& columns, const Uuid& trainer,
                         const Condition& condition) {
    Witness witness;
    pg::KeyLookup rows(columns, trainer, condition);
    return ids_of(rows);
}

template <class Condition>
std::vector<int> look_up_in_no_order(pg::TableColumns<3>& columns, const Uuid& trainer,
                                     const Condition& condition) {
    std::vector<int> ids = look_up(columns, trainer, condition);
    std::sort(ids.begin(), ids.end());
    return ids;
}

pg::Text joined(const std::vector<int>& ids) {
    std::string text;
    for (const int id : ids) text += (text.empty() ? "" : " ") + std::to_string(id);
    return pg::Text(text.c_str());
}

/// how: "equal", "within", "latest before", "earliest from".
template <class T>
pg::Text ids(pg::TableColumns<3>& columns, const Uuid& trainer, std::string_view how,
             const std::optional<T>& a, const std::optional<T>& b) {
    if (how == "equal") return joined(look_up_in_no_order(columns, trainer, pg::Equals<T>{*a}));
    if (how == "within")
        return joined(look_up_in_no_order(columns, trainer, pg::Within<T>{.from = a, .before = b}));
    if (how == "latest before") return joined(look_up(columns, trainer, pg::LatestBefore<T>{*a}));
    if (how == "earliest from") return joined(look_up(columns, trainer, pg::EarliestFrom<T>{*a}));
    throw std::logic_error("how?");
}

pg::Text by_day_ids(Uuid trainer, std::string_view how, std::optional<pg::Date> a,
                    std::optional<pg::Date> b) {
    return ids(by_day, trainer, how, a, b);
}
pg::Text by_instant_ids(Uuid trainer, std::string_view how, std::optional<pg::Timestamp> a,
                        std::optional<pg::Timestamp> b) {
    return ids(by_instant, trainer, how, a, b);
}
pg::Text by_number_ids(Uuid trainer, std::string_view how, std::optional<int> a,
                       std::optional<int> b) {
    return ids(by_number, trainer, how, a, b);
}
pg::Text by_client_ids(Uuid trainer, std::string_view how, std::optional<Uuid> a,
                       std::optional<Uuid> b) {
    return ids(by_client, trainer, how, a, b);
}
pg::Text live_ids(Uuid trainer, std::string_view how, std::optional<pg::Timestamp> a,
                  std::optional<pg::Timestamp> b) {
    return ids(live_by_instant, trainer, how, a, b);
}
pg::Text all_ids(Uuid trainer) {
    pg::KeyLookup rows(by_day, trainer);
    std::vector<int> ids = ids_of(rows);
    std::sort(ids.begin(), ids.end());
    return joined(ids);
}

constinit pg::TableColumns every_column{
    "sessions", "sessions_number_idx", "trainer_id", "number",   "day", "instant", "starts",
    "length",   "confirmed",           "status",     "client_id"};

using WholeRow = std::tuple<int, pg::Date, pg::Timestamp, pg::TimeOfDay, pg::Span, bool,
                            std::optional<pg::Text>, std::optional<Uuid>>;

std::optional<WholeRow> row_of(Uuid trainer, int number) {
    pg::KeyLookup row(every_column, trainer, pg::Equals<int>{number});
    if (!row.next()) return std::nullopt;
    const auto status = row.get<std::optional<std::string_view>>(7);
    return WholeRow{row.get<int>(1),
                    row.get<pg::Date>(2),
                    row.get<pg::Timestamp>(3),
                    row.get<pg::TimeOfDay>(4),
                    row.get<pg::Span>(5),
                    row.get<bool>(6),
                    status ? std::optional(pg::Text(*status)) : std::nullopt,
                    row.get<std::optional<Uuid>>(8)};
}

constinit pg::TableColumns no_table{"nothing", "sessions_day_idx", "trainer_id", "day", "id"};
constinit pg::TableColumns no_column{"sessions", "sessions_day_idx", "trainer_id", "dai", "id"};
constinit pg::TableColumns wrong_key{"sessions", "sessions_day_idx", "number", "day", "id"};
constinit pg::TableColumns wrong_index{"sessions", "sessions_day_idx", "trainer_id", "number",
                                       "id"};
constinit pg::TableColumns falling{"sessions", "sessions_falling_idx", "trainer_id", "day", "id"};
constinit pg::TableColumns hashed{"sessions", "sessions_hash_idx", "trainer_id", "day", "id"};
constinit pg::TableColumns others{"sessions", "other_day_idx", "trainer_id", "day", "id"};

void slip_in_lookup(std::string_view kind) {
    Witness witness;
    const Uuid nobody{};
    const pg::EarliestFrom<pg::Date> from{pg::Date{0}};
    const pg::Within<pg::Date> all_days{};
    if (kind == "no table") look_up(no_table, nobody, all_days);
    if (kind == "no column") look_up(no_column, nobody, all_days);
    if (kind == "key of another type") look_up(wrong_key, nobody, all_days);
    if (kind == "condition of another type") look_up(by_day, nobody, pg::Within<pg::Timestamp>{});
    if (kind == "index over other columns") look_up(wrong_index, nobody, pg::EarliestFrom<int>{0});
    if (kind == "falling index") look_up(falling, nobody, from);
    if (kind == "hash index") look_up(hashed, nobody, from);
    if (kind == "index of another table") look_up(others, nobody, from);
}

void read_as_another_type(Uuid trainer) {
    pg::KeyLookup row(by_day, trainer);
    row.next();
    row.get<std::string_view>(id_column);
}

// Views.

constinit pg::Check<std::int64_t(Uuid)> checked_count{
    "SELECT count(*) FROM coaching.sessions WHERE trainer_id = $1"};
constinit pg::Command<void(Uuid, int)> add_session{
    "INSERT INTO coaching.sessions (id, trainer_id, day, instant, number) "
    "VALUES ($2, $1, '2030-01-01', '2030-01-01 10:00Z', $2)"};

int count_rows(const Uuid& trainer) {
    pg::KeyLookup rows(by_day, trainer);
    return static_cast<int>(ids_of(rows).size());
}

int count_latest(const Uuid& trainer) {
    pg::LatestView latest;
    return count_rows(trainer);
}

/// Counted with the caller's snapshot, in a LatestView, by a Check, and once more as at first.
std::tuple<int, int, int, int> counts(Uuid trainer) {
    const int before = count_rows(trainer);
    const int latest = count_latest(trainer);
    return {before, latest, static_cast<int>(checked_count.one(trainer)), count_rows(trainer)};
}

/// The same after writing a row.
std::tuple<int, int, int, int> counts_after_adding(Uuid trainer, int id) {
    add_session.run(trainer, id);
    return counts(trainer);
}

/// What is written inside is not seen there, and in the next one it is.
std::tuple<int, int> counts_adding_inside(Uuid trainer, int id) {
    pg::LatestView latest;
    add_session.run(trainer, id);
    const int inside = count_rows(trainer);
    return {inside, count_latest(trainer)};
}

/// Whether the first row could be locked, and the rows before that and after.
std::tuple<bool, int, int> lock_and_count(Uuid trainer) {
    Witness witness;
    pg::LatestView latest;
    const int before = count_latest(trainer);
    pg::KeyLookup rows(by_day, trainer);
    const bool locked = rows.next() && rows.lock();
    return {locked, before, count_latest(trainer)};
}

void run_in_latest_view(std::string_view sql) {
    Witness witness;
    pg::LatestView latest;
    pg::run_utility(std::string(sql));
}

void refuse_in_latest_view(Uuid trainer) {
    Witness witness;
    pg::LatestView latest;
    pg::KeyLookup rows(by_day, trainer);
    rows.next();
    throw Failure(Token::not_available, "refused inside a view");
}

/// Fails inside a view inside an attempt inside a view, and counts on.
int count_after_attempt(Uuid trainer, std::string_view sql) {
    pg::LatestView latest;
    pg::attempt([&] {
        pg::LatestView inner;
        pg::KeyLookup rows(by_day, trainer, pg::EarliestFrom<pg::Date>{pg::Date{0}});
        rows.next();
        pg::run_utility(std::string(sql));
    });
    return count_rows(trainer);
}

// For measuring: so many of each, one after the other.

int probe_often(Uuid trainer, std::string_view kind, pg::Timestamp at, int times) {
    int found = 0;
    const pg::Timestamp end{at.microseconds + 7 * USECS_PER_DAY};
    for (int i = 0; i < times; ++i) {
        if (kind == "view") {
            pg::LatestView latest;
        } else if (kind == "key") {
            pg::KeyLookup rows(by_instant, trainer, pg::Equals<pg::Timestamp>{at});
            while (rows.next()) ++found;
        } else if (kind == "range") {
            pg::KeyLookup rows(by_instant, trainer,
                               pg::Within<pg::Timestamp>{.from = at, .before = end});
            while (rows.next()) ++found;
        } else if (kind == "before") {
            pg::KeyLookup rows(by_instant, trainer, pg::LatestBefore<pg::Timestamp>{at});
            found += rows.next();
        } else {
            pg::KeyLookup rows(by_instant, trainer, pg::EarliestFrom<pg::Timestamp>{at});
            found += rows.next();
        }
    }
    return found;
}

}  // namespace

COACHING_FUNCTION(bridge_by_day_ids, by_day_ids);
COACHING_FUNCTION(bridge_by_instant_ids, by_instant_ids);
COACHING_FUNCTION(bridge_by_number_ids, by_number_ids);
COACHING_FUNCTION(bridge_by_client_ids, by_client_ids);
COACHING_FUNCTION(bridge_live_ids, live_ids);
COACHING_FUNCTION(bridge_all_ids, all_ids);
COACHING_FUNCTION(bridge_row_of, row_of);
COACHING_FUNCTION(bridge_slip_in_lookup, slip_in_lookup);
COACHING_FUNCTION(bridge_read_as_another_type, read_as_another_type);
COACHING_FUNCTION(bridge_counts, counts);
COACHING_FUNCTION(bridge_counts_after_adding, counts_after_adding);
COACHING_FUNCTION(bridge_counts_adding_inside, counts_adding_inside);
COACHING_FUNCTION(bridge_lock_and_count, lock_and_count);
COACHING_FUNCTION(bridge_run_in_latest_view, run_in_latest_view);
COACHING_FUNCTION(bridge_refuse_in_latest_view, refuse_in_latest_view);
COACHING_FUNCTION(bridge_count_after_attempt, count_after_attempt);
COACHING_FUNCTION(bridge_probe_often, probe_often);

}  // namespace coaching::bridge_test
