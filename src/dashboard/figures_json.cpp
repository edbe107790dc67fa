#include "dashboard/figures_json.hpp"

#include "base/failure.hpp"

namespace coaching::dashboard {

std::string& JsonObject::value(std::string_view name) {
    text_ += text_.empty() ? "{\"" : ", \"";
    text_ += name;
    text_ += "\": ";
    return text_;
}

void JsonObject::add_text(std::string_view name, std::string_view text) {
    append_json_string(value(name), text);
}

void JsonObject::add_hundredths(std::string_view name, std::int64_t hundredths) {
    value(name) += text_of_hundredths(hundredths);
}

std::string text_of_hundredths(std::int64_t hundredths) {
    const bool is_negative = hundredths < 0;
    // The least number has no positive counterpart.
    const std::uint64_t size = is_negative ? -static_cast<std::uint64_t>(hundredths)
                                           : static_cast<std::uint64_t>(hundredths);
    const std::string fraction = std::to_string(size % 100);
    return (is_negative ? "-" : "") + std::to_string(size / 100) +
           (fraction.size() < 2 ? ".0" : ".") + fraction;
}

}  // namespace coaching::dashboard
