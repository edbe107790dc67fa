// The life of a workout plan. An empty `from` is nothing yet.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::training {

/// workout_plans.status. What was followed elsewhere before, the house brings as it ended. The
/// system completes a plan whose time is over or that another replaces.
inline constexpr Move plan_moves[] = {
    {"", "active", Actor::trainer | relationships::the_house},
    {"", "completed", relationships::the_house},
    {"", "archived", relationships::the_house},
    {"active", "completed", Actor::trainer | relationships::the_house},
    {"active", "archived", Actor::trainer | relationships::the_house},
    {"completed", "archived", Actor::trainer | relationships::the_house},
    {"completed", "active", Actor::trainer | relationships::the_house},
    {"archived", "completed", Actor::trainer | relationships::the_house},
};

}  // namespace coaching::training
