#include "pg/function.hpp"

#include <stdexcept>

#include "base/failure.hpp"

extern "C" {
#include "access/tupdesc.h"
#include "utils/tuplestore.h"
}

namespace coaching::pg::detail {

namespace {

/// Name of a declared argument, for messages; its number where it has none.
std::string argument_name(Oid function, int argument) {
    const char* name = guarded([&]() -> const char* {
        const HeapTuple row = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
        if (!HeapTupleIsValid(row)) return nullptr;
        Oid* types = nullptr;
        char** names = nullptr;
        char* modes = nullptr;
        const int count = get_func_arg_info(row, &types, &names, &modes);
        const char* found = names != nullptr && argument < count ? names[argument] : nullptr;
        ReleaseSysCache(row);
        return found;
    });
    if (name != nullptr && name[0] != '\0') return name;
    return "argument " + std::to_string(argument + 1);
}

}  // namespace

void refuse_null(FunctionCallInfo fcinfo, int argument) {
    const std::string name = argument_name(fcinfo->flinfo->fn_oid, argument);
    throw Failure(Token::invalid_argument, name + " must not be NULL").with("argument", name);
}

TupleDesc result_row_type(FunctionCallInfo fcinfo, int columns) {
    TupleDesc type = nullptr;
    const TypeFuncClass kind = guarded([&] {
        const TypeFuncClass found = get_call_result_type(fcinfo, nullptr, &type);
        if (found == TYPEFUNC_COMPOSITE) type = BlessTupleDesc(type);
        return found;
    });
    if (kind != TYPEFUNC_COMPOSITE || type->natts != columns)
        throw std::logic_error("coaching: the SQL declaration of a function does not fit its row");
    return type;
}

Datum make_row(TupleDesc type, Datum* values, bool* nulls) {
    return guarded([&] { return HeapTupleGetDatum(heap_form_tuple(type, values, nulls)); });
}

ReturnSetInfo* begin_set(FunctionCallInfo fcinfo) {
    guarded([&] { InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC); });
    return reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
}

void add_row(ReturnSetInfo* set, Datum* values, bool* nulls, int columns) {
    if (set->setDesc->natts != columns)
        throw std::logic_error("coaching: the SQL declaration of a function does not fit its rows");
    guarded([&] { tuplestore_putvalues(set->setResult, set->setDesc, values, nulls); });
}

void add_record(ReturnSetInfo* set, Datum record) {
    guarded([&] {
        HeapTupleHeader header = DatumGetHeapTupleHeader(record);
        HeapTupleData tuple{};
        tuple.t_len = HeapTupleHeaderGetDatumLength(header);
        tuple.t_data = header;
        tuplestore_puttuple(set->setResult, &tuple);
    });
}

}  // namespace coaching::pg::detail
