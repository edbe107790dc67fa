// Making two people active trainer and client.
#pragma once

#include <optional>
#include <string_view>

#include "base/uuid.hpp"
#include "pg/memory.hpp"

namespace coaching::relationships {

/// How the two came together.
struct Connection {
    std::string_view origin;
    std::optional<pg::Text> notes;
    std::optional<Uuid> assigned_by;
    std::optional<pg::Text> invitation_method;
    std::optional<pg::Text> invitation_message;
};

/// The active relationship of the two, by what is committed now.
std::optional<Uuid> active_relationship(const Uuid& client, const Uuid& trainer);

/// Whether the two have a relationship that is active or paused, by what is committed now.
bool are_connected(const Uuid& client, const Uuid& trainer);

/// Makes the relationship active, from a proposal that waits or anew, and gives its id. The caller
/// has authorised it; the table's triggers judge capacity, blocks and the primary trainer.
Uuid connect(const Uuid& client, const Uuid& trainer, const Connection& how);

/// The same, by the house: an assignment, or what came of the client's interest where one is open.
Uuid assign(const Uuid& client, const Uuid& trainer, const std::optional<Uuid>& assigned_by,
            const std::optional<pg::Text>& notes = std::nullopt);

}  // namespace coaching::relationships
