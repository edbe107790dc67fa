// A trainer's clients, a row each.

#include "base/cursor.hpp"
#include "base/listing.hpp"
#include "dashboard/client_account.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/key_lookup.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/visibility.hpp"
#include "scheduling/server_time.hpp"
#include "training/attendance.hpp"
#include "training/percentage.hpp"

namespace coaching::dashboard {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;

// Who they are: the last columns are the total and the name as it is sorted by.
using Person =
    std::tuple<Uuid, Uuid, OptionalText, OptionalText, OptionalText, OptionalText, pg::Text, bool,
               OptionalTime, pg::Vector<pg::Text>, std::int64_t, pg::Text>;

// Each person is looked up by key: OFFSET 0 keeps the planner from reading all of a table instead.
constinit pg::Query<Person(Uuid, OptionalText, std::int32_t, bool, OptionalText, OptionalText)>
    client_page{
        "WITH mine AS ("
        "  SELECT r.id, r.client_id, r.status, r.is_primary, r.connected_at, r.client_goals, u.*, "
        "    lower(coalesce(u.full_name, '')) AS name_key "
        "  FROM coaching.trainer_clients r CROSS JOIN LATERAL ("
        "    SELECT full_name, email, email_key, phone, avatar_url FROM coaching.users "
        "    WHERE users.id = r.client_id OFFSET 0) u "
        "  WHERE r.trainer_id = $1 AND r.status IN ('active', 'paused')"
        "), matching AS ("
        "  SELECT *, count(*) OVER () AS total FROM mine "
        "  WHERE $2 IS NULL OR name_key LIKE lower($2) OR email_key LIKE lower($2)) "
        "SELECT id, client_id, full_name, email, phone, avatar_url, status, is_primary, "
        "  connected_at, client_goals, total, name_key "
        "FROM matching "
        "WHERE $5 IS NULL OR (status <> 'active', name_key, id) > ($4, $5, $6::uuid) "
        "ORDER BY status <> 'active', name_key, id LIMIT $3"};

constinit pg::TableColumns progress_columns{"workout_progress", "workout_progress_client_idx",
                                            "client_id", "completed_at"};
constinit pg::TableColumns log_columns{"workout_logs", "workout_logs_client_idx", "client_id",
                                       "started_at"};

/// What a client's training tells; nothing where the caller may not see it.
struct Training {
    OptionalTime last_workout;
    OptionalInt days_since_workout;
    OptionalInt week_due;
    OptionalInt week_done;
    std::optional<training::Percentage> compliance;
};

template <class Columns>
OptionalTime latest(Columns& columns, const Uuid& client) {
    const pg::Timestamp after_now{pg::transaction_time().microseconds + 1};
    pg::KeyLookup row(columns, client, pg::LatestBefore{after_now});
    if (!row.next()) return std::nullopt;
    return row.get<pg::Timestamp>(1);
}

Training training_of(const Uuid& id) {
    using relationships::DataKind;
    const relationships::VisibleClients& visible = relationships::visible_clients();
    const bool sees_logs = visible.sees(id, DataKind::workouts);
    const bool sees_progress = visible.sees(id, DataKind::progress);
    Training out;
    if (!sees_logs && !sees_progress) return out;
    const std::optional<training::Client> client = training::find_client(id);
    if (!client) return out;
    const LocalDate today = client->today();
    // An empty optional is less than any time.
    if (sees_logs) out.last_workout = latest(log_columns, id);
    if (sees_progress) out.last_workout = std::max(out.last_workout, latest(progress_columns, id));
    if (out.last_workout)
        out.days_since_workout =
            today.days_since_2000 -
            scheduling::date_at(client->zone, scheduling::instant_of(*out.last_workout))
                .days_since_2000;
    if (sees_progress) {
        const training::Tally week = training::week_of(*client, today);
        out.week_due = static_cast<std::int32_t>(week.due);
        out.week_done = static_cast<std::int32_t>(week.done);
        out.compliance =
            training::percentage(training::compliance_of(*client, recent_weeks(today)));
    }
    return out;
}

constexpr std::string_view clients_list = "trainer_clients";

pg::Text cursor_of(const Person& person) {
    const Uuid::Text id = std::get<0>(person).text();
    const bool is_active = std::get<6>(person) == "active";
    const std::string_view key[] = {is_active ? "f" : "t", std::get<11>(person), id};
    return pg::Text(encode_cursor(clients_list, key));
}

struct Place {
    bool is_paused = false;
    OptionalText name;
    OptionalText id;
};

Place read_cursor(const OptionalText& after) {
    if (!after) return {};
    const auto key = decode_cursor(clients_list, *after, 3);
    id_in_cursor(key[2]);
    return {key[0] == "t", pg::checked_text(key[1]), pg::Text(key[2])};
}

using ClientRow =
    std::tuple<Uuid, Uuid, OptionalText, OptionalText, OptionalText, OptionalText, pg::Text, bool,
               OptionalTime, pg::Vector<pg::Text>, std::int64_t, std::int64_t, OptionalTime,
               OptionalTime, OptionalTime, OptionalInt, OptionalInt, OptionalInt,
               std::optional<training::Percentage>, std::int64_t, pg::Text>;

ClientRow row_of(const Uuid& trainer, Person&& person) {
    pg::Text cursor = cursor_of(person);
    auto& [relationship, client, name, email, phone, avatar, status, is_primary, connected_at,
           goals, total, name_key] = person;
    const ClientAccount account = account_between(trainer, client);
    const Training training = training_of(client);
    return {relationship,
            client,
            std::move(name),
            std::move(email),
            std::move(phone),
            std::move(avatar),
            std::move(status),
            is_primary,
            connected_at,
            std::move(goals),
            account.credits.packages,
            account.credits.sessions,
            account.last_session,
            account.next_session,
            training.last_workout,
            training.days_since_workout,
            training.week_due,
            training.week_done,
            training.compliance,
            total,
            std::move(cursor)};
}

pg::Rows<ClientRow> get_trainer_clients(Uuid trainer, OptionalText search, std::int32_t max_rows,
                                        OptionalText after) {
    require_page_size(max_rows);
    identity::require_self_or_admin(trainer, "see a trainer's clients");
    OptionalText pattern;
    if (search && !search->empty()) pattern = pg::Text(pattern_containing(*search));
    const Place from = read_cursor(after);
    pg::Vector<Person> people;
    {
        pg::AsOwner owner;
        people = client_page.all(trainer, pattern, max_rows, from.is_paused, from.name, from.id);
    }
    pg::Rows<ClientRow> rows;
    rows.reserve(people.size());
    for (Person& person : people) {
        pg::check_for_interrupts();
        rows.push_back(row_of(trainer, std::move(person)));
    }
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_get_trainer_clients, get_trainer_clients);

}  // namespace coaching::dashboard
