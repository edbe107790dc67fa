// The errors of the public API (design: "Errors are an API"). Every refusal is one of these tokens;
// the bridge turns a thrown Failure into a PostgreSQL error whose DETAIL is a JSON object
// {"error": token, …details}, so that an app can branch on it without reading prose.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coaching {

enum class Token {
    permission_denied,
    blocked,
    not_found,
    invalid_invitation,
    insufficient_credits,
    capacity_reached,
    booking_conflict,
    not_available,
    relationship_error,
    illegal_transition,
    invalid_argument,
    invalid_identity,
    rights_changed,
};

/// The word as it stands in DETAIL.
std::string_view token_name(Token token) noexcept;

/// The token of that name, if there is one.
std::optional<Token> token_named(std::string_view name) noexcept;

/// The five characters of the SQLSTATE; PTxyz is what PostgREST answers as HTTP status xyz.
std::string_view token_sqlstate(Token token) noexcept;

/// A refusal that reaches the caller as an SQL error.
class Failure : public std::exception {
public:
    Failure(Token token, std::string message) : token_(token), message_(std::move(message)) {}

    /// Adds "name": "value" to DETAIL.
    Failure&& with(std::string_view name, std::string_view value) &&;
    /// Adds "name": value, a number, to DETAIL.
    Failure&& with(std::string_view name, long long value) &&;
    /// Adds what else a DETAIL of the same token says.
    Failure&& with_rest_of(std::string_view detail) &&;
    /// What the user could do about it.
    Failure&& hint(std::string text) &&;

    Token token() const noexcept { return token_; }
    const std::string& message() const noexcept { return message_; }
    const std::string& hint() const noexcept { return hint_; }
    std::string detail() const;
    const char* what() const noexcept override { return message_.c_str(); }

private:
    Token token_;
    std::string message_;
    std::string details_;
    std::string hint_;
};

/// The beginning of a text for a message: at most `bytes` of it, cut between two characters of
/// UTF-8.
std::string_view beginning_of(std::string_view text, std::size_t bytes = 100) noexcept;

/// Throws Failure(invalid_argument) where a text is too long; `what` begins the sentence.
void require_at_most(std::size_t bytes, std::string_view text, const char* what);

/// Appends `text` to `json` as a quoted JSON string.
void append_json_string(std::string& json, std::string_view text);

}  // namespace coaching
