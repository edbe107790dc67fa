// What becomes of people who are erased (identity/erasure.hpp): their training.
#pragma once

namespace coaching::training {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::training
