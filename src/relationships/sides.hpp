// Who stands on which side of a relationship, for the tables of moves.
#pragma once

#include "base/state_machine.hpp"

namespace coaching::relationships {

inline constexpr Actors the_house = Actor::admin | Actor::system;
inline constexpr Actors both_sides = Actor::client | Actor::trainer | the_house;

}  // namespace coaching::relationships
