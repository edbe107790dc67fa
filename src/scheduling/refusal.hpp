// What a statement on bookings was refused for.
#pragma once

#include <string>

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
    std::string code;  ///< the reason, of not_available; else the token
    std::string message;
};

/// Throws the error again when it is no refusal of the API.
Refusal refusal_of(const pg::Error& error);

}  // namespace coaching::scheduling
