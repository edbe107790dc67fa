#include "base/json_object.hpp"

#include "base/failure.hpp"

namespace coaching {

std::string& JsonObject::begin(std::string_view name) {
    if (json_.size() > 1) json_ += ", ";
    append_json_string(json_, name);
    return json_ += ": ";
}

JsonObject& JsonObject::add(std::string_view name, std::string_view text) {
    append_json_string(begin(name), text);
    return *this;
}

JsonObject& JsonObject::add(std::string_view name, std::int64_t number) {
    begin(name) += std::to_string(number);
    return *this;
}

JsonObject& JsonObject::add_json(std::string_view name, std::string_view json) {
    begin(name) += json;
    return *this;
}

}  // namespace coaching
