// Writing JSON objects, as text for pg::json_from_text.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"

namespace coaching {

/// An object in the making: its fields in the order in which they are added.
class JsonObject {
public:
    JsonObject& add(std::string_view name, std::string_view text);
    JsonObject& add(std::string_view name, std::int64_t number);
    JsonObject& add(std::string_view name, const Uuid& id) { return add(name, id.text()); }
    // Templates, since a literal would rather be a bool than a text, and a double an integer.
    JsonObject& add(std::string_view name, std::same_as<bool> auto truth) {
        return add_json(name, truth ? "true" : "false");
    }
    JsonObject& add(std::string_view name, std::floating_point auto number) = delete;
    JsonObject& add(std::string_view name, std::nullopt_t) { return add_json(name, "null"); }
    template <class T>
    JsonObject& add(std::string_view name, const std::optional<T>& value) {
        return value ? add(name, *value) : add(name, std::nullopt);
    }
    /// What is JSON already.
    JsonObject& add_json(std::string_view name, std::string_view json);

    std::string text() const { return json_ + '}'; }

private:
    std::string& begin(std::string_view name);

    std::string json_ = "{";
};

}  // namespace coaching
