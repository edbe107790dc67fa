// Rows of one of the extension's own tables by an equal uuid key, read straight from the index.
//
// For the one look-up every statement under row level security pays for, and for judging a row at
// the cost of a few index probes: a third of what the same costs through SPI, and neither rights
// nor search_path play a part. Everything else uses Query.
// Reads with the active snapshot (see LatestView for another), which must outlive the look-up; like
// a statement as owner it sees all rows, so only enter it where an AsOwner would be right.
#pragma once

#include <concepts>

#include "pg/datum.hpp"

extern "C" {
#include "access/genam.h"
#include "access/relscan.h"
#include "executor/tuptable.h"
}

namespace coaching::pg {

/// What the second named column may be compared with.
template <class T>
concept KeyValue = std::same_as<T, Uuid> || std::same_as<T, Date> || std::same_as<T, Timestamp> ||
    std::same_as<T, std::int32_t>;

// What a look-up asks of the second named column, beside the equal key. NULL there meets none of
// them.

/// It equals the value. The rows come in no order.
template <KeyValue T>
struct Equals {
    T value;
};

/// It is `from` or later, and before `before`; what is left out does not count. No order.
template <KeyValue T>
struct Within {
    std::optional<T> from{};
    std::optional<T> before{};
};

/// It is before the value. The latest comes first, which is the value's neighbour.
template <KeyValue T>
struct LatestBefore {
    T value;
};

/// It is the value or later. The earliest comes first.
template <KeyValue T>
struct EarliestFrom {
    T value;
};

namespace detail {

/// One of the conditions above with its type taken away.
class SecondColumn {
public:
    enum class Order { none, rising, falling };
    struct Bound {
        StrategyNumber strategy;
        Datum value;
    };

    SecondColumn() = default;
    template <class T>
    explicit SecondColumn(const Equals<T>& condition) : type_(Type<T>::oid) {
        add(BTEqualStrategyNumber, condition.value);
    }
    template <class T>
    explicit SecondColumn(const Within<T>& condition) : type_(Type<T>::oid) {
        if (condition.from) add(BTGreaterEqualStrategyNumber, *condition.from);
        if (condition.before) add(BTLessStrategyNumber, *condition.before);
    }
    template <class T>
    explicit SecondColumn(const LatestBefore<T>& condition)
        : type_(Type<T>::oid), order_(Order::falling) {
        add(BTLessStrategyNumber, condition.value);
    }
    template <class T>
    explicit SecondColumn(const EarliestFrom<T>& condition)
        : type_(Type<T>::oid), order_(Order::rising) {
        add(BTGreaterEqualStrategyNumber, condition.value);
    }
    // The scan points to the values in here.
    SecondColumn(const SecondColumn&) = delete;
    SecondColumn& operator=(const SecondColumn&) = delete;

    /// InvalidOid where nothing is asked.
    Oid type() const { return type_; }
    Order order() const { return order_; }
    int count() const { return count_; }
    const Bound& operator[](int i) const { return bounds_[i]; }

private:
    template <class T>
    void add(StrategyNumber strategy, const T& value) {
        Datum datum;
        if constexpr (std::is_same_v<T, Uuid>) {
            value.to_bytes(ids_[count_].data);
            datum = UUIDPGetDatum(&ids_[count_]);
        } else {
            datum = Type<T>::to(value);
        }
        bounds_[count_++] = {strategy, datum};
    }

    Oid type_ = InvalidOid;
    Order order_ = Order::none;
    int count_ = 0;
    Bound bounds_[2];
    pg_uuid_t ids_[2];
};

/// What the names stood for when they were last looked up. Names are looked up again whenever any
/// table or index has changed: REINDEX CONCURRENTLY makes another index of the same name, DROP and
/// CREATE EXTENSION other tables.
struct KnownObjects {
    std::uint64_t as_of = 0;  ///< 0: never
    Oid table = InvalidOid;
    Oid index = InvalidOid;  ///< InvalidOid: there is none
    Oid numbers_of = InvalidOid;
};

/// TableColumns of any number.
struct NamedColumns {
    const char* table;
    const char* index;
    const char* const* names;
    int* numbers;
    std::size_t count;
    KnownObjects& known;
};

}  // namespace detail

/// A table's columns by number, found once and again when the table is another.
template <std::size_t count>
class TableColumns {
public:
    /// The key column comes first, then the one a condition may be put on; the index begins with
    /// those. It may be partial, but then a look-up in no order, when the index is missing, also
    /// gives rows which are not in it: what the index is restricted by must be looked at again.
    template <class... Names>
    constexpr TableColumns(const char* table, const char* index, Names... names)
        : table_(table), index_(index), names_{names...} {}

private:
    friend class KeyLookup;
    detail::NamedColumns view() { return {table_, index_, names_, numbers_, count, known_}; }

    const char* table_;
    const char* index_;
    const char* names_[count] = {};
    detail::KnownObjects known_;
    int numbers_[count] = {};
};

template <class... Names>
TableColumns(const char*, const char*, Names...) -> TableColumns<sizeof...(Names)>;

/// The rows whose first named column, a uuid or text, equals a key and whose second meets a
/// condition.
///
/// In no order, a missing or unfit index makes it slower, not wrong. In an order it is an SQL
/// error: undefined_object where no btree of that name begins with the two columns, and
/// serialization_failure where the index is younger than the snapshot and does not have all of it.
class KeyLookup {
public:
    template <std::size_t count>
    KeyLookup(TableColumns<count>& columns, const Uuid& key) : numbers_(columns.numbers_) {
        begin(columns.view(), key);
    }
    /// By text, where the key column is COLLATE "C".
    template <std::size_t count>
    KeyLookup(TableColumns<count>& columns, std::string_view key) : numbers_(columns.numbers_) {
        begin(columns.view(), Type<std::string_view>::to(key), TEXTOID);
    }
    template <std::size_t count, class Condition>
    KeyLookup(TableColumns<count>& columns, const Uuid& key, const Condition& condition)
        : numbers_(columns.numbers_), second_(condition) {
        static_assert(count >= 2, "name the column the condition is on");
        begin(columns.view(), key);
    }
    ~KeyLookup();
    KeyLookup(const KeyLookup&) = delete;
    KeyLookup& operator=(const KeyLookup&) = delete;

    /// Goes to the next row; false after the last.
    bool next();

    /// Locks the present row FOR NO KEY UPDATE until the transaction ends, waiting for others, in a
    /// fraction of the time a statement takes. False, and nothing locked, where only a statement
    /// can tell what is to be done: at REPEATABLE READ, in a read-only transaction (every one on a
    /// standby is), and where the row is no more.
    bool lock();

    /// A column of the present row, by its place among the names. A string_view is valid until the
    /// next row.
    template <class T>
    T get(int place) const {
        if (TupleDescAttr(table_columns_, numbers_[place] - 1)->atttypid != Type<Inner<T>>::oid)
            throw std::logic_error("coaching: a column has another type than its C++");
        bool is_null = false;
        // A slot takes a row apart once, and only as far as it is asked for.
        const Datum datum = slot_getattr(scan_->slot, numbers_[place], &is_null);
        if constexpr (is_nullable<T>) {
            if (is_null) return std::nullopt;
        } else if (is_null) {
            throw std::logic_error("coaching: a column declared NOT NULL in C++ came back NULL");
        }
        return Type<Inner<T>>::from(datum);
    }
    bool is_null(int place) const { return slot_attisnull(scan_->slot, numbers_[place]); }

private:
    void begin(const detail::NamedColumns& columns, const Uuid& key);
    void begin(const detail::NamedColumns& columns, Datum key, Oid type);
    bool is_ordered() const { return second_.order() != detail::SecondColumn::Order::none; }

    const int* numbers_;
    detail::SecondColumn second_;
    Relation table_ = nullptr;
    /// Open here only when it gives the order.
    Relation index_ = nullptr;
    SysScanDesc scan_ = nullptr;
    TupleDesc table_columns_ = nullptr;
    pg_uuid_t key_;
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace coaching::pg
