// Histories kept in other apps: what the reader makes of the file is written to the tables, in
// batches, all in the caller's transaction.

#include "base/failure.hpp"
#include "base/json_object.hpp"
#include "identity/caller.hpp"
#include "pg/decimal.hpp"
#include "pg/error.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/server_time.hpp"
#include "training/client.hpp"
#include "training/history_reader.hpp"
#include "training/rights.hpp"
#include "training/zone_clock.hpp"

namespace coaching::training {

namespace {

using relationships::DataKind;
using std::string_view;
template <class T>
using Column = pg::Vector<T>;
template <class T>
using NullableColumn = pg::Vector<std::optional<T>>;

constexpr std::size_t most_csv_bytes = 32 << 20;
constexpr std::size_t sets_per_statement = 5000;

// Checks, all of them: under REPEATABLE READ, what another import has committed since must be seen.
constinit pg::Check<void(Uuid, string_view, Column<string_view>, NullableColumn<string_view>,
                         Column<pg::Timestamp>, NullableColumn<pg::Timestamp>,
                         NullableColumn<string_view>)>
    insert_logs{
        "INSERT INTO coaching.workout_logs "
        "(client_id, source, external_id, name, started_at, ended_at, notes) "
        "SELECT $1, $2, s.* FROM unnest($3, $4, $5, $6, $7) AS s "
        "ON CONFLICT (client_id, source, external_id) DO NOTHING"};
/// The place among $3, and the log, which nobody can delete any more until we are done.
constinit pg::Check<std::tuple<std::int32_t, Uuid>(Uuid, string_view, Column<string_view>)>
    hold_logs{
        "SELECT s.place::integer, l.id FROM unnest($3) WITH ORDINALITY AS s (external_id, place) "
        "JOIN coaching.workout_logs l ON l.client_id = $1 AND l.source = $2 "
        "AND l.external_id = s.external_id FOR KEY SHARE OF l"};
constinit pg::Check<void(Uuid, Column<Uuid>, Column<string_view>, Column<string_view>,
                         Column<pg::Timestamp>, NullableColumn<std::int32_t>,
                         NullableColumn<pg::Decimal<3>>, NullableColumn<pg::Decimal<4>>,
                         NullableColumn<pg::Decimal<4>>, NullableColumn<pg::Decimal<1>>,
                         Column<string_view>, NullableColumn<string_view>)>
    insert_sets{
        "INSERT INTO coaching.workout_progress "
        "(client_id, sets_completed, log_id, external_id, exercise_name, completed_at, "
        "reps_completed, weight_used, duration_minutes, distance_km, rpe, set_type, notes) "
        "SELECT $1, 1, s.* FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS s "
        "ON CONFLICT (log_id, client_id, external_id) DO NOTHING"};

template <class T, class Value>
std::optional<T> wrapped(const std::optional<Value>& value) {
    return value ? std::optional<T>(T{*value}) : std::nullopt;
}

std::optional<string_view> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<string_view>(text);
}

History read_history(string_view csv, const HistoryRules& rules) {
    HistoryReader reader(csv, rules);
    while (reader.read_line()) pg::check_for_interrupts();
    return reader.take();
}

/// The sessions that have sets, and the logs they are written to.
class Logs {
public:
    Logs(const Uuid& client, string_view source, const History& history)
        : client_(client), source_(source), history_(history) {
        ids_.resize(history.sessions.size());
    }

    /// Makes the logs that are not there; the number made.
    std::int64_t write() {
        std::int64_t made = 0;
        Column<std::uint32_t> missing;
        for (std::uint32_t i = 0; i < history_.sessions.size(); ++i)
            if (history_.sessions[i].sets > 0) missing.push_back(i);
        // A log that was there may be deleted by somebody before it is held.
        while (!missing.empty()) {
            made += insert(missing);
            missing = hold(missing);
        }
        return made;
    }

    const Uuid& of(const HistorySet& set) const { return *ids_[set.session]; }

private:
    std::int64_t insert(const Column<std::uint32_t>& sessions) {
        Column<string_view> external_ids;
        NullableColumn<string_view> names;
        Column<pg::Timestamp> starts;
        NullableColumn<pg::Timestamp> ends;
        NullableColumn<string_view> notes;
        for (const std::uint32_t i : sessions) {
            const HistorySession& session = history_.sessions[i];
            external_ids.push_back(session.external_id);
            names.push_back(unless_empty(session.title));
            starts.push_back(scheduling::timestamp_of(session.start));
            ends.push_back(session.end ? std::optional(scheduling::timestamp_of(*session.end))
                                       : std::nullopt);
            notes.push_back(unless_empty(session.notes));
        }
        return static_cast<std::int64_t>(
            insert_logs.run(client_, source_, external_ids, names, starts, ends, notes));
    }

    /// Those of which there still is no log.
    Column<std::uint32_t> hold(const Column<std::uint32_t>& sessions) {
        Column<string_view> external_ids;
        for (const std::uint32_t i : sessions)
            external_ids.push_back(history_.sessions[i].external_id);
        hold_logs.each(client_, source_, external_ids, [&](std::tuple<std::int32_t, Uuid>&& row) {
            const auto& [place, log] = row;
            ids_[sessions[static_cast<std::size_t>(place - 1)]] = log;
        });
        Column<std::uint32_t> missing;
        for (const std::uint32_t i : sessions)
            if (!ids_[i]) missing.push_back(i);
        return missing;
    }

    Uuid client_;
    string_view source_;
    const History& history_;
    NullableColumn<Uuid> ids_;
};

/// The number of those that were not there.
std::int64_t write_sets(const Uuid& client, const History& history,
                        std::span<const HistorySet> sets, const Logs& logs) {
    Column<Uuid> log_ids;
    Column<string_view> external_ids;
    Column<string_view> exercises;
    Column<pg::Timestamp> times;
    NullableColumn<std::int32_t> repetitions;
    NullableColumn<pg::Decimal<3>> weights;
    NullableColumn<pg::Decimal<4>> minutes;
    NullableColumn<pg::Decimal<4>> distances;
    NullableColumn<pg::Decimal<1>> exertions;
    Column<string_view> types;
    NullableColumn<string_view> notes;
    for (const HistorySet& set : sets) {
        log_ids.push_back(logs.of(set));
        external_ids.push_back(set.external_id);
        exercises.push_back(history.exercises[set.exercise]);
        // Exports do not say when in its session a set was done.
        times.push_back(scheduling::timestamp_of(history.sessions[set.session].start));
        repetitions.push_back(set.repetitions);
        weights.push_back(wrapped<pg::Decimal<3>>(set.grams));
        minutes.push_back(wrapped<pg::Decimal<4>>(set.minutes_10000));
        distances.push_back(wrapped<pg::Decimal<4>>(set.decimetres));
        exertions.push_back(wrapped<pg::Decimal<1>>(set.rpe_tenths));
        types.push_back(set_type_name(set.type));
        notes.push_back(unless_empty(set.notes));
    }
    try {
        return static_cast<std::int64_t>(insert_sets.run(client, log_ids, external_ids, exercises,
                                                         times, repetitions, weights, minutes,
                                                         distances, exertions, types, notes));
    } catch (const pg::Error& error) {
        // The workouts are held; but a foreign key looks with the snapshot of the transaction.
        if (error.constraint() != "workout_progress_log_fkey") throw;
        throw Failure(Token::not_found,
                      "a workout of the history is younger than this transaction's snapshot")
            .hint("Begin the transaction anew.");
    }
}

pg::Json json_of(const std::vector<SkippedLine>& lines) {
    std::string json = "[";
    for (const auto& [line, code, message] : lines) {
        if (json.size() > 1) json += ", ";
        json += JsonObject().add("line", line).add("code", code).add("message", message).text();
    }
    return pg::json_from_text(json + "]");
}

HistoryFormat require_format(string_view name) {
    if (const auto format = history_format_named(name)) return *format;
    throw Failure(Token::invalid_argument, "format must be strong or hevy")
        .with("argument", "format");
}

WeightUnit require_unit(string_view name) {
    if (const auto unit = read_weight_unit(name)) return *unit;
    throw Failure(Token::invalid_argument, "unit must be kg or lb").with("argument", "unit");
}

/// Throws not_found.
Client require_client(const Uuid& id) {
    if (auto client = find_client(id)) return std::move(*client);
    throw identity::no_such_user(id);
}

/// New sessions, new sets, sets that were there, lines that are no sets.
using Report = std::tuple<std::int32_t, std::int32_t, std::int32_t, pg::Json>;

pg::Rows<Report> import_training_history(Uuid client_id, string_view format_name, string_view csv,
                                         string_view unit_name) {
    const HistoryFormat format = require_format(format_name);
    const WeightUnit unit = require_unit(unit_name);
    require_may_log(client_id, DataKind::workouts);
    require_may_log(client_id, DataKind::progress);
    require_at_most(most_csv_bytes, csv, "csv");
    const Client client = require_client(client_id);
    const ZoneClock clock(client.zone);
    const History history = read_history(csv, {format, unit, clock});

    pg::AsOwner owner;
    // One import at a time: two of the same file would wait for each other's sets in a circle.
    relationships::lock_person(client_id);
    Logs logs(client_id, history_format_name(format), history);
    const std::int64_t sessions = logs.write();
    std::int64_t added = 0;
    const std::span<const HistorySet> sets = history.sets;
    for (std::size_t i = 0; i < sets.size(); i += sets_per_statement) {
        pg::check_for_interrupts();
        const std::size_t count = std::min(sets_per_statement, sets.size() - i);
        added += write_sets(client_id, history, sets.subspan(i, count), logs);
    }
    pg::Rows<Report> report;
    report.push_back({static_cast<std::int32_t>(sessions), static_cast<std::int32_t>(added),
                      static_cast<std::int32_t>(static_cast<std::int64_t>(sets.size()) - added),
                      json_of(history.skipped)});
    return report;
}

}  // namespace

COACHING_FUNCTION(coaching_import_training_history, import_training_history);

}  // namespace coaching::training
