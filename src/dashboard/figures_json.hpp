// Figures as the JSON text dashboards are given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coaching::dashboard {

/// An object in the making. Names are ours and need no escapes.
class JsonObject {
public:
    void add(std::string_view name, std::int64_t number) { value(name) += std::to_string(number); }
    void add_text(std::string_view name, std::string_view text);
    void add_null(std::string_view name) { value(name) += "null"; }
    void add_hundredths(std::string_view name, std::int64_t hundredths);
    /// JSON as it is.
    void add_json(std::string_view name, std::string_view json) { value(name) += json; }

    std::string finish() { return (text_.empty() ? "{" : text_) + "}"; }

private:
    std::string& value(std::string_view name);
    std::string text_;
};

/// "-0.05" of -5.
std::string text_of_hundredths(std::int64_t hundredths);

}  // namespace coaching::dashboard
