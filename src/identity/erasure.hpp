// Removing what identifies a person. Other slices hang triggers on users.erased_at.
#pragma once

#include "base/uuid.hpp"

namespace coaching::identity {

/// Empties the personal columns of the person's users row, deactivates them and sets erased_at.
/// Does nothing where there is no such person. The caller has authorised it.
void erase_person(const Uuid& user);

}  // namespace coaching::identity
