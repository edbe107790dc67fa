// When a person is erased: what was written by and about them goes, the words of reviews too. A
// rating stays, for the trainer's mean, and says nothing of whose it was.

#include "feedback/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::feedback {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

constinit identity::HeldRows rows[]{
    COACHING_HELD_ROWS("SELECT id FROM coaching.trainer_client_notes "
                       "WHERE trainer_id = $1 OR client_id = $1 ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.trainer_session_notes "
                       "WHERE trainer_id = $1 OR client_id = $1 ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.coaching_insights "
                       "WHERE trainer_id = $1 OR client_id = $1 ORDER BY id"),
    COACHING_HELD_ROWS("SELECT id FROM coaching.trainer_reviews "
                       "WHERE trainer_id = $1 OR client_id = $1 ORDER BY id"),
};

constinit identity::HeldRows rows_after_people[]{
    COACHING_HELD_ROWS("SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id IN ("
                       "  SELECT trainer_id FROM coaching.trainer_reviews WHERE client_id = $1) "
                       "ORDER BY trainer_id")};

constinit ErasureStep steps[]{
    {"trainer_client_notes", deleted,
     "DELETE FROM coaching.trainer_client_notes WHERE trainer_id = $1 OR client_id = $1"},
    {"trainer_session_notes", deleted,
     "DELETE FROM coaching.trainer_session_notes WHERE trainer_id = $1 OR client_id = $1"},
    {"coaching_insights", deleted,
     "DELETE FROM coaching.coaching_insights WHERE trainer_id = $1 OR client_id = $1"},
    {"trainer_reviews", emptied,
     "UPDATE coaching.trainer_reviews SET comment = NULL "
     "WHERE (trainer_id = $1 OR client_id = $1) AND comment IS NOT NULL"},
};

constinit ErasureStep accounts[]{
    {"trainer_reviews", deleted, "DELETE FROM coaching.trainer_reviews WHERE client_id = $1"}};

constinit identity::RowsKept kept[]{
    {"trainer_reviews", Why::history,
     "SELECT count(*) FROM coaching.trainer_reviews WHERE trainer_id = $1 OR client_id = $1"}};

identity::ErasurePart part{.rows = rows,
                           .rows_after_people = rows_after_people,
                           .steps = steps,
                           .accounts = accounts,
                           .kept = kept};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::feedback
