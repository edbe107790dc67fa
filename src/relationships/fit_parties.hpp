// Who may begin something together: a relationship, a request, a sale.
#pragma once

#include "base/uuid.hpp"

namespace coaching::relationships {

/// Throws not_found or relationship_error unless the client is here and not deactivated, by what is
/// committed now.
void require_fit_client(const Uuid& client);

/// The same, and that the trainer is here, active and not deactivated.
void require_fit_parties(const Uuid& client, const Uuid& trainer);

}  // namespace coaching::relationships
