// What becomes of people who are erased (identity/erasure.hpp): what they bought and sold.
#pragma once

namespace coaching::packages {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::packages
