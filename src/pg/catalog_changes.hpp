// Whether what was looked up in the catalog still holds.
#pragma once

#include <cstdint>

namespace coaching::pg::detail {

/// Never 0; another number once this backend has heard that a table or an index was made, changed
/// or dropped. It hears when it locks a table, and when a transaction begins.
std::uint64_t catalog_changes();

}  // namespace coaching::pg::detail
