#include "identity/roles.hpp"

#include <algorithm>
#include <array>

namespace coaching::identity {

namespace {

struct RoleWord {
    std::string_view word;
    UserRole role;
};

constexpr std::array role_words{
    RoleWord{"client", UserRole::client}, RoleWord{"user", UserRole::client},
    RoleWord{"member", UserRole::client}, RoleWord{"trainer", UserRole::trainer},
    RoleWord{"coach", UserRole::trainer}, RoleWord{"instructor", UserRole::trainer},
    RoleWord{"admin", UserRole::admin},
};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view given, std::string_view word) {
    return std::equal(given.begin(), given.end(), word.begin(), word.end(),
                      [](char a, char b) { return lower(a) == b; });
}

}  // namespace

std::optional<UserRole> parse_role(std::string_view word) {
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    for (const RoleWord& known : role_words)
        if (same_word(word, known.word)) return known.role;
    return std::nullopt;
}

}  // namespace coaching::identity
