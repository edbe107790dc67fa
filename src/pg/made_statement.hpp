// Statements whose text is made at run time, such as an UPDATE of just the columns that changed.
// The plans of the first texts are kept; a Query or Command is for whatever can be written down
// before.
//
// They run with the rights of whoever is current, under the fixed search_path, and see what this
// very call has written. Names in them must have been quoted; values are bound to $1, $2, …
#pragma once

#include "pg/trigger.hpp"

namespace coaching::pg {

/// Runs it and gives the number of rows processed.
std::uint64_t run_made(const std::string& sql, std::span<const TypedValue> values);

/// The uuid of its one row, e.g. of INSERT … RETURNING.
Uuid made_id(const std::string& sql, std::span<const TypedValue> values);

/// Its first row, which must be of `kind`, e.g. a view's; the row outlives the statement.
std::optional<NewRow> first_made(const std::string& sql, std::span<const TypedValue> values,
                                 TupleDesc kind);

/// Throws what the server itself says when two transactions change the same row (40001), after
/// which the caller tries again.
[[noreturn]] void throw_changed_meanwhile();

}  // namespace coaching::pg
