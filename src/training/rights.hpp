// Who writes what in this slice, for the triggers and for the functions, which act as the owner of
// the tables and ask first.
#pragma once

#include "base/uuid.hpp"
#include "pg/trigger.hpp"
#include "pg/values.hpp"
#include "relationships/visibility.hpp"

namespace coaching::training {

/// Whether the trainer is an active one of the client's and may write programs for them, by what is
/// committed now.
bool may_program(const Uuid& client, const Uuid& trainer);

/// Throws permission_denied unless the caller may write down what the client did: the client, an
/// active trainer whom the client lets see data of that kind, and the house, for which the client
/// must exist (not_found). Inside AsOwner nobody is refused.
void require_may_log(const Uuid& client, relationships::DataKind kind);

/// The same for an update or a deletion of a row with a logged_by: a trainer changes only what they
/// wrote themselves.
void require_own_entry(const pg::TriggerCall& call, relationships::DataKind kind);

/// Today by the client's clock. Throws not_found.
pg::Date today_of(const Uuid& client);

/// Where a row names an exercise of the catalogue: throws not_found unless it stands there, and
/// takes its name where the row's exercise_name is NULL. Throws invalid_argument where no name is
/// left to take.
void take_name_from_catalogue(const pg::TriggerCall& call, pg::NewRow& row);

/// Whether the update changes nothing but takes a reference away, as a foreign key does when what
/// it points to is deleted. Whoever may delete that need have no right to this row, so look whether
/// it is gone and let the change pass. `generated` is not computed yet and does not count.
bool only_takes_away(const pg::TriggerCall& call, const char* column,
                     const char* generated = nullptr);

}  // namespace coaching::training
