#include "base/json.hpp"

#include <algorithm>
#include <charconv>

#include "base/failure.hpp"

namespace coaching::json {

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string at_most(std::size_t bytes) {
    return "a text of at most " + std::to_string(bytes) + " bytes";
}

/// A number without a fraction; 3.0 is one.
std::optional<std::int64_t> whole(std::string_view digits) {
    if (const auto point = digits.find('.'); point != std::string_view::npos) {
        if (digits.find_first_not_of('0', point + 1) != std::string_view::npos) return std::nullopt;
        digits = digits.substr(0, point);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string element_path(std::string_view path, std::size_t position) {
    return std::string(path) + "[" + std::to_string(position) + "]";
}

void refuse(const std::string& path, std::string_view must_be) {
    throw Failure(Token::invalid_argument, path + " must be " + std::string(must_be))
        .with("argument", path);
}

Fields::Fields(const Value& object, std::string path, const char* what)
    : object_(object), path_(std::move(path)), taken_(object.elements.size()) {
    if (object_.kind != Value::Kind::object) refuse(path_.empty() ? what : path_, "an object");
}

std::string Fields::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

const Value* Fields::find(std::string_view name) const {
    const auto found = std::find(object_.names.begin(), object_.names.end(), name);
    if (found == object_.names.end()) return nullptr;
    return &object_.elements[static_cast<std::size_t>(found - object_.names.begin())];
}

const Value* Fields::take(std::string_view name) {
    const Value* value = find(name);
    if (value == nullptr) return nullptr;
    taken_[static_cast<std::size_t>(value - object_.elements.data())] = true;
    return value->kind == Value::Kind::null ? nullptr : value;
}

std::optional<std::string> Fields::text(std::string_view name, std::size_t most_bytes) {
    const Value* value = take(name);
    if (value == nullptr) return std::nullopt;
    if (value->kind != Value::Kind::string || value->text.size() > most_bytes)
        refuse(path_of(name), at_most(most_bytes));
    return value->text;
}

std::optional<std::string> Fields::name(std::string_view name, std::size_t most_bytes) {
    std::optional<std::string> value = text(name, most_bytes);
    if (value && is_blank(*value)) refuse(path_of(name), at_most(most_bytes) + ", not blank");
    return value;
}

std::optional<std::string> Fields::words(std::string_view name, std::size_t most_bytes) {
    const Value* value = take(name);
    if (value == nullptr || value->kind != Value::Kind::number) return text(name, most_bytes);
    if (value->text.size() > most_bytes) refuse(path_of(name), at_most(most_bytes));
    return value->text;
}

std::optional<std::int32_t> Fields::integer(std::string_view name, std::int32_t least,
                                            std::int32_t most) {
    const Value* value = take(name);
    if (value == nullptr) return std::nullopt;
    std::optional<std::int64_t> number;
    if (value->kind == Value::Kind::number) number = whole(value->text);
    if (!number || *number < least || *number > most)
        refuse(path_of(name),
               "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return static_cast<std::int32_t>(*number);
}

std::optional<std::string> Fields::decimal(std::string_view name, double most) {
    const Value* value = take(name);
    if (value == nullptr) return std::nullopt;
    // Longer ones are no measurements, but would have to be computed with.
    constexpr std::size_t most_digits = 60;
    double number = -1;
    const char* const end = value->text.data() + value->text.size();
    const bool is_number = value->kind == Value::Kind::number &&
                           value->text.size() <= most_digits &&
                           std::from_chars(value->text.data(), end, number).ptr == end;
    if (!is_number || !(number >= 0 && number <= most))
        refuse(path_of(name), "a number from 0 to " + std::to_string(std::int64_t(most)));
    return value->text;
}

std::optional<Uuid> Fields::id(std::string_view name) {
    const Value* value = take(name);
    if (value == nullptr) return std::nullopt;
    std::optional<Uuid> id;
    if (value->kind == Value::Kind::string) id = Uuid::parse(value->text);
    if (!id) refuse(path_of(name), "a UUID");
    return id;
}

std::optional<std::string> Fields::choice(std::string_view name,
                                          std::span<const std::string_view> of) {
    const Value* value = take(name);
    if (value == nullptr) return std::nullopt;
    if (value->kind == Value::Kind::string &&
        std::find(of.begin(), of.end(), value->text) != of.end())
        return value->text;
    std::string all;
    for (const std::string_view one : of) all.append(all.empty() ? "" : ", ").append(one);
    refuse(path_of(name), "one of " + all);
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t most_elements,
                                       std::size_t most_bytes) {
    std::vector<std::string> out;
    const std::string path = path_of(name);
    for (const Value& one : list(name, most_elements)) {
        if (one.kind != Value::Kind::string || one.text.size() > most_bytes)
            refuse(element_path(path, out.size()), at_most(most_bytes));
        out.push_back(one.text);
    }
    return out;
}

std::span<const Value> Fields::list(std::string_view name, std::size_t most_elements) {
    const Value* value = take(name);
    if (value == nullptr) return {};
    if (value->kind != Value::Kind::array || value->elements.size() > most_elements)
        refuse(path_of(name), "an array of at most " + std::to_string(most_elements) + " elements");
    return value->elements;
}

void Fields::object(std::string_view name) {
    const Value* value = take(name);
    if (value != nullptr && value->kind != Value::Kind::object) refuse(path_of(name), "an object");
}

void Fields::require_no_others() const {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
        if (taken_[i]) continue;
        const std::string path = path_of(beginning_of(object_.names[i]));
        throw Failure(Token::invalid_argument, "there is no field " + path).with("argument", path);
    }
}

}  // namespace coaching::json
