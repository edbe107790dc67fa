// When a person is erased: what they did, what was planned for them and what they wrote for
// themselves goes. What a trainer planned for others is those others': what is to be done stays,
// the trainer's words about it go.

#include "training/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::training {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

// Whose workouts a trainer may have written down. An array, so that the index finds them.
#define CLIENTS "ARRAY(SELECT client_id FROM coaching.trainer_clients WHERE trainer_id = $1)"

// For admins alone all is gone through, since no index, which every row would pay for, finds
// theirs. Who was one once, the log knows as long as it is kept.
#define WAS_ADMIN                                                                              \
    "(EXISTS (SELECT FROM coaching.users WHERE id = $1 AND 'admin' = ANY (roles)) OR "         \
    "EXISTS (SELECT FROM coaching.audit_log WHERE row_id = $1::text AND table_name = 'users' " \
    "AND changes ->> 'roles' LIKE '%admin%'))"

// The exercises first and the plan last, as whoever is working on it locks them.
constinit identity::HeldRows rows[]{
    COACHING_HELD_ROWS("SELECT id FROM coaching.programs "
                       "WHERE user_id = $1 OR assigned_to_client = $1 ORDER BY id"),
    COACHING_HELD_ROWS(
        "SELECT id FROM coaching.workout_exercises WHERE plan_id = ANY (ARRAY("
        "  SELECT id FROM coaching.workout_plans "
        "  WHERE client_id = $1 OR trainer_id = $1 OR created_by = $1)) ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.workout_plans "
                       "WHERE client_id = $1 OR trainer_id = $1 OR created_by = $1 ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.workout_logs WHERE client_id = ANY (" CLIENTS
                       " || $1) AND (client_id = $1 OR logged_by = $1) ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.workout_progress WHERE client_id = ANY (" CLIENTS
                       " || $1) AND (client_id = $1 OR logged_by = $1) ORDER BY id"),
};

constinit ErasureStep steps[]{
    {"workout_progress", deleted, "DELETE FROM coaching.workout_progress WHERE client_id = $1"},
    {"workout_logs", deleted, "DELETE FROM coaching.workout_logs WHERE client_id = $1"},
    {"workout_exercises", deleted, "DELETE FROM coaching.workout_exercises WHERE client_id = $1"},
    {"workout_plans", deleted, "DELETE FROM coaching.workout_plans WHERE client_id = $1"},
    // A trainer's words in what others keep.
    {"workout_progress", emptied,
     "UPDATE coaching.workout_progress SET notes = NULL WHERE client_id = ANY (" CLIENTS
     ") AND logged_by = $1 AND notes IS NOT NULL"},
    {"workout_logs", emptied,
     "UPDATE coaching.workout_logs SET name = NULL, notes = NULL, metadata = '{}' "
     "WHERE client_id = ANY (" CLIENTS
     ") AND logged_by = $1 AND (num_nonnulls(name, notes) > 0 OR metadata <> '{}')"},
    // An admin's, in those of whomever.
    {"workout_progress", emptied,
     "UPDATE coaching.workout_progress SET notes = NULL WHERE " WAS_ADMIN
     " AND logged_by = $1 AND notes IS NOT NULL"},
    {"workout_logs", emptied,
     "UPDATE coaching.workout_logs SET name = NULL, notes = NULL, metadata = '{}' WHERE " WAS_ADMIN
     " AND logged_by = $1 AND (num_nonnulls(name, notes) > 0 OR metadata <> '{}')"},
    {"workout_exercises", emptied,
     "UPDATE coaching.workout_exercises SET notes = NULL WHERE plan_id IN ("
     "  SELECT id FROM coaching.workout_plans WHERE trainer_id = $1 OR created_by = $1) "
     "AND notes IS NOT NULL"},
    {"workout_plans", emptied,
     "UPDATE coaching.workout_plans SET title = 'erased', description = NULL, goals = NULL, "
     "metadata = '{}' WHERE (trainer_id = $1 OR created_by = $1) AND (title <> 'erased' "
     "OR num_nonnulls(description, goals) > 0 OR metadata <> '{}')"},
    {"program_exercises", deleted,
     "DELETE FROM coaching.program_exercises e USING coaching.programs p "
     "WHERE p.id = e.program_id AND p.user_id = $1 AND p.assigned_to_client IS NULL"},
    {"programs", deleted,
     "DELETE FROM coaching.programs WHERE user_id = $1 AND assigned_to_client IS NULL"},
    // What a client was given stays theirs; what was made for this client alone is about them, and
    // what was made for many is not.
    {"program_exercises", emptied,
     "UPDATE coaching.program_exercises e SET notes = NULL FROM coaching.programs p "
     "WHERE p.id = e.program_id AND e.notes IS NOT NULL "
     "AND (p.user_id = $1 OR (p.assigned_to_client = $1 AND NOT p.is_template))"},
    {"programs", emptied,
     "UPDATE coaching.programs SET coach_notes = NULL, client_goals = '{}', metadata = '{}', "
     "name = CASE WHEN user_id = $1 OR NOT is_template THEN 'erased' ELSE name END, "
     "description = CASE WHEN user_id <> $1 AND is_template THEN description END, "
     "is_template = is_template AND user_id <> $1, "
     "visibility = CASE WHEN user_id = $1 THEN 'private' ELSE visibility END, "
     "assigned_to_client = nullif(assigned_to_client, $1) "
     "WHERE assigned_to_client = $1 OR (user_id = $1 AND (name <> 'erased' OR is_template "
     "OR visibility <> 'private' OR num_nonnulls(description, coach_notes) > 0 "
     "OR client_goals <> '{}' OR metadata <> '{}'))"},
};

constinit identity::RowsKept kept[]{
    {"workout_plans", Why::history,
     "SELECT count(*) FROM coaching.workout_plans WHERE trainer_id = $1 OR created_by = $1"},
    {"programs", Why::history, "SELECT count(*) FROM coaching.programs WHERE user_id = $1"},
    {"workout_logs", Why::history,
     "SELECT count(*) FROM coaching.workout_logs WHERE client_id = ANY (" CLIENTS
     ") AND logged_by = $1"},
    {"workout_progress", Why::history,
     "SELECT count(*) FROM coaching.workout_progress WHERE client_id = ANY (" CLIENTS
     ") AND logged_by = $1"},
};

#undef WAS_ADMIN
#undef CLIENTS

identity::ErasurePart part{.rows = rows, .steps = steps, .kept = kept};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::training
