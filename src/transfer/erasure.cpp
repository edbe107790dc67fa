// When a person is erased: what was said about their transfers goes; that they took place stays.

#include "transfer/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::transfer {

namespace {

using identity::ErasureStep;
using Why = identity::RowsKept::Why;
using enum identity::ErasureStep::Deed;

constinit ErasureStep steps[]{
    {"client_transfers", emptied,
     "UPDATE coaching.client_transfers SET reason = NULL, details = '{}' "
     "WHERE (client_id = $1 OR from_trainer_id = $1 OR to_trainer_id = $1) "
     "AND (reason IS NOT NULL OR details <> '{}')"},
    {"client_transfers", emptied,
     "UPDATE coaching.client_transfers SET reason = NULL "
     "WHERE transferred_by = $1 AND reason IS NOT NULL"},
};

constinit ErasureStep accounts[]{
    {"client_transfers", deleted, "DELETE FROM coaching.client_transfers WHERE client_id = $1"}};

constinit identity::RowsKept kept[]{
    {"client_transfers", Why::accounts,
     "SELECT count(*) FROM coaching.client_transfers WHERE client_id = $1 "
     "OR from_trainer_id = $1 OR to_trainer_id = $1 OR transferred_by = $1"}};

identity::ErasurePart part{.rows = {}, .steps = steps, .accounts = accounts, .kept = kept};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::transfer
