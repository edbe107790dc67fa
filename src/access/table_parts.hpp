// What the extension's tables and views consist of, as the catalog has it now: each part under a
// name that stays, with the statement that makes it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace coaching::access {

struct TablePart {
    /// The table or view, with its schema, as SQL.
    std::string relation;
    /// column, default, index, trigger, …
    std::string kind;
    /// Within the relation, as SQL; empty where the relation has but one of the kind.
    std::string name;
    /// What may be changed about it, in words that mean the same in every version of the server.
    std::string state;
    /// A digest of all of it as this version of the server writes it; another may write it
    /// otherwise.
    std::string definition;
    /// The state it has where nobody has said anything about it.
    bool usual;
    /// Makes it, or gives it this state.
    std::string statement;
    /// The transaction that wrote it.
    std::int64_t writer;
};

/// Each part after those it needs.
std::vector<TablePart> table_parts();

/// Takes a part away; empty for what is not taken away but changed.
std::string removal_of(const TablePart& part);

}  // namespace coaching::access
