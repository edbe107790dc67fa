#include "training/handover.hpp"

#include "pg/statement.hpp"

namespace coaching::training {

namespace {

constinit pg::Check<Uuid(Uuid, Uuid, Uuid)> give_plan{
    "UPDATE coaching.workout_plans SET relationship_id = $2, trainer_id = $3 "
    "WHERE relationship_id = $1 AND status = 'active' AND NOT EXISTS ("
    "  SELECT FROM coaching.workout_plans WHERE relationship_id = $2 AND status = 'active') "
    "RETURNING id"};
constinit pg::Check<Uuid(Uuid)> complete_active{
    "UPDATE coaching.workout_plans SET status = 'completed' "
    "WHERE relationship_id = $1 AND status = 'active' RETURNING id"};

}  // namespace

std::optional<HandedPlan> move_plan(const relationships::Relationships& two,
                                    const Uuid& to_trainer) {
    pg::AsOwner owner;
    if (const auto plan = give_plan.first(two.ending, two.lasting, to_trainer))
        return HandedPlan{*plan, true};
    return complete_plan(two);
}

std::optional<HandedPlan> complete_plan(const relationships::Relationships& two) {
    pg::AsOwner owner;
    if (const auto plan = complete_active.first(two.ending)) return HandedPlan{*plan, false};
    return std::nullopt;
}

}  // namespace coaching::training
