// A client goes from one trainer to another: the two relationships. Between the beginning and the
// end both are active, so that sessions, plans and packages can go over.
#pragma once

#include <optional>
#include <span>

#include "relationships/people_between.hpp"

namespace coaching::relationships {

struct Handover {
    Uuid client;
    Uuid from_trainer;
    Uuid to_trainer;
};

struct Succession {
    Uuid ending;
    Uuid lasting;
    bool is_new;  ///< the lasting one: the two were not active trainer and client before
};

/// Locks the client's live relationships, `rows` of later slices between the client and the old
/// trainer, client and new trainer, and the profiles of both trainers: everything in the order of
/// people_between.hpp up to the lots.
void lock_for_handover(const Handover& handover, std::span<RowsBetween* const> rows);

/// Makes client and new trainer active trainer and client, unless they are. All is locked and the
/// caller authorised. Throws not_found, blocked, capacity_reached, and relationship_error where the
/// old relationship is not active, or the new one paused.
Succession begin_handover(const Handover& handover, const std::optional<Uuid>& assigned_by);

/// Completes the old relationship. The lasting one is the primary one if that was; a new one gets
/// its permissions and goals, one that was there keeps its own, but for goals where it has none.
void finish_handover(const Succession& two);

}  // namespace coaching::relationships
