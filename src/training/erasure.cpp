// When a person is erased: what they did, what was planned for them and what they wrote for
// themselves goes, here and in the audit log. Plans they made for others are those others'.

#include "identity/erasure.hpp"

namespace coaching::training {

namespace {

/// Each about the person $1. Checks, so that what was committed after a REPEATABLE READ snapshot
/// goes as well. The audit log last: deleting writes to it.
constinit pg::Check<void(Uuid)> emptyings[]{
    pg::Check<void(Uuid)>{"DELETE FROM coaching.workout_progress WHERE client_id = $1"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.workout_logs WHERE client_id = $1"},
    // The exercises first and the plan last, as whoever is working on it locks them.
    pg::Check<void(Uuid)>{"DELETE FROM coaching.workout_exercises WHERE client_id = $1"},
    pg::Check<void(Uuid)>{"DELETE FROM coaching.workout_plans WHERE client_id = $1"},
    // What a client was given stays theirs. The others are emptied first: the audit log keeps what
    // was deleted.
    pg::Check<void(Uuid)>{
        "UPDATE coaching.programs SET name = 'erased', description = NULL, coach_notes = NULL, "
        "client_goals = '{}', metadata = '{}' WHERE user_id = $1 AND assigned_to_client IS NULL"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.audit_log SET changes = '{}' WHERE table_name = 'programs' "
        "AND changes <> '{}' AND row_id IN (SELECT id::text FROM coaching.programs "
        "  WHERE user_id = $1 AND assigned_to_client IS NULL)"},
    pg::Check<void(Uuid)>{
        "DELETE FROM coaching.programs WHERE user_id = $1 AND assigned_to_client IS NULL"},
    // First what was written for them, while the audit log still knows for whom.
    pg::Check<void(Uuid)>{
        "UPDATE coaching.programs SET coach_notes = NULL, client_goals = '{}', metadata = '{}' "
        "WHERE assigned_to_client = $1"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.programs SET assigned_to_client = NULL WHERE assigned_to_client = $1"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.programs SET is_template = false, visibility = 'private', metadata = '{}' "
        "WHERE user_id = $1"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.audit_log SET changes = '{}' WHERE client_id = $1 AND changes <> '{}' "
        "AND table_name IN ('workout_progress', 'workout_logs', 'workout_plans', "
        "'workout_exercises', 'programs')"},
    pg::Check<void(Uuid)>{
        // Of programs they deleted themselves.
        "UPDATE coaching.audit_log SET changes = '{}' WHERE actor = $1 AND trainer_id = $1 "
        "AND table_name = 'programs' AND changes <> '{}'"},
};

pg::TriggerResult forget_training(pg::TriggerCall& call) {
    return identity::forget_person(call, emptyings);
}

}  // namespace

COACHING_TRIGGER(coaching_forget_training, forget_training);

}  // namespace coaching::training
