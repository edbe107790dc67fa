#include "pg/row_changes.hpp"

#include <algorithm>

extern "C" {
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"
}

namespace coaching::pg {

namespace {

std::string_view name_of(TupleDesc columns, int number) {
    return NameStr(TupleDescAttr(columns, number - 1)->attname);
}

bool is_null_at(const TriggerRow& row, int number) {
    return heap_attisnull(row.tuple(), number, row.columns());
}

JsonbValue text_value(std::string_view text) {
    JsonbValue value{};
    value.type = jbvString;
    value.val.string.val = const_cast<char*>(text.data());
    value.val.string.len = static_cast<int>(text.size());
    return value;
}

/// What to_jsonb makes of the types most columns have, for a tenth of its cost.
bool make_plain(Datum datum, Oid type, JsonbValue& value) {
    switch (type) {
        case BOOLOID:
            value.type = jbvBool;
            value.val.boolean = DatumGetBool(datum);
            return true;
        case INT4OID:
            value.type = jbvNumeric;
            value.val.numeric = guarded([&] { return int64_to_numeric(DatumGetInt32(datum)); });
            return true;
        case TEXTOID: value = text_value(Type<std::string_view>::from(datum)); return true;
        case UUIDOID: {
            char* text =
                guarded([&] { return DatumGetCString(DirectFunctionCall1(uuid_out, datum)); });
            value = text_value(text);
            return true;
        }
        default: return false;
    }
}

JsonbValue value_at(const std::optional<TriggerRow>& row, int number, bool hidden) {
    JsonbValue value{};
    value.type = jbvNull;
    if (!row || is_null_at(*row, number)) return value;
    if (hidden) return text_value("(hidden)");
    bool is_null = false;
    const Datum datum = heap_getattr(row->tuple(), number, row->columns(), &is_null);
    const Oid type = TupleDescAttr(row->columns(), number - 1)->atttypid;
    if (make_plain(datum, type, value)) return value;
    const Json json = to_json(datum, type);
    guarded([&] { JsonbToJsonbValue(DatumGetJsonbP(json.datum), &value); });
    return value;
}

}  // namespace

RowChanges::RowChanges(const TriggerCall& call) : names_(nullptr) {
    if (!call.is_insert()) before_ = call.old_row();
    if (!call.is_delete()) after_ = call.new_row();
    const TriggerRow& any = after_ ? *after_ : *before_;
    names_ = any.columns();
    for (int number = 1; number <= names_->natts; ++number) {
        if (TupleDescAttr(names_, number - 1)->attisdropped) continue;
        const bool changed =
            before_ && after_ ? !same_value(*before_, *after_, number) : !is_null_at(any, number);
        if (changed) columns_.push_back({number});
    }
}

RowChanges::Column* RowChanges::find(std::string_view name) {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) {
        return name_of(names_, column.number) == name;
    });
    return found == columns_.end() ? nullptr : &*found;
}

void RowChanges::leave_out(std::string_view name) {
    if (Column* column = find(name)) columns_.erase(columns_.begin() + (column - columns_.data()));
}

void RowChanges::hide(std::string_view name) {
    if (Column* column = find(name)) column->hidden = true;
}

Json RowChanges::json() const {
    JsonbParseState* state = nullptr;
    const auto push = [&](JsonbIteratorToken token, JsonbValue* value) {
        return guarded([&] { return pushJsonbValue(&state, token, value); });
    };
    push(WJB_BEGIN_OBJECT, nullptr);
    for (const Column& column : columns_) {
        JsonbValue key = text_value(name_of(names_, column.number));
        JsonbValue before = value_at(before_, column.number, column.hidden);
        JsonbValue after = value_at(after_, column.number, column.hidden);
        push(WJB_KEY, &key);
        push(WJB_BEGIN_ARRAY, nullptr);
        push(WJB_ELEM, &before);
        push(WJB_ELEM, &after);
        push(WJB_END_ARRAY, nullptr);
    }
    JsonbValue* object = push(WJB_END_OBJECT, nullptr);
    return {guarded([&] { return JsonbPGetDatum(JsonbValueToJsonb(object)); })};
}

}  // namespace coaching::pg
