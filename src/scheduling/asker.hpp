// Who asks about a trainer's time.
#pragma once

#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

/// The trainer themselves, or an admin.
bool asks_as_staff(const Uuid& trainer);

/// When a session may start that the caller books.
Interval starts_for_caller(const Uuid& trainer, const TrainerRules& rules);

}  // namespace coaching::scheduling
