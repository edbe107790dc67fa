// Keys of rows.
#pragma once

#include "base/uuid.hpp"

namespace coaching::identity {

/// A UUIDv7, larger than every one this backend has given before.
Uuid new_id();

/// Whether it is the last that new_id() gave and this is asked for the first time: then no row has
/// it yet but the one in hand.
bool is_unused_id(const Uuid& id);

}  // namespace coaching::identity
