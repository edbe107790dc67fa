// One more SQL function is a typed C++ function and one macro:
//
//   std::optional<Uuid> uid();
//   COACHING_FUNCTION(coaching_uid, uid)
//
// Arguments: any type of datum.hpp by value; std::optional<T> takes NULL, and a NULL for any other
// argument is refused as invalid_argument naming the argument (declare the function STRICT where
// NULL should simply answer NULL).
// Results: a value, std::optional, void, std::tuple (one row), or Rows<T> (a set of values or of
// tuples).
#pragma once

#include <array>
#include <span>

#include "pg/datum.hpp"

namespace coaching::pg {

/// A set result; the rows are handed to the server as one tuplestore.
template <class Row>
struct Rows : Vector<Row> {
    using Vector<Row>::Vector;
    Rows() = default;
    Rows(Vector<Row>&& rows) : Vector<Row>(std::move(rows)) {}  // NOLINT: they are the rows
};

/// A function's types as C++ has them. Kept beside each for the test that compares them with what
/// the script declares; nothing reads them at run time.
struct Signature {
    std::span<const Oid> arguments;
    std::span<const bool> takes_null;
    /// Of the row that comes out, one of a single value, none of void.
    std::span<const Oid> columns;
    bool is_set;
};

namespace detail {

[[noreturn]] void refuse_null(FunctionCallInfo fcinfo, int argument);

/// The row type the call expects, by what the function was declared to return.
TupleDesc result_row_type(FunctionCallInfo fcinfo, int columns);
Datum make_row(TupleDesc type, Datum* values, bool* nulls);

/// Prepares the result set, and adds one row to it.
ReturnSetInfo* begin_set(FunctionCallInfo fcinfo);
void add_row(ReturnSetInfo* set, Datum* values, bool* nulls, int columns);
void add_record(ReturnSetInfo* set, Datum record);

template <class T>
T argument(FunctionCallInfo fcinfo, int index) {
    const NullableDatum& given = fcinfo->args[index];
    if constexpr (is_nullable<T>) {
        if (given.isnull) return std::nullopt;
        return Type<Inner<T>>::from(given.value);
    } else {
        if (__builtin_expect(given.isnull, 0)) refuse_null(fcinfo, index);
        return Type<T>::from(given.value);
    }
}

template <class T>
struct IsTuple : std::false_type {};
template <class... Cells>
struct IsTuple<std::tuple<Cells...>> : std::true_type {};
template <class T>
struct IsRows : std::false_type {};
template <class Row>
struct IsRows<Rows<Row>> : std::true_type {};

/// A row spread out as the server's pair of arrays.
template <class Row>
struct SpreadRow {
    static constexpr int columns = 1;
    Datum values[1];
    bool nulls[1];
    explicit SpreadRow(const Row& row) {
        const NullableValue value = to_nullable(row);
        values[0] = value.datum;
        nulls[0] = value.is_null;
    }
};
template <class... Cells>
struct SpreadRow<std::tuple<Cells...>> {
    static constexpr int columns = sizeof...(Cells);
    Datum values[sizeof...(Cells)];
    bool nulls[sizeof...(Cells)];
    explicit SpreadRow(const std::tuple<Cells...>& row) {
        int i = 0;
        std::apply(
            [&](const auto&... cells) {
                const auto put = [&](const NullableValue& value) {
                    values[i] = value.datum;
                    nulls[i++] = value.is_null;
                };
                (put(to_nullable(cells)), ...);
            },
            row);
    }
};

template <class Result>
Datum to_result(FunctionCallInfo fcinfo, const Result& result) {
    if constexpr (IsRows<Result>::value) {
        using Row = typename Result::value_type;
        ReturnSetInfo* set = begin_set(fcinfo);
        for (const Row& row : result) {
            check_for_interrupts();
            if constexpr (std::is_same_v<Row, Record>) {
                add_record(set, row.datum);
            } else {
                SpreadRow<Row> spread(row);
                add_row(set, spread.values, spread.nulls, SpreadRow<Row>::columns);
            }
        }
        fcinfo->isnull = true;
        return 0;
    } else if constexpr (IsTuple<Result>::value) {
        SpreadRow<Result> spread(result);
        return make_row(result_row_type(fcinfo, SpreadRow<Result>::columns), spread.values,
                        spread.nulls);
    } else if constexpr (is_nullable<Result>) {
        if (!result) {
            fcinfo->isnull = true;
            return 0;
        }
        return to_result(fcinfo, *result);
    } else {
        return Type<Result>::to(result);
    }
}

template <class Result, class... Args, std::size_t... I>
Datum call_typed(FunctionCallInfo fcinfo, Result (*function)(Args...), std::index_sequence<I...>) {
    // In braces, arguments are read from left to right: of several NULLs the first is named.
    std::tuple<std::remove_cvref_t<Args>...> arguments{
        argument<std::remove_cvref_t<Args>>(fcinfo, I)...};
    if constexpr (std::is_void_v<Result>) {
        std::apply(function, std::move(arguments));
        return 0;
    } else {
        return to_result(fcinfo, std::apply(function, std::move(arguments)));
    }
}

template <class Result, class... Args>
Datum call(FunctionCallInfo fcinfo, Result (*function)(Args...)) {
    return boundary(
        [&] { return call_typed(fcinfo, function, std::index_sequence_for<Args...>{}); });
}

template <class... Args>
struct ArgumentTypes {
    static constexpr std::array<Oid, sizeof...(Args)> oids{Type<Inner<Args>>::oid...};
    static constexpr std::array<bool, sizeof...(Args)> takes_null{is_nullable<Args>...};
};

template <class Value>
struct ColumnTypes {
    static constexpr std::array<Oid, 1> oids{Type<Value>::oid};
};
template <>
struct ColumnTypes<void> {
    static constexpr std::array<Oid, 0> oids{};
};
template <class... Cells>
struct ColumnTypes<std::tuple<Cells...>> {
    static constexpr std::array<Oid, sizeof...(Cells)> oids{Type<Inner<Cells>>::oid...};
};
template <class Result>
struct ColumnTypes<std::optional<Result>> : ColumnTypes<Result> {};
template <class Row>
struct ColumnTypes<Rows<Row>> : ColumnTypes<Row> {};

template <class Result, class... Args>
constexpr Signature signature(Result (*)(Args...)) {
    return {ArgumentTypes<Args...>::oids, ArgumentTypes<Args...>::takes_null,
            ColumnTypes<Result>::oids, IsRows<Result>::value};
}

}  // namespace detail

}  // namespace coaching::pg

#define COACHING_ENTRY(symbol)                  \
    extern "C" {                                \
    PGDLLEXPORT Datum symbol(PG_FUNCTION_ARGS); \
    PG_FUNCTION_INFO_V1(symbol);                \
    }

#define COACHING_FUNCTION(symbol, function)                                                    \
    COACHING_ENTRY(symbol)                                                                     \
    extern "C" PGDLLEXPORT const ::coaching::pg::Signature signature_of_##symbol;              \
    constexpr ::coaching::pg::Signature signature_of_##symbol =                                \
        ::coaching::pg::detail::signature(&function);                                          \
    Datum symbol(PG_FUNCTION_ARGS) { return ::coaching::pg::detail::call(fcinfo, &function); } \
    static_assert(true)
