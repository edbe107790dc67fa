// What becomes of people who are erased (identity/erasure.hpp): what was said.
#pragma once

namespace coaching::feedback {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::feedback
