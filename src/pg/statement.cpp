#include "pg/statement.hpp"

#include <stdexcept>

#include "pg/latest_view.hpp"

namespace coaching::pg {

namespace detail {

Spi::Spi() : before_(CurrentMemoryContext) {
    if (guarded([] { return SPI_connect(); }) != SPI_OK_CONNECT)
        throw std::logic_error("coaching: SPI_connect failed");
}

Spi::~Spi() {
    if (std::uncaught_exceptions() == exceptions_)
        SPI_finish();
    else
        MemoryContextSwitchTo(before_);
}

namespace {

void prepare(Plan& plan, const Oid* types, int count) {
    const SPIPlanPtr prepared = guarded([&] {
        const int options = plan.planned == Planned::for_each_call ? CURSOR_OPT_CUSTOM_PLAN : 0;
        SPIPlanPtr fresh = SPI_prepare_cursor(plan.sql, count, const_cast<Oid*>(types), options);
        if (fresh != nullptr) SPI_keepplan(fresh);
        return fresh;
    });
    if (prepared == nullptr)
        throw std::logic_error(std::string("coaching: cannot prepare: ") + plan.sql);
    plan.kept = prepared;
}

}  // namespace

std::uint64_t execute(Plan& plan, const Oid* types, Datum* values, const char* nulls, int count,
                      long limit) {
    ++waits_possible;
    if (plan.kept == nullptr) prepare(plan, types, count);
    const bool read_only = plan.sees == Sees::callers_snapshot;
    const int result = guarded([&] {
        Snapshot snapshot = InvalidSnapshot;
        // Below REPEATABLE READ every new snapshot is the latest anyway.
        if (plan.sees == Sees::latest && IsolationUsesXactSnapshot()) snapshot = latest_snapshot();
        return SPI_execute_snapshot(plan.kept, values, nulls, snapshot, InvalidSnapshot, read_only,
                                    true, limit);
    });
    if (result < 0)
        throw std::logic_error(std::string("coaching: ") + SPI_result_code_string(result) + ": " +
                               plan.sql);
    return SPI_processed;
}

void check_result_types(const Plan& plan, const Oid* types, int count) {
    const auto complain = [&](const char* what) {
        throw std::logic_error(std::string("coaching: ") + what + ": " + plan.sql);
    };
    if (SPI_tuptable == nullptr) complain("a statement gave no rows to read");
    const TupleDesc columns = SPI_tuptable->tupdesc;
    if (columns->natts != count) complain("a statement gave another number of columns");
    for (int i = 0; i < count; ++i) {
        const Oid given = TupleDescAttr(columns, i)->atttypid;
        const bool fits = types[i] == RECORDOID ? guarded([&] { return type_is_rowtype(given); })
                                                : given == types[i];
        if (!fits) complain("a statement gave a column of another type");
    }
}

NullableValue result_value(std::uint64_t row, int column) {
    NullableValue value;
    value.datum =
        heap_getattr(SPI_tuptable->vals[row], column, SPI_tuptable->tupdesc, &value.is_null);
    return value;
}

}  // namespace detail

void run_utility(const std::string& sql) {
    FixedSearchPath path;
    detail::Spi spi;
    const char* text = sql.c_str();
    ++detail::waits_possible;
    const int result = guarded([&] { return SPI_execute(text, false, 0); });
    if (result < 0)
        throw std::logic_error(std::string("coaching: ") + SPI_result_code_string(result) + ": " +
                               sql);
}

std::string quoted_name(std::string_view name) {
    const std::string copy(name);
    const char* text = copy.c_str();
    return guarded([&] { return quote_identifier(text); });
}

}  // namespace coaching::pg
