// What has to be true whatever happened, asked of the tables alone.
#pragma once

#include <span>

namespace storm {

struct Invariant {
    const char* sentence;
    /// Returns the rows for which it is not true.
    const char* violations;
};

std::span<const Invariant> invariants();

}  // namespace storm
