// Rows of one of the extension's own tables by an equal uuid key, read straight from the index.
//
// For the one look-up every statement under row level security pays for: a third of what the same
// costs through SPI, and neither rights nor search_path play a part. Everything else uses Query.
// Reads with the active snapshot; like a statement as owner it sees all rows, so only enter it
// where an AsOwner would be right.
#pragma once

#include "pg/datum.hpp"

extern "C" {
#include "access/genam.h"
}

namespace coaching::pg {

/// A table's columns by number, found once and again when the table is another (DROP and CREATE
/// EXTENSION in one session).
template <std::size_t count>
class TableColumns {
public:
    /// The key column comes first.
    template <class... Names>
    constexpr TableColumns(const char* table, const char* index, Names... names)
        : table_(table), index_(index), names_{names...} {}

private:
    friend class KeyLookup;
    const char* table_;
    const char* index_;
    const char* names_[count] = {};
    Oid known_table_ = InvalidOid;
    int numbers_[count] = {};
};

template <class... Names>
TableColumns(const char*, const char*, Names...) -> TableColumns<sizeof...(Names)>;

/// The rows whose first named column equals a key.
class KeyLookup {
public:
    template <std::size_t count>
    KeyLookup(TableColumns<count>& columns, const Uuid& key) : numbers_(columns.numbers_) {
        begin(columns.table_, columns.index_, columns.known_table_, columns.names_,
              columns.numbers_, count, key);
    }
    ~KeyLookup();
    KeyLookup(const KeyLookup&) = delete;
    KeyLookup& operator=(const KeyLookup&) = delete;

    /// Goes to the next row; false after the last.
    bool next();

    /// A column of the present row, by its place among the names.
    template <class T>
    T get(int place) const {
        bool is_null = false;
        const Datum datum = heap_getattr(row_, numbers_[place], table_columns_, &is_null);
        if constexpr (is_nullable<T>) {
            if (is_null) return std::nullopt;
        } else if (is_null) {
            throw std::logic_error("coaching: a column declared NOT NULL in C++ came back NULL");
        }
        return Type<Inner<T>>::from(datum);
    }
    bool is_null(int place) const { return heap_attisnull(row_, numbers_[place], table_columns_); }

private:
    void begin(const char* table, const char* index, Oid& known_table, const char* const* names,
               int* numbers, std::size_t count, const Uuid& key);

    const int* numbers_;
    Relation table_ = nullptr;
    SysScanDesc scan_ = nullptr;
    TupleDesc table_columns_ = nullptr;
    HeapTuple row_ = nullptr;
    pg_uuid_t key_{};
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace coaching::pg
