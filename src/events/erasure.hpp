// What becomes of people who are erased (identity/erasure.hpp): news, and the audit log.
#pragma once

namespace coaching::events {

/// Called once, when the library is loaded.
void join_erasure();

}  // namespace coaching::events
