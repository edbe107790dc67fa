// Inside CREATE EXTENSION and ALTER EXTENSION … UPDATE.
#pragma once

#include <cstdint>

namespace coaching::pg {

/// Whether a script of an extension is running.
bool in_extension_script();

/// Whether this transaction, or a part of it that has not been rolled back, has that number (xmin
/// of a row).
bool is_by_this_transaction(std::int64_t writer);

}  // namespace coaching::pg
