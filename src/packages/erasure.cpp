// When a person is erased: what the app wrote about their lots goes, by what a payment can be found
// with the payment service as well, and what they offered is sold no more. The accounts stay: what
// was sold, paid and used belongs to the books. Where they go too, the ledger goes with the
// sessions, which it refers to.

#include "packages/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::packages {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

constinit identity::HeldRows rows_after_people[]{
    COACHING_HELD_ROWS("SELECT id FROM coaching.client_packages "
                       "WHERE client_id = $1 OR trainer_id = $1 OR sold_by = $1 ORDER BY id"),
    COACHING_HELD_ROWS(
        "SELECT id FROM coaching.session_packages WHERE trainer_id = $1 ORDER BY id"),
};

constinit ErasureStep steps[]{
    // The name of a trainer's own package is the trainer's word.
    {"client_packages", emptied,
     "UPDATE coaching.client_packages l SET metadata = '{}', "
     "idempotency_key = NULL, idempotency_digest = NULL, "
     "name = CASE WHEN p.trainer_id = $1 THEN 'erased' ELSE l.name END "
     "FROM coaching.session_packages p WHERE p.id = l.package_id "
     "AND (l.client_id = $1 OR l.trainer_id = $1 OR l.sold_by = $1) "
     "AND (l.metadata <> '{}' OR (p.trainer_id = $1 AND l.name <> 'erased') "
     "OR num_nonnulls(l.idempotency_key, l.idempotency_digest) > 0)"},
    {"package_payments", emptied,
     "UPDATE coaching.package_payments SET external_id = NULL "
     "WHERE client_id = $1 AND external_id IS NOT NULL"},
    {"trainer_package_pricing", deleted,
     "DELETE FROM coaching.trainer_package_pricing WHERE trainer_id = $1"},
    {"session_packages", emptied,
     "UPDATE coaching.session_packages SET is_active = false, name = 'erased', "
     "description = NULL, metadata = '{}' WHERE trainer_id = $1 AND (is_active "
     "OR name <> 'erased' OR description IS NOT NULL OR metadata <> '{}')"},
};

constinit ErasureStep accounts[]{
    {"package_payments", deleted, "DELETE FROM coaching.package_payments WHERE client_id = $1"},
    {"package_commissions", deleted,
     "DELETE FROM coaching.package_commissions WHERE client_id = $1"},
    {"client_packages", deleted, "DELETE FROM coaching.client_packages WHERE client_id = $1"},
    {"session_packages", deleted,
     "DELETE FROM coaching.session_packages p WHERE trainer_id = $1 "
     "AND NOT EXISTS (SELECT FROM coaching.client_packages l WHERE l.package_id = p.id)"},
};

constinit identity::RowsKept kept[]{
    {"client_packages", Why::accounts,
     "SELECT count(*) FROM coaching.client_packages "
     "WHERE client_id = $1 OR trainer_id = $1 OR sold_by = $1"},
    {"package_payments", Why::accounts,
     "SELECT count(*) FROM coaching.package_payments WHERE client_id = $1 OR trainer_id = $1"},
    {"package_ledger", Why::accounts,
     "SELECT count(*) FROM coaching.package_ledger WHERE client_id = $1 OR trainer_id = $1"},
    {"package_commissions", Why::accounts,
     "SELECT count(*) FROM coaching.package_commissions c WHERE trainer_id = $1 "
     "OR client_package_id IN (SELECT id FROM coaching.client_packages WHERE client_id = $1)"},
    {"session_packages", Why::accounts,
     "SELECT count(*) FROM coaching.session_packages WHERE trainer_id = $1"},
};

identity::ErasurePart part{.rows = {},
                           .rows_after_people = rows_after_people,
                           .steps = steps,
                           .accounts = accounts,
                           .kept = kept};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::packages
