// What becomes of people who are erased (identity/erasure.hpp): profiles.
#pragma once

namespace coaching::people {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::people
