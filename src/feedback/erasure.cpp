// When a person is erased: what was written by and about them goes, the words of reviews too. The
// audit log never had the texts. A rating stays, for the trainer's mean, and says nothing of whose
// it was.

#include "identity/erasure.hpp"

namespace coaching::feedback {

namespace {

/// Each about the person $1. Checks, so that what was committed after a REPEATABLE READ snapshot
/// goes as well.
constinit pg::Check<void(Uuid)> emptyings[]{
    pg::Check<void(Uuid)>{
        "DELETE FROM coaching.trainer_client_notes WHERE trainer_id = $1 OR client_id = $1"},
    pg::Check<void(Uuid)>{
        "DELETE FROM coaching.trainer_session_notes WHERE trainer_id = $1 OR client_id = $1"},
    pg::Check<void(Uuid)>{
        "DELETE FROM coaching.coaching_insights WHERE trainer_id = $1 OR client_id = $1"},
    // Those without words as well: somebody may be adding some.
    pg::Check<void(Uuid)>{"UPDATE coaching.trainer_reviews SET comment = NULL "
                          "WHERE trainer_id = $1 OR client_id = $1"},
};

pg::TriggerResult forget_feedback(pg::TriggerCall& call) {
    return identity::forget_person(call, emptyings);
}

}  // namespace

COACHING_TRIGGER(coaching_forget_feedback, forget_feedback);

}  // namespace coaching::feedback
