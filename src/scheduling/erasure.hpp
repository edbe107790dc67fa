// What becomes of people who are erased (identity/erasure.hpp): their sessions and hours.
#pragma once

namespace coaching::scheduling {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::scheduling
