// Roles of people, and the other words people use for them.
#pragma once

#include <optional>
#include <string_view>

namespace coaching::identity {

enum class UserRole { client, trainer, admin };

constexpr std::string_view role_name(UserRole role) {
    switch (role) {
        case UserRole::client: return "client";
        case UserRole::trainer: return "trainer";
        case UserRole::admin: return "admin";
    }
    return {};
}

/// Understands client, user, member; trainer, coach, instructor; admin. Case does not matter,
/// nor do blanks around the word.
std::optional<UserRole> parse_role(std::string_view word);

}  // namespace coaching::identity
