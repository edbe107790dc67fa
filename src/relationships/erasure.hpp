// What becomes of people who are erased (identity/erasure.hpp): what is between them and others.
#pragma once

namespace coaching::relationships {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::relationships
