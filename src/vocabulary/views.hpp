// The views of the documents' vocabulary: how each says what a table of ours says.
#pragma once

#include <span>
#include <string_view>

#include "base/uuid.hpp"
#include "pg/trigger.hpp"

namespace coaching::vocabulary {

/// The same state in the document's word and in the table's. What the view shows is in its SQL,
/// since several words of ours may read as one of theirs.
struct Word {
    const char* theirs;
    const char* ours;
};

enum class Use {
    written,
    /// Follows from the statement: it may be named, and must then be what it turned out to be.
    /// Trusted callers write it.
    confirmed,
    /// No column of the table: its values are acts.
    performed,
};

struct Column {
    const char* theirs;
    const char* ours;
    /// Empty where values are the same.
    std::span<const Word> words = {};
    Use use = Use::written;
};

/// A value which is no write to the table but something to be done.
struct Act {
    const char* column;
    /// As its type writes it.
    std::string_view value;
    void (*perform)(const pg::TriggerCall& call, const Uuid& key);
};

struct View {
    const char* name;
    const char* table;
    /// The table's; the view calls it id.
    const char* key;
    /// A row made together with its person is filled in by an INSERT.
    bool insert_fills_in;
    std::span<const Column> columns;
    std::span<const Act> acts = {};
};

/// The description of a view; throws where there is none.
const View& view_named(std::string_view name);

}  // namespace coaching::vocabulary
