#include "pg/made_statement.hpp"

#include <stdexcept>

#include "pg/statement.hpp"

namespace coaching::pg {

namespace {

std::uint64_t execute_made(const std::string& sql, std::span<const TypedValue> values) {
    const int count = static_cast<int>(values.size());
    // In SPI's own memory, which goes with it.
    Vector<Oid> types;
    Vector<Datum> datums;
    Vector<char> nulls;
    for (const TypedValue& value : values) {
        types.push_back(value.type);
        datums.push_back(value.value.datum);
        nulls.push_back(value.value.is_null ? 'n' : ' ');
    }
    const char* text = sql.c_str();
    const int result =
        guarded([text, count, types = types.data(), datums = datums.data(), nulls = nulls.data()] {
            return SPI_execute_with_args(text, count, types, datums, nulls, false, 0);
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
