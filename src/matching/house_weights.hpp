// The weights in force: the defaults, and what the house has put in their place.
#pragma once

#include "matching/factors.hpp"

namespace coaching::matching {

/// As the active snapshot sees them, so that a change counts at once.
Weights weights_in_force();

}  // namespace coaching::matching
