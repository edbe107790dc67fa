// What becomes of people who are erased (identity/erasure.hpp): their transfers.
#pragma once

namespace coaching::transfer {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::transfer
