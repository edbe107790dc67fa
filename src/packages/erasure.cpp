// When a person is erased: what the app wrote about their lots goes, here and in the audit log, and
// what they offered is sold no more. The accounts stay: what was sold, paid and used belongs to the
// books.

#include "identity/erasure.hpp"

namespace coaching::packages {

namespace {

/// Each about the person $1. Checks, so that what was committed after a REPEATABLE READ snapshot
/// goes as well.
constinit pg::Check<void(Uuid)> emptyings[]{
    pg::Check<void(Uuid)>{"UPDATE coaching.client_packages SET metadata = '{}' "
                          "WHERE (client_id = $1 OR trainer_id = $1) AND metadata <> '{}'"},
    pg::Check<void(Uuid)>{"UPDATE coaching.session_packages SET is_active = false, metadata = '{}' "
                          "WHERE trainer_id = $1 AND (is_active OR metadata <> '{}')"},
    pg::Check<void(Uuid)>{
        "UPDATE coaching.audit_log SET changes = changes - 'metadata' "
        "WHERE table_name IN ('client_packages', 'session_packages') AND changes ? 'metadata' "
        "AND row_id IN (SELECT id::text FROM coaching.client_packages "
        "    WHERE client_id = $1 OR trainer_id = $1 "
        "  UNION ALL SELECT id::text FROM coaching.session_packages WHERE trainer_id = $1)"},
};

pg::TriggerResult forget_packages(pg::TriggerCall& call) {
    return identity::forget_person(call, emptyings);
}

}  // namespace

COACHING_TRIGGER(coaching_forget_packages, forget_packages);

}  // namespace coaching::packages
