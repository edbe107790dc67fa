#include "pg/json.hpp"

#include <algorithm>

#include "base/failure.hpp"

extern "C" {
#include "access/detoast.h"
#include "nodes/makefuncs.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
}

namespace coaching::pg {

namespace {

Datum parse_json(const char* text) {
    return guarded([&] { return DirectFunctionCall1(jsonb_in, CStringGetDatum(text)); });
}

/// The value at the path, or nullptr.
JsonbValue* find(Datum root, JsonDocument::Path path) {
    const std::string_view* keys = path.data();
    const std::size_t count = path.size();
    return guarded([&]() -> JsonbValue* {
        JsonbContainer* container = &DatumGetJsonbP(root)->root;
        JsonbValue* value = nullptr;
        for (std::size_t i = 0; i < count; ++i) {
            if (container == nullptr || !JsonContainerIsObject(container)) return nullptr;
            value = getKeyJsonValueFromContainer(container, keys[i].data(),
                                                 static_cast<int>(keys[i].size()), nullptr);
            if (value == nullptr) return nullptr;
            container = value->type == jbvBinary ? value->val.binary.data : nullptr;
        }
        return value;
    });
}

std::string_view string_of(const JsonbValue& value) {
    return {value.val.string.val, static_cast<std::size_t>(value.val.string.len)};
}

JsonbContainer* root_of(Datum root) {
    return guarded([&] { return &DatumGetJsonbP(root)->root; });
}

std::string digits_of(::Numeric number) {
    return guarded([&] {
        return static_cast<const char*>(
            DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(number))));
    });
}

json::Value tree_of(const JsonbValue& value, int depth);

/// The elements of a container, one after another and not into them.
class Elements {
public:
    explicit Elements(JsonbContainer* container)
        : iterator_(guarded([&] { return JsonbIteratorInit(container); })) {}

    JsonbIteratorToken next(JsonbValue& value) {
        return guarded([&] { return JsonbIteratorNext(&iterator_, &value, true); });
    }

private:
    JsonbIterator* iterator_;
};

json::Value container_tree(JsonbContainer* container, int depth) {
    using Kind = json::Value::Kind;
    json::Value out;
    out.kind = JsonContainerIsObject(container) ? Kind::object : Kind::array;
    if (depth == 0) return out;
    Elements elements(container);
    JsonbValue value{};
    while (true) {
        check_for_interrupts();
        const JsonbIteratorToken token = elements.next(value);
        if (token == WJB_DONE) return out;
        if (token == WJB_KEY) out.names.emplace_back(string_of(value));
        if (token == WJB_VALUE || token == WJB_ELEM)
            out.elements.push_back(tree_of(value, depth - 1));
    }
}

json::Value tree_of(const JsonbValue& value, int depth) {
    using Kind = json::Value::Kind;
    json::Value out;
    switch (value.type) {
        case jbvBool:
            out.kind = Kind::boolean;
            out.truth = value.val.boolean;
            break;
        case jbvNumeric:
            out.kind = Kind::number;
            out.text = digits_of(value.val.numeric);
            break;
        case jbvString:
            out.kind = Kind::string;
            out.text = string_of(value);
            break;
        case jbvBinary: return container_tree(value.val.binary.data, depth);
        default: break;
    }
    return out;
}

}  // namespace

JsonDocument JsonDocument::parse(std::string_view text) {
    const std::string copy(text);
    return JsonDocument(Json{parse_json(copy.c_str())});
}

bool JsonDocument::is_object() const {
    return guarded([&] { return static_cast<bool>(JB_ROOT_IS_OBJECT(DatumGetJsonbP(root_))); });
}

std::optional<std::uint32_t> JsonDocument::array_size() const {
    const JsonbContainer* root = root_of(root_);
    // A lone number or string is kept as an array of one.
    if (!JsonContainerIsArray(root) || JsonContainerIsScalar(root)) return std::nullopt;
    return JsonContainerSize(root);
}

json::Value JsonDocument::tree(int depth) const {
    JsonbContainer* root = root_of(root_);
    if (!JsonContainerIsScalar(root)) return container_tree(root, depth);
    return std::move(container_tree(root, 1).elements.at(0));
}

json::Value JsonDocument::element_tree(std::uint32_t position, int depth) const {
    JsonbContainer* root = root_of(root_);
    const JsonbValue* element =
        guarded([&] { return getIthJsonbValueFromContainer(root, position); });
    return element == nullptr ? json::Value{} : tree_of(*element, depth);
}

void JsonDocument::require_at_most(std::size_t bytes, const char* what) const {
    if (guarded([&] { return toast_raw_datum_size(root_); }) > bytes)
        throw Failure(Token::invalid_argument,
                      std::string(what) + " takes more than " + std::to_string(bytes) + " bytes");
}

std::optional<std::string> JsonDocument::string_at(Path path) const {
    const JsonbValue* value = find(root_, path);
    if (value == nullptr || value->type != jbvString) return std::nullopt;
    return std::string(string_of(*value));
}

bool JsonDocument::has(Path path) const {
    const JsonbValue* value = find(root_, path);
    return value != nullptr && value->type != jbvNull;
}

std::optional<std::vector<std::string>> JsonDocument::strings_at(Path path) const {
    const JsonbValue* value = find(root_, path);
    if (value == nullptr) return std::nullopt;
    if (value->type == jbvString) return std::vector{std::string(string_of(*value))};
    if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data))
        return std::nullopt;
    std::vector<std::string> out;
    const std::uint32_t count = JsonContainerSize(value->val.binary.data);
    for (std::uint32_t i = 0; i < count; ++i) {
        const JsonbValue* element =
            guarded([&] { return getIthJsonbValueFromContainer(value->val.binary.data, i); });
        if (element != nullptr && element->type == jbvString) out.emplace_back(string_of(*element));
    }
    return out;
}

std::vector<JsonDocument::Row> JsonDocument::rows(std::span<const std::string_view> keys) const {
    using Kind = json::Value::Kind;
    const json::Value array = tree(2);
    std::vector<Row> out;
    if (array.kind != Kind::array) return out;
    for (const json::Value& object : array.elements) {
        if (object.kind != Kind::object) continue;
        Row& row = out.emplace_back(keys.size());
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto name = std::find(object.names.begin(), object.names.end(), keys[i]);
            if (name == object.names.end()) continue;
            const json::Value& value = object.elements[name - object.names.begin()];
            if (value.kind == Kind::string || value.kind == Kind::number) row[i] = value.text;
        }
    }
    return out;
}

Json to_json(Datum value, Oid type) {
    return {guarded([&] {
        // to_jsonb takes "anyelement" and asks the calling expression for the type, and only that.
        Const* argument = makeNullConst(type, -1, InvalidOid);
        FuncExpr* expression = makeFuncExpr(F_TO_JSONB, JSONBOID, list_make1(argument), InvalidOid,
                                            InvalidOid, COERCE_EXPLICIT_CALL);
        FmgrInfo function;
        fmgr_info(F_TO_JSONB, &function);
        fmgr_info_set_expr(reinterpret_cast<Node*>(expression), &function);
        return FunctionCall1(&function, value);
    })};
}

Json json_from_text(const std::string& text) { return {parse_json(text.c_str())}; }

}  // namespace coaching::pg
