// What a statement on bookings was refused for.
#pragma once

#include <string>

#include "base/failure.hpp"
#include "pg/error.hpp"

namespace coaching::scheduling {

/// Throws what the triggers would have said a moment later, where a constraint of bookings was
/// quicker; anything else as it is.
[[noreturn]] void translate(const pg::Error& error);

/// Runs a write to bookings and translates its errors.
template <class Write>
auto translating(Write&& write) {
    try {
        return write();
    } catch (const pg::Error& error) {
        translate(error);
    }
}

/// A refusal of the API as a row of a report has it.
struct Refusal {
    Token token;
    std::string reason;  ///< of not_available; else empty
    std::string message;
    std::string detail;  ///< as the error had it

    std::string_view code() const { return reason.empty() ? token_name(token) : reason; }
};

/// Throws the error again when it is no refusal of the API.
Refusal refusal_of(const pg::Error& error);

}  // namespace coaching::scheduling
