// What a sale needs to be lawful, for the table and for the function.
#pragma once

#include "base/uuid.hpp"

namespace coaching::packages {

/// A trainer sells to their active clients. Throws relationship_error. Under the client's lock, so
/// that a relationship about to end is waited for.
void require_active_client(const Uuid& client, const Uuid& trainer);

}  // namespace coaching::packages
