// The words for roles.

#include "identity/roles.hpp"

#include <gtest/gtest.h>

namespace coaching::identity {
namespace {

TEST(Roles, are_known_by_all_their_words) {
    for (const char* word : {"client", "user", "member"})
        EXPECT_EQ(parse_role(word), UserRole::client) << word;
    for (const char* word : {"trainer", "coach", "instructor"})
        EXPECT_EQ(parse_role(word), UserRole::trainer) << word;
    EXPECT_EQ(parse_role("admin"), UserRole::admin);
}

TEST(Roles, are_known_in_any_case_and_between_blanks) {
    for (const char* word : {"Coach", "COACH", " coach", "coach  ", "  cOaCh "})
        EXPECT_EQ(parse_role(word), UserRole::trainer) << word;
}

TEST(Roles, are_not_guessed_from_anything_else) {
    for (const char* word : {"", " ", "adm", "admins", "administrator", "co ach", "coach,admin",
                             "trainer\n", "superuser", "ädmin", "admin;"})
        EXPECT_FALSE(parse_role(word)) << word;
    EXPECT_FALSE(parse_role(std::string_view("admin\0", 6)));
}

TEST(Roles, are_stored_under_the_word_that_names_them) {
    for (const UserRole role : {UserRole::client, UserRole::trainer, UserRole::admin})
        EXPECT_EQ(parse_role(role_name(role)), role);
    EXPECT_EQ(role_name(UserRole::client), "client");
    EXPECT_EQ(role_name(UserRole::trainer), "trainer");
    EXPECT_EQ(role_name(UserRole::admin), "admin");
}

}  // namespace
}  // namespace coaching::identity
