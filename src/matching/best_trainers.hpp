// The best trainers for one client, out of all.
#pragma once

#include <functional>

#include "matching/best.hpp"
#include "matching/client_wish.hpp"

namespace coaching::matching {

/// The first `wanted` of the trainers the client could get, best first. Goes through all profiles
/// as the active snapshot sees them, as the owner of the tables. `is_shown` says which of those
/// whom the directory does not list may be named; without it all may.
pg::Vector<Match> best_trainers(const Uuid& client, const Wish& wish, const Weights& weights,
                                std::size_t wanted,
                                const std::function<bool(const Uuid&)>& is_shown = nullptr);

}  // namespace coaching::matching
