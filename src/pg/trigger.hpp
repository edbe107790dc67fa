// Triggers in C++: a function of a TriggerCall and one macro.
//
//   pg::TriggerResult keep_time(pg::TriggerCall& call);
//   COACHING_TRIGGER(coaching_keep_time, keep_time)
#pragma once

#include <span>

#include "pg/function.hpp"

namespace coaching::pg {

/// A value to be carried on, with its type as known at run time only.
struct TypedValue {
    Oid type;
    NullableValue value;
};

/// A row a trigger looks at, by column name.
class TriggerRow {
public:
    TriggerRow(HeapTuple tuple, TupleDesc columns) : tuple_(tuple), columns_(columns) {}

    template <class T>
    T get(const char* column) const {
        const NullableValue value = value_of(column, Type<Inner<T>>::oid);
        if constexpr (is_nullable<T>) {
            if (value.is_null) return std::nullopt;
        } else if (value.is_null) {
            missing(column);
        }
        return Type<Inner<T>>::from(value.datum);
    }

    bool is_null(const char* column) const { return value_of(column, InvalidOid).is_null; }

    /// A column's value as its type writes it; empty for NULL.
    std::string text_of(const char* column) const;

    /// A column's value of whatever type.
    TypedValue typed(const char* column) const;

    /// Whether this kind of row has such a column.
    bool has(const char* column) const { return SPI_fnumber(columns_, column) > 0; }

    /// A uuid column this kind of row may or may not have.
    std::optional<Uuid> id_if_present(const char* column) const;

    HeapTuple tuple() const { return tuple_; }
    TupleDesc columns() const { return columns_; }

protected:
    /// Throws where the column is of another type; InvalidOid takes any.
    NullableValue value_of(const char* column, Oid type) const;
    int number_of(const char* column) const;
    void require_type(int number, Oid type) const;
    [[noreturn]] static void missing(const char* column);

    HeapTuple tuple_;
    TupleDesc columns_;
};

/// The new row of a BEFORE trigger, which may still be changed.
class NewRow : public TriggerRow {
public:
    using TriggerRow::TriggerRow;

    template <class T>
    void set(const char* column, const T& value) {
        put(column, to_nullable(value), Type<Inner<T>>::oid);
    }
    void set_null(const char* column) { put(column, {}, InvalidOid); }

private:
    void put(const char* column, NullableValue value, Oid type);
};

/// What a row trigger returns: the (changed) row, or nothing to skip the row.
using TriggerResult = std::optional<NewRow>;

class TriggerCall {
public:
    explicit TriggerCall(FunctionCallInfo fcinfo);

    bool is_insert() const { return TRIGGER_FIRED_BY_INSERT(data_->tg_event); }
    bool is_update() const { return TRIGGER_FIRED_BY_UPDATE(data_->tg_event); }
    bool is_delete() const { return TRIGGER_FIRED_BY_DELETE(data_->tg_event); }
    bool is_truncate() const { return TRIGGER_FIRED_BY_TRUNCATE(data_->tg_event); }

    /// The row as it will be (insert, update).
    NewRow new_row() const;
    /// The row as it was (update, delete).
    TriggerRow old_row() const;
    /// What a BEFORE trigger returns to let the row pass unchanged.
    TriggerResult pass() const;

    /// True when an update gives the column another value, or on insert.
    bool changes(const char* column) const;

    /// What kind of row the table or view has.
    TupleDesc columns() const;

    std::span<char* const> arguments() const;
    std::string table_name() const;
    std::string schema_name() const;

private:
    void require_row(bool there) const;

    TriggerData* data_;
};

namespace detail {
Datum call_trigger(FunctionCallInfo fcinfo, TriggerResult (*function)(TriggerCall&));
}  // namespace detail

/// Throws permission_denied where the update changes one of these, which follow from others.
void keep_maintained_columns(std::span<const char* const> columns, const TriggerCall& call);

/// True when both values of the column, of whatever type, have the same image.
bool same_value(const TriggerRow& a, const TriggerRow& b, int column);

}  // namespace coaching::pg

#define COACHING_TRIGGER(symbol, function)                              \
    COACHING_ENTRY(symbol)                                              \
    Datum symbol(PG_FUNCTION_ARGS) {                                    \
        return ::coaching::pg::detail::call_trigger(fcinfo, &function); \
    }                                                                   \
    static_assert(true)
