// What a client looks for, and whom they have to do with already, read from the tables.
#pragma once

#include "matching/explanation.hpp"
#include "pg/memory.hpp"

namespace coaching::matching {

/// As the active snapshot sees it; nothing said where the client has no profile. Throws not_found
/// for somebody unknown. Reads as the owner of the tables.
Wish wish_of(const Uuid& client);

/// Who is never offered to a client, by what stands between the two. Reads with the active snapshot
/// as the owner of the tables.
class Between {
public:
    explicit Between(const Uuid& client);

    /// The first reason; nothing where nothing is between the client and the trainer.
    std::optional<Exclusion> exclusion(const Uuid& trainer) const;
    /// Whether the client has a trainer, active or paused.
    bool is_connected() const { return !connected_.empty(); }

private:
    pg::FlatSet<Uuid> blocked_;
    pg::FlatSet<Uuid> connected_;
};

}  // namespace coaching::matching
