// SQL statements of the extension, prepared once per backend and kept.
//
//   Query<Row(Args...)>    reads with the snapshot of the statement that called us; runs on a hot
//                          standby and in parallel workers.
//   Command<Row(Args...)>  writes, or reads what this very call has written: takes a new snapshot.
//   Check<Row(Args...)>    reads what is committed now, whatever the caller's isolation level, as
//   the
//                          server's foreign-key checks do; for judging after a lock was granted,
//                          and for writes that must not miss a row this transaction cannot see yet.
//
// Row is a value type, std::optional of one for a nullable column, a std::tuple of those for
// several columns, or void. Statements name every object with its schema and always run under the
// fixed search_path. PostgreSQL revalidates the kept plan by itself, so it survives ALTER TABLE,
// DROP/CREATE EXTENSION and DISCARD ALL in the same session.
#pragma once

#include "pg/datum.hpp"
#include "pg/security.hpp"

namespace coaching::pg {

/// Whether a statement may get one plan for all arguments. Anew for each is for the few where what
/// the arguments are makes another plan many times better, which the server does not foresee.
enum class Planned { as_the_server_likes, for_each_call };

namespace detail {

/// One open SPI level. After an exception it is left to the abort, which knows which of the levels
/// above it are still there.
class Spi {
public:
    Spi();
    ~Spi();
    Spi(const Spi&) = delete;
    Spi& operator=(const Spi&) = delete;

private:
    MemoryContext before_;
    int exceptions_ = std::uncaught_exceptions();
};

enum class Sees { callers_snapshot, new_snapshot, latest };

struct Plan {
    const char* sql;
    Sees sees;
    Planned planned;
    SPIPlanPtr kept = nullptr;
};

/// Prepares on first use, executes, and returns the number of rows processed; `limit` 0 means all.
std::uint64_t execute(Plan& plan, const Oid* types, Datum* values, const char* nulls, int count,
                      long limit);

/// Throws when the result's columns are not of these types: a slip between the SQL and its C++.
void check_result_types(const Plan& plan, const Oid* types, int count);

NullableValue result_value(std::uint64_t row, int column);

template <class Row>
struct Columns {
    static constexpr int count = 1;
    static constexpr Oid types[] = {Type<Inner<Row>>::oid};
    static Row read(std::uint64_t row) { return cell<Row>(row, 1); }

    template <class T>
    static T cell(std::uint64_t row, int column) {
        const NullableValue value = result_value(row, column);
        if constexpr (is_nullable<T>) {
            if (value.is_null) return std::nullopt;
        } else if (value.is_null) {
            throw std::logic_error("coaching: a column declared NOT NULL in C++ came back NULL");
        }
        return Type<Inner<T>>::from(value.datum);
    }
};
template <class... Cells>
struct Columns<std::tuple<Cells...>> {
    static constexpr int count = sizeof...(Cells);
    static constexpr Oid types[] = {Type<Inner<Cells>>::oid...};
    static std::tuple<Cells...> read(std::uint64_t row) {
        return read(row, std::index_sequence_for<Cells...>{});
    }
    template <std::size_t... I>
    static std::tuple<Cells...> read(std::uint64_t row, std::index_sequence<I...>) {
        return std::tuple<Cells...>{
            Columns<Cells>::template cell<Cells>(row, static_cast<int>(I) + 1)...};
    }
};
template <>
struct Columns<void> {
    static constexpr int count = 0;
};

/// A view in a row would outlive the statement's memory, except in each().
template <class T>
inline constexpr bool outlives_statement = !std::is_same_v<Inner<T>, std::string_view>;
template <class... Cells>
inline constexpr bool outlives_statement<std::tuple<Cells...>> = (outlives_statement<Cells> && ...);

}  // namespace detail

template <class Signature, detail::Sees sees>
class Statement;

template <class Row, class... Args, detail::Sees sees>
class Statement<Row(Args...), sees> {
public:
    constexpr explicit Statement(const char* sql, Planned planned = Planned::as_the_server_likes)
        : plan_{sql, sees, planned} {}

    /// Runs it for its effect (or its row count).
    std::uint64_t run(const Args&... args) {
        return with_result(0, args..., [](auto n) { return n; });
    }

    /// The first row, if there is one. A Command still runs to its end: a limit would stop an
    /// UPDATE … RETURNING after one row.
    auto first(const Args&... args) {
        static_assert(detail::outlives_statement<Row>, "take a Text, which owns its bytes");
        return with_result(sees == detail::Sees::new_snapshot ? 0 : 1, args...,
                           [caller = CurrentMemoryContext](std::uint64_t n) {
                               std::optional<Row> row;
                               if (n > 0) {
                                   InContext out_of_spi(caller);
                                   row.emplace(detail::Columns<Row>::read(0));
                               }
                               return row;
                           });
    }

    /// The one row there must be.
    Row one(const Args&... args) {
        std::optional<Row> row = first(args...);
        if (!row) throw std::logic_error("coaching: a statement that must give a row gave none");
        return std::move(*row);
    }

    /// All rows.
    auto all(const Args&... args) {
        static_assert(detail::outlives_statement<Row>, "take a Text, which owns its bytes");
        Vector<Row> rows;
        each(args..., [&](Row&& row) { rows.push_back(std::move(row)); });
        return rows;
    }

    /// Hands every row to `take`, which is the last argument.
    template <class... ArgsAndTake>
    void each(ArgsAndTake&&... args_and_take) {
        static_assert(sizeof...(ArgsAndTake) == sizeof...(Args) + 1);
        auto bound = std::forward_as_tuple(std::forward<ArgsAndTake>(args_and_take)...);
        each_bound(bound, std::index_sequence_for<Args...>{});
    }

private:
    template <class Bound, std::size_t... I>
    void each_bound(Bound& bound, std::index_sequence<I...>) {
        auto& take = std::get<sizeof...(Args)>(bound);
        const MemoryContext caller = CurrentMemoryContext;
        with_result(0, static_cast<const Args&>(std::get<I>(bound))...,
                    [&take, caller](std::uint64_t n) {
                        InContext out_of_spi(caller);
                        for (std::uint64_t i = 0; i < n; ++i) take(detail::Columns<Row>::read(i));
                        return n;
                    });
    }

    template <class Take>
    auto with_result(long limit, const Args&... args, Take&& take) {
        static constexpr Oid types[sizeof...(Args) + 1] = {Type<Inner<Args>>::oid..., InvalidOid};
        FixedSearchPath path;
        detail::Spi spi;
        // In SPI's own memory, which goes with it: a loop of statements piles up nothing.
        NullableValue bound[sizeof...(Args) + 1] = {to_nullable(args)..., NullableValue{}};
        Datum values[sizeof...(Args) + 1];
        char nulls[sizeof...(Args) + 1];
        for (std::size_t i = 0; i < sizeof...(Args); ++i) {
            values[i] = bound[i].datum;
            nulls[i] = bound[i].is_null ? 'n' : ' ';
        }
        const std::uint64_t n =
            detail::execute(plan_, types, values, nulls, sizeof...(Args), limit);
        if constexpr (!std::is_void_v<Row>)
            detail::check_result_types(plan_, detail::Columns<Row>::types,
                                       detail::Columns<Row>::count);
        return take(n);
    }

    detail::Plan plan_;
};

template <class Signature>
using Query = Statement<Signature, detail::Sees::callers_snapshot>;
template <class Signature>
using Command = Statement<Signature, detail::Sees::new_snapshot>;
template <class Signature>
using Check = Statement<Signature, detail::Sees::latest>;

/// Runs a statement whose text is made at run time (GRANT, CREATE TRIGGER, ALTER PUBLICATION).
/// Names in it must have been quoted; see quoted_name.
void run_utility(const std::string& sql);

/// An identifier as it must stand in SQL.
std::string quoted_name(std::string_view name);

}  // namespace coaching::pg
