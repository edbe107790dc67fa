#include "base/failure.hpp"

#include <iterator>

namespace coaching {

namespace {

struct TokenRow {
    std::string_view name;
    std::string_view sqlstate;
};

// In the order of enum Token.
constexpr TokenRow tokens[] = {
    {"permission_denied", "42501"},
    {"blocked", "42501"},
    {"not_found", "PT404"},
    {"invalid_invitation", "PT410"},
    {"insufficient_credits", "PT402"},
    {"capacity_reached", "PT409"},
    {"booking_conflict", "PT409"},
    {"not_available", "PT409"},
    {"relationship_error", "PT409"},
    {"illegal_transition", "PT409"},
    {"invalid_argument", "22023"},
    {"invalid_identity", "28000"},
    {"rights_changed", "40001"},
};

constexpr const TokenRow& row_of(Token token) noexcept {
    return tokens[static_cast<std::size_t>(token)];
}

static_assert(row_of(Token::rights_changed).name == "rights_changed");

}  // namespace

std::string_view token_name(Token token) noexcept { return row_of(token).name; }
std::optional<Token> token_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < std::size(tokens); ++i)
        if (tokens[i].name == name) return static_cast<Token>(i);
    return std::nullopt;
}
std::string_view token_sqlstate(Token token) noexcept { return row_of(token).sqlstate; }

std::string_view beginning_of(std::string_view text, std::size_t bytes) noexcept {
    if (text.size() <= bytes) return text;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
    };
    while (bytes > 0 && continues(bytes)) --bytes;
    return text.substr(0, bytes);
}

void require_at_most(std::size_t bytes, std::string_view text, const char* what) {
    if (text.size() > bytes)
        throw Failure(Token::invalid_argument,
                      std::string(what) + " may have at most " + std::to_string(bytes) + " bytes");
}

void append_json_string(std::string& json, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += digits[static_cast<unsigned char>(c) >> 4];
            json += digits[c & 0x0f];
        } else {
            json += c;
        }
    }
    json += '"';
}

Failure&& Failure::with(std::string_view name, std::string_view value) && {
    details_ += ", ";
    append_json_string(details_, name);
    details_ += ": ";
    append_json_string(details_, value);
    return std::move(*this);
}

Failure&& Failure::with(std::string_view name, long long value) && {
    details_ += ", ";
    append_json_string(details_, name);
    details_ += ": " + std::to_string(value);
    return std::move(*this);
}

Failure&& Failure::with_rest_of(std::string_view detail) && {
    const std::string beginning = "{\"error\": \"" + std::string(token_name(token_)) + "\"";
    if (detail.starts_with(beginning) && detail.ends_with('}')) {
        detail.remove_prefix(beginning.size());
        detail.remove_suffix(1);
        details_ += detail;
    }
    return std::move(*this);
}

Failure&& Failure::hint(std::string text) && {
    hint_ = std::move(text);
    return std::move(*this);
}

std::string Failure::detail() const {
    std::string json = "{\"error\": ";
    append_json_string(json, token_name(token_));
    return json + details_ + "}";
}

}  // namespace coaching
