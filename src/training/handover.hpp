// A plan goes to another trainer of the client's: what transfers ask of training.
#pragma once

#include <optional>

#include "relationships/handover.hpp"

namespace coaching::training {

/// What became of the plan the client follows.
struct HandedPlan {
    Uuid plan;
    bool moved;  ///< else completed
};

/// Gives the active plan of the ending relationship to the lasting one, whose trainer goes on with
/// it; its author stays. Where a plan is active there already, that one stays, and the other is
/// completed. nullopt where there is no plan. All is locked. Acts as the owner of the tables.
std::optional<HandedPlan> move_plan(const relationships::Succession& two, const Uuid& to_trainer);

/// Completes it instead.
std::optional<HandedPlan> complete_plan(const relationships::Succession& two);

}  // namespace coaching::training
