// Removing what identifies a person. Other slices hang triggers on users.erased_at.
#pragma once

#include <span>

#include "base/uuid.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::identity {

/// Empties the personal columns of the person's users row, deactivates them and sets erased_at.
/// Does nothing where there is no such person. The caller has authorised it.
void erase_person(const Uuid& user);

/// The whole of a trigger that only empties: runs each statement about the person, $1, as the owner
/// of the tables.
pg::TriggerResult forget_person(pg::TriggerCall& call, std::span<pg::Check<void(Uuid)>> statements);

}  // namespace coaching::identity
