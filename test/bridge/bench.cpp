// What the bridge costs: each function twice, over the bridge and as C by hand. Called by
// test/bench/bridge.

#include "pg/function.hpp"
#include "pg/security.hpp"
#include "pg/statement.hpp"

namespace coaching::bridge_test {

namespace {

int same(int number) { return number; }

// A backend function which does next to nothing, so that what is measured is the guard.
int guarded_call(int number) {
    return number + static_cast<int>(pg::guarded([] { return GetCurrentTransactionNestLevel(); }));
}

int guarded_calls(int times) {
    int sum = 0;
    for (int i = 0; i < times; ++i)
        sum += pg::guarded([] { return GetCurrentTransactionNestLevel(); });
    return sum;
}

constinit pg::Query<int(int)> same_number{"SELECT $1"};

int query(int number) { return same_number.one(number); }

int query_as_owner(int number) {
    pg::AsOwner owner;
    return same_number.one(number);
}

std::optional<pg::Text> same_text(std::string_view text) { return pg::Text(text); }

}  // namespace

COACHING_FUNCTION(bridge_bench_same, same);
COACHING_FUNCTION(bridge_bench_guarded_call, guarded_call);
COACHING_FUNCTION(bridge_bench_guarded_calls, guarded_calls);
COACHING_FUNCTION(bridge_bench_query, query);
COACHING_FUNCTION(bridge_bench_query_as_owner, query_as_owner);
COACHING_FUNCTION(bridge_bench_same_text, same_text);

}  // namespace coaching::bridge_test

COACHING_ENTRY(bridge_bench_same_plain)
Datum bridge_bench_same_plain(PG_FUNCTION_ARGS) { PG_RETURN_INT32(PG_GETARG_INT32(0)); }

COACHING_ENTRY(bridge_bench_guarded_call_plain)
Datum bridge_bench_guarded_call_plain(PG_FUNCTION_ARGS) {
    PG_RETURN_INT32(PG_GETARG_INT32(0) + GetCurrentTransactionNestLevel());
}

COACHING_ENTRY(bridge_bench_guarded_calls_plain)
Datum bridge_bench_guarded_calls_plain(PG_FUNCTION_ARGS) {
    const int times = PG_GETARG_INT32(0);
    int sum = 0;
    for (int i = 0; i < times; ++i) sum += GetCurrentTransactionNestLevel();
    PG_RETURN_INT32(sum);
}

static int query_by_hand(int number) {
    static SPIPlanPtr plan = nullptr;
    Datum values[] = {Int32GetDatum(number)};
    SPI_connect();
    if (plan == nullptr) {
        Oid types[] = {INT4OID};
        plan = SPI_prepare("SELECT $1", 1, types);
        SPI_keepplan(plan);
    }
    SPI_execute_plan(plan, values, nullptr, true, 1);
    bool is_null;
    const int result =
        DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null));
    SPI_finish();
    return result;
}

COACHING_ENTRY(bridge_bench_query_plain)
Datum bridge_bench_query_plain(PG_FUNCTION_ARGS) {
    PG_RETURN_INT32(query_by_hand(PG_GETARG_INT32(0)));
}

// As ri_triggers.c does it. The owner is looked up once, which AsOwner does each time.
COACHING_ENTRY(bridge_bench_query_as_owner_plain)
Datum bridge_bench_query_as_owner_plain(PG_FUNCTION_ARGS) {
    static Oid owner = InvalidOid;
    if (owner == InvalidOid) owner = coaching::pg::table_owner();
    Oid before;
    int security;
    GetUserIdAndSecContext(&before, &security);
    SetUserIdAndSecContext(owner, security | SECURITY_LOCAL_USERID_CHANGE);
    const int result = query_by_hand(PG_GETARG_INT32(0));
    SetUserIdAndSecContext(before, security);
    PG_RETURN_INT32(result);
}

COACHING_ENTRY(bridge_bench_same_text_plain)
Datum bridge_bench_same_text_plain(PG_FUNCTION_ARGS) {
    text* given = PG_GETARG_TEXT_PP(0);
    PG_RETURN_TEXT_P(cstring_to_text_with_len(VARDATA_ANY(given), VARSIZE_ANY_EXHDR(given)));
}
