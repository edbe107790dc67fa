#include "pg/trigger.hpp"

#include <stdexcept>

#include "base/failure.hpp"

extern "C" {
#include "parser/parse_coerce.h"
#include "utils/datum.h"
#include "utils/rel.h"
}

namespace coaching::pg {

int TriggerRow::number_of(const char* column) const {
    const int number = SPI_fnumber(columns_, column);
    if (number <= 0) throw std::logic_error(std::string("coaching: no such column: ") + column);
    return number;
}

void TriggerRow::require_type(int number, Oid type) const {
    const Form_pg_attribute attribute = TupleDescAttr(columns_, number - 1);
    const Oid given = attribute->atttypid;
    if (type == InvalidOid || given == type) return;
    // Tables that are not ours may have a varchar where we say text.
    if (guarded([&] { return IsBinaryCoercible(given, type); })) return;
    throw std::logic_error(std::string("coaching: a column of another type: ") +
                           NameStr(attribute->attname));
}

NullableValue TriggerRow::value_of(const char* column, Oid type) const {
    const int number = number_of(column);
    require_type(number, type);
    NullableValue value;
    value.datum = heap_getattr(tuple_, number, columns_, &value.is_null);
    return value;
}

std::string TriggerRow::text_of(const char* column) const {
    const int number = number_of(column);
    const char* text = guarded([&] { return SPI_getvalue(tuple_, columns_, number); });
    return text != nullptr ? text : "";
}

TypedValue TriggerRow::typed(const char* column) const {
    return {TupleDescAttr(columns_, number_of(column) - 1)->atttypid, value_of(column, InvalidOid)};
}

std::optional<Uuid> TriggerRow::id_if_present(const char* column) const {
    if (!has(column)) return std::nullopt;
    return get<std::optional<Uuid>>(column);
}

void TriggerRow::missing(const char* column) {
    throw Failure(Token::invalid_argument, std::string(column) + " must not be NULL")
        .with("argument", column);
}

void NewRow::put(const char* column, NullableValue value, Oid type) {
    const int number = number_of(column);
    require_type(number, type);
    // Making another row is not for nothing.
    if (value.is_null && heap_attisnull(tuple_, number, columns_)) return;
    tuple_ = guarded([&] {
        int columns[] = {number};
        Datum values[] = {value.datum};
        bool nulls[] = {value.is_null};
        return heap_modify_tuple_by_cols(tuple_, columns_, 1, columns, values, nulls);
    });
}

TriggerCall::TriggerCall(FunctionCallInfo fcinfo)
    : data_(reinterpret_cast<TriggerData*>(fcinfo->context)) {
    if (!CALLED_AS_TRIGGER(fcinfo))
        throw Failure(Token::invalid_argument, "this function is a trigger and cannot be called");
}

TupleDesc TriggerCall::columns() const { return RelationGetDescr(data_->tg_relation); }

void TriggerCall::require_row(bool there) const {
    if (!there || !TRIGGER_FIRED_FOR_ROW(data_->tg_event))
        throw std::logic_error("coaching: a trigger asks for a row its event does not have");
}

NewRow TriggerCall::new_row() const {
    require_row(!is_delete());
    return {is_update() ? data_->tg_newtuple : data_->tg_trigtuple, columns()};
}

TriggerRow TriggerCall::old_row() const {
    require_row(!is_insert());
    return {data_->tg_trigtuple, columns()};
}

TriggerResult TriggerCall::pass() const {
    if (!TRIGGER_FIRED_FOR_ROW(data_->tg_event)) return std::nullopt;
    return is_delete() ? NewRow(data_->tg_trigtuple, columns()) : new_row();
}

bool TriggerCall::changes(const char* column) const {
    const int number = SPI_fnumber(columns(), column);
    if (number <= 0) throw std::logic_error(std::string("coaching: no such column: ") + column);
    return !is_update() || !same_value(old_row(), new_row(), number);
}

std::span<char* const> TriggerCall::arguments() const {
    return {data_->tg_trigger->tgargs, static_cast<std::size_t>(data_->tg_trigger->tgnargs)};
}

std::string TriggerCall::table_name() const { return RelationGetRelationName(data_->tg_relation); }

std::string TriggerCall::schema_name() const {
    const Oid schema = RelationGetNamespace(data_->tg_relation);
    const char* name = guarded([&] { return get_namespace_name(schema); });
    return name != nullptr ? name : "";
}

void keep_maintained_columns(std::span<const char* const> columns, const TriggerCall& call) {
    for (const char* column : columns)
        if (call.changes(column))
            throw Failure(Token::permission_denied,
                          std::string(column) + " is maintained and cannot be written")
                .with("column", column);
}

bool same_value(const TriggerRow& a, const TriggerRow& b, int column) {
    const Form_pg_attribute attribute = TupleDescAttr(a.columns(), column - 1);
    bool null_a = false;
    bool null_b = false;
    const Datum value_a = heap_getattr(a.tuple(), column, a.columns(), &null_a);
    const Datum value_b = heap_getattr(b.tuple(), column, b.columns(), &null_b);
    if (null_a || null_b) return null_a == null_b;
    return guarded(
        [&] { return datum_image_eq(value_a, value_b, attribute->attbyval, attribute->attlen); });
}

namespace detail {

Datum call_trigger(FunctionCallInfo fcinfo, TriggerResult (*function)(TriggerCall&)) {
    return boundary([&] {
        TriggerCall call(fcinfo);
        const TriggerResult result = function(call);
        return PointerGetDatum(result ? result->tuple() : nullptr);
    });
}

}  // namespace detail

}  // namespace coaching::pg
