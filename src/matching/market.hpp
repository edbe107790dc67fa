// Many clients and all trainers who take some: who goes to whom.
#pragma once

#include "matching/assignment.hpp"
#include "matching/best.hpp"
#include "matching/client_wish.hpp"
#include "matching/trainer_week.hpp"

namespace coaching::matching {

/// What is proposed for one client, and why: a trainer with the score, or neither.
struct Proposal {
    Uuid client;
    std::optional<Uuid> trainer;
    std::optional<int> score;
    Explanation because;
};

/// The stable assignment that is best for the clients (assignment.hpp), as the active snapshot sees
/// the tables; clients and trainers both rank by the score, then by id. In the order of `clients`,
/// which must rise. Throws not_found where one is no user. Reads as the owner of the tables.
pg::Vector<Proposal> propose(const pg::Vector<Uuid>& clients);

/// The most clients one call takes.
inline constexpr std::size_t most_clients = 100'000;

/// How many of the best trainers are on a client's list, among so many clients. As many as there
/// are clients are enough: of them at least one is not taken by the others. Above three thousand
/// clients lists become shorter, so that all together have at most ten million entries.
constexpr std::size_t choices_among(std::size_t clients) {
    constexpr std::size_t entries = 10'000'000;
    constexpr std::size_t fewest = 20;
    const std::size_t affordable = entries / (clients == 0 ? 1 : clients);
    return std::min(clients, std::max(fewest, affordable));
}

}  // namespace coaching::matching
