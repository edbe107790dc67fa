// Which tables have rows about people, and by which columns: worked out from the foreign keys
// alone, so that a new table is found by itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coaching::identity {

/// A table, by its number in the catalog.
using TableId = std::int64_t;

struct TableColumn {
    TableId table;
    std::int16_t column;
    friend bool operator==(const TableColumn&, const TableColumn&) = default;
};

struct ForeignKey {
    struct Pair {
        std::int16_t column;
        std::int16_t referenced;
        /// The operator that compares the referring column with the referenced one, as SQL.
        std::string equals;
    };
    TableId table;
    TableId referenced;
    std::vector<Pair> columns;
};

struct PersonLinks {
    TableId table;
    /// Columns that hold users.id.
    std::vector<std::int16_t> columns;
    /// Foreign keys to rows about the person, by their place among those given: to users by another
    /// key than its id, and, where no column holds users.id, to any table found before this one.
    std::vector<std::size_t> by_parent;
};

/// Every table with rows about people, each after those it references. `seeds` are columns known to
/// hold users.id, users.id itself first; whatever a foreign key maps to one of these holds it too.
/// Where the keys leave the order open (or go in circles) the one in `tables` decides.
std::vector<PersonLinks> find_person_links(std::span<const TableId> tables,
                                           std::span<const TableColumn> seeds,
                                           std::span<const ForeignKey> keys);

}  // namespace coaching::identity
