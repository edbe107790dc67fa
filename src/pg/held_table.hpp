// Tables that are found in the catalog rather than known: described as they are now, and read with
// statements made of that.
#pragma once

#include <string>
#include <vector>

#include "pg/datum.hpp"

namespace coaching::pg {

struct HeldColumn {
    std::int16_t number;
    std::string name;
    /// The current user has the SELECT privilege on it.
    bool readable;
};

/// A table that nobody can change or drop until this transaction ends.
struct HeldTable {
    /// Schema and table, as they must stand in SQL.
    std::string name;
    /// Those there are; dropped ones left out.
    std::vector<HeldColumn> columns;
    /// The columns of its primary key; empty where it has none.
    std::vector<std::int16_t> key;

    const HeldColumn* find(std::int16_t number) const;
};

/// Locks a table as SELECT does, waiting where SELECT would; nullopt where it is gone meanwhile.
std::optional<HeldTable> hold_table(std::int64_t table);

/// Runs a statement whose text is made at run time, with $1, and gives the jsonb of its one row. It
/// reads what a Query reads, with the rights of whoever is current. Unlike all other statements it
/// runs under the caller's own search_path, since the tables may be an app's, whose policies run
/// with it as they do for every SELECT of the caller's: so it must name everything with its schema,
/// operators too.
Json read_json(const std::string& sql, const Uuid& argument);

}  // namespace coaching::pg
