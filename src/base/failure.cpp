#include "base/failure.hpp"

#include <iterator>

#include "base/token_table.hpp"

namespace coaching {

namespace {

// In the order of enum Token.
constexpr TokenRow tokens[] = {
    {"permission_denied", "42501", "this person may not do that"},
    {"blocked", "42501", "one of the two has blocked the other"},
    {"not_found", "PT404",
     "there is no such person, request, package, booking, plan …, or none the caller may know of"},
    {"invalid_invitation", "PT410",
     "the invitation is expired, used, revoked, unknown, or not yours"},
    {"insufficient_credits", "PT402",
     "no credit is left in the package, none pays for a session then, or the setting "
     "packages_required asks for one"},
    {"capacity_reached", "PT409", "the trainer is full; active and maximum say how full"},
    {"booking_conflict", "PT409", "there is another session then; who, trainer or client, has it"},
    {"not_available", "PT409",
     "reason: inactive, not_accepting; of sessions outside_hours, time_off, too_soon, too_far, "
     "too_late, cancelled, not_begun"},
    {"relationship_error", "PT409",
     "connected already, not connected, another primary trainer, clients still active"},
    {"illegal_transition", "PT409", "there is no way from this state to that one"},
    {"invalid_argument", "22023", "a word or value that means nothing here"},
    {"invalid_identity", "28000", "malformed claims, or two identities in one session"},
    {"rights_changed", "40001",
     "what the statement stood on is another's now: the caller lost the admin role while a kept "
     "plan or an open cursor still had it, a row behind a view changed meanwhile, or something "
     "younger than a REPEATABLE READ transaction's view is needed; run it again"},
};

constexpr const TokenRow& row_of(Token token) noexcept {
    return tokens[static_cast<std::size_t>(token)];
}

static_assert(row_of(Token::rights_changed).name == "rights_changed");

}  // namespace

std::span<const TokenRow> all_tokens() noexcept { return tokens; }

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
