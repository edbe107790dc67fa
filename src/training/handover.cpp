#include "training/handover.hpp"

#include "base/failure.hpp"
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

std::optional<HandedPlan> move_plan(const relationships::Succession& two, const Uuid& to_trainer) {
    pg::AsOwner owner;
    try {
        if (const auto plan = give_plan.first(two.ending, two.lasting, to_trainer))
            return HandedPlan{*plan, true};
    } catch (const pg::Error& error) {
        // Foreign keys look through the transaction's own snapshot, in which a relationship that
        // began since is not there yet.
        if (error.constraint() != "workout_plans_relationship_fkey") throw;
        throw Failure(Token::rights_changed, "the client's relationships have changed; try again");
    }
    return complete_plan(two);
}

std::optional<HandedPlan> complete_plan(const relationships::Succession& two) {
    pg::AsOwner owner;
    if (const auto plan = complete_active.first(two.ending)) return HandedPlan{*plan, false};
    return std::nullopt;
}

}  // namespace coaching::training
