// What an answer to an invitation may reveal.
#pragma once

namespace coaching::relationships {

/// One error for unknown, answered, expired, revoked and somebody else's: whoever guesses learns
/// nothing from it.
[[noreturn]] void refuse_invitation();

}  // namespace coaching::relationships
