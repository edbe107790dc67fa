// Writing down a workout with its sets, in one call that may be repeated.

#include "base/failure.hpp"
#include "pg/error.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "training/documents.hpp"
#include "training/rights.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalTime = std::optional<pg::Timestamp>;
using relationships::DataKind;

/// The document itself, its list and the objects in that.
constexpr int document_depth = 3;
constexpr std::size_t most_bytes = 8 << 20;

// What the first call under a key was told.
#define COACHING_LOG_DIGEST "pg_catalog.sha256(pg_catalog.convert_to(ROW($1, $3)::text, 'UTF8'))"
using FirstLog = std::tuple<Uuid, bool>;
constinit pg::Check<FirstLog(Uuid, Uuid, pg::Json)> log_under_key{
    "SELECT id, coalesce(idempotency_digest = " COACHING_LOG_DIGEST
    ", false) "
    "FROM coaching.workout_logs WHERE client_id = $1 AND idempotency_key = $2"};
constinit pg::Check<Uuid(Uuid, OptionalId, pg::Json, OptionalString, OptionalId, OptionalTime,
                         OptionalTime, OptionalString, std::string, OptionalString)>
    insert_log{
        "INSERT INTO coaching.workout_logs (client_id, idempotency_key, idempotency_digest, "
        "metadata, name, plan_id, started_at, ended_at, notes, source, external_id) "
        "VALUES ($1, $2, CASE WHEN $2 IS NOT NULL THEN " COACHING_LOG_DIGEST
        " END, "
        "CASE jsonb_typeof($3 -> 'metadata') WHEN 'object' THEN $3 -> 'metadata' ELSE '{}' END, "
        "$4, $5, coalesce($6, now()), $7, $8, $9, $10) "
        "ON CONFLICT (client_id, idempotency_key) DO NOTHING RETURNING id"};
#undef COACHING_LOG_DIGEST

constinit pg::Command<void(Uuid, Uuid, OptionalId, OptionalString, OptionalId, OptionalTime,
                           OptionalInt, OptionalInt, OptionalString, OptionalString, OptionalString,
                           OptionalString, std::string, OptionalInt, OptionalString)>
    insert_set{
        "INSERT INTO coaching.workout_progress (client_id, log_id, exercise_id, exercise_name, "
        "catalog_exercise_id, completed_at, sets_completed, reps_completed, weight_used, "
        "duration_minutes, distance_km, rpe, set_type, rating, notes) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::numeric, $10::numeric, $11::numeric, "
        "$12::numeric, $13, $14, $15)"};

OptionalTime time_of(const OptionalString& text, const std::string& argument) {
    if (!text) return std::nullopt;
    return pg::require_timestamp(*text, argument);
}

/// The first workout under the key: nullopt where there is none. Throws invalid_argument where it
/// is another.
OptionalId find_first(const Uuid& client, const Uuid& key, const pg::Json& document) {
    const auto first = log_under_key.first(client, key, document);
    if (!first) return std::nullopt;
    const auto [log, is_same] = *first;
    if (!is_same)
        throw Failure(Token::invalid_argument, "this idempotency_key belongs to another workout")
            .with("argument", "idempotency_key");
    return log;
}

/// nullopt where another call under the key was quicker.
OptionalId insert(const Uuid& client, const pg::Json& document, const LogDocument& log,
                  OptionalTime started, const OptionalId& key) {
    try {
        return insert_log.first(client, key, document, log.name, log.plan_id, started,
                                time_of(log.ended_at, "ended_at"), log.notes, log.source,
                                log.external_id);
    } catch (const pg::Error& error) {
        if (error.constraint() != "workout_logs_external_key") throw;
        throw Failure(Token::invalid_argument, "a workout with this external_id is logged already")
            .with("argument", "external_id");
    }
}

/// A set without a time was done when the workout began.
void insert_sets(const Uuid& client, const Uuid& log, const LogDocument& document,
                 pg::Timestamp started) {
    for (const LoggedSet& set : document.sets) {
        pg::check_for_interrupts();
        insert_set.run(client, log, set.exercise_id, set.exercise_name, set.catalog_exercise_id,
                       time_of(set.completed_at, set.path + ".completed_at").value_or(started),
                       set.sets_completed, set.reps_completed, set.weight_used,
                       set.duration_minutes, set.distance_km, set.rpe, set.set_type, set.rating,
                       set.notes);
    }
}

Uuid log_workout(Uuid client, pg::Json document, OptionalId key) {
    require_may_log(client, DataKind::workouts);
    const pg::JsonDocument json(document);
    json.require_at_most(most_bytes, "the log");
    const LogDocument log = read_log(json.tree(document_depth));
    if (!log.sets.empty()) require_may_log(client, DataKind::progress);
    const pg::Timestamp started =
        time_of(log.started_at, "started_at").value_or(pg::transaction_time());
    pg::AsOwner owner;
    while (true) {
        pg::check_for_interrupts();
        if (key)
            if (const OptionalId first = find_first(client, *key, document)) return *first;
        if (const OptionalId id = insert(client, document, log, started, key)) {
            insert_sets(client, *id, log, started);
            return *id;
        }
    }
}

}  // namespace

COACHING_FUNCTION(coaching_log_workout, log_workout);

}  // namespace coaching::training
