#include "scheduling/asker.hpp"

#include "identity/caller.hpp"

namespace coaching::scheduling {

bool asks_as_staff(const Uuid& trainer) {
    const identity::Caller& who = identity::caller();
    return who.administers() || (who.active && who.is(trainer));
}

Interval starts_for_caller(const Uuid& trainer, const TrainerRules& rules) {
    return asks_as_staff(trainer) ? any_start : bookable_starts(rules);
}

}  // namespace coaching::scheduling
