// Which programs the caller sees.
#pragma once

#include "base/uuid.hpp"

namespace coaching::training {

struct VisibleProgram {
    Uuid owner;
    bool is_template;
};

/// As the policy programs_select lets the caller see it; throws not_found otherwise.
VisibleProgram require_visible_program(const Uuid& program);

}  // namespace coaching::training
