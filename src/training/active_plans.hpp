// The place of plans in the order in which everybody locks (relationships/people_between.hpp):
// after the relationships, before the people.
#pragma once

#include "relationships/people_between.hpp"

namespace coaching::training {

/// The active plans of a client, $1, with a trainer, $2.
relationships::RowsBetween& active_plans_of();

}  // namespace coaching::training
