#include "pg/made_statement.hpp"

#include <stdexcept>
#include <vector>

#include "pg/statement.hpp"

namespace coaching::pg {

namespace {

/// A prepared text. Which types its values have follows from the text, until a view is made anew.
struct Kept {
    std::string sql;
    std::vector<Oid> types;
    SPIPlanPtr plan;
};

/// Those of this backend: an app writes few different sets of columns.
std::vector<Kept>& kept_statements() {
    static std::vector<Kept> kept;
    return kept;
}

/// What comes later is planned each time: freeing a plan could free one that is running.
constexpr std::size_t most_kept = 64;

SPIPlanPtr plan_of(const std::string& sql, const std::vector<Oid>& types) {
    std::vector<Kept>& kept = kept_statements();
    for (const Kept& one : kept)
        if (one.sql == sql && one.types == types) return one.plan;
    const bool keep = kept.size() < most_kept;
    Kept fresh{sql, types, nullptr};
    kept.reserve(most_kept);
    fresh.plan = guarded([keep, text = fresh.sql.c_str(), types = fresh.types.data(),
                          count = static_cast<int>(types.size())] {
        const SPIPlanPtr plan = SPI_prepare(text, count, types);
        if (plan != nullptr && keep) SPI_keepplan(plan);
        return plan;
    });
    const SPIPlanPtr plan = fresh.plan;
    if (plan == nullptr) throw std::logic_error("coaching: cannot prepare: " + sql);
    if (keep) kept.push_back(std::move(fresh));
    return plan;
}

std::uint64_t execute_made(const std::string& sql, std::span<const TypedValue> values) {
    std::vector<Oid> types;
    std::vector<Datum> datums;
    std::vector<char> nulls;
    for (const TypedValue& value : values) {
        types.push_back(value.type);
        datums.push_back(value.value.datum);
        nulls.push_back(value.value.is_null ? 'n' : ' ');
    }
    const SPIPlanPtr plan = plan_of(sql, types);
    const int result = guarded([plan, datums = datums.data(), nulls = nulls.data()] {
        return SPI_execute_plan(plan, datums, nulls, false, 0);
    });
    if (result < 0)
        throw std::logic_error(std::string("coaching: ") + SPI_result_code_string(result) + ": " +
                               sql);
    return SPI_processed;
}

/// A view that was made anew in mid-session could have other columns than the trigger's call.
void require_kind(const std::string& sql, TupleDesc given, TupleDesc kind) {
    bool same = given->natts == kind->natts;
    for (int i = 0; same && i < kind->natts; ++i)
        same = TupleDescAttr(given, i)->atttypid == TupleDescAttr(kind, i)->atttypid;
    if (!same) throw std::logic_error("coaching: a statement gave another kind of row: " + sql);
}

}  // namespace

std::uint64_t run_made(const std::string& sql, std::span<const TypedValue> values) {
    FixedSearchPath path;
    detail::Spi spi;
    return execute_made(sql, values);
}

Uuid made_id(const std::string& sql, std::span<const TypedValue> values) {
    FixedSearchPath path;
    detail::Spi spi;
    const bool one = execute_made(sql, values) == 1 && SPI_tuptable != nullptr &&
                     SPI_tuptable->tupdesc->natts == 1 &&
                     TupleDescAttr(SPI_tuptable->tupdesc, 0)->atttypid == UUIDOID;
    if (!one)
        throw std::logic_error("coaching: a statement that must give an id gave none: " + sql);
    return Type<Uuid>::from(detail::result_value(0, 1).datum);
}

std::optional<NewRow> first_made(const std::string& sql, std::span<const TypedValue> values,
                                 TupleDesc kind) {
    const MemoryContext caller = CurrentMemoryContext;
    FixedSearchPath path;
    detail::Spi spi;
    if (execute_made(sql, values) == 0) return std::nullopt;
    if (SPI_tuptable == nullptr)
        throw std::logic_error("coaching: a statement gave no rows to read: " + sql);
    require_kind(sql, SPI_tuptable->tupdesc, kind);
    InContext out_of_spi(caller);
    const HeapTuple row = SPI_tuptable->vals[0];
    return NewRow(guarded([row] { return heap_copytuple(row); }), kind);
}

void throw_changed_meanwhile() {
    guarded([] {
        ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                        errmsg("could not serialize access due to concurrent update"),
                        errhint("The statement might succeed if retried.")));
    });
    std::abort();
}

}  // namespace coaching::pg
