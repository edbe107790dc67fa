// Refusals: their tokens and SQLSTATEs are part of the API, their DETAIL is JSON whatever stands in
// it.

#include "base/failure.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "base/token_table.hpp"

namespace coaching {
namespace {

std::string json_string(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

TEST(Failure, has_the_documented_word_and_sqlstate_for_every_token) {
    struct Documented {
        Token token;
        const char* name;
        const char* sqlstate;
    };
    for (const auto& [token, name, sqlstate] : {
             Documented{Token::permission_denied, "permission_denied", "42501"},
             Documented{Token::blocked, "blocked", "42501"},
             Documented{Token::not_found, "not_found", "PT404"},
             Documented{Token::invalid_invitation, "invalid_invitation", "PT410"},
             Documented{Token::insufficient_credits, "insufficient_credits", "PT402"},
             Documented{Token::capacity_reached, "capacity_reached", "PT409"},
             Documented{Token::booking_conflict, "booking_conflict", "PT409"},
             Documented{Token::not_available, "not_available", "PT409"},
             Documented{Token::relationship_error, "relationship_error", "PT409"},
             Documented{Token::illegal_transition, "illegal_transition", "PT409"},
             Documented{Token::invalid_argument, "invalid_argument", "22023"},
             Documented{Token::invalid_identity, "invalid_identity", "28000"},
             Documented{Token::rights_changed, "rights_changed", "40001"},
         }) {
        EXPECT_EQ(token_name(token), name);
        EXPECT_EQ(token_sqlstate(token), sqlstate);
        EXPECT_EQ(Failure(token, "no").detail(), std::string("{\"error\": \"") + name + "\"}");
    }
}

TEST(Failure, explains_every_token_to_the_documentation) {
    std::set<std::string_view> names;
    for (const TokenRow& row : all_tokens()) {
        EXPECT_EQ(token_name(*token_named(row.name)), row.name);
        EXPECT_FALSE(row.meaning.empty()) << row.name;
        names.insert(row.name);
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(Token::rights_changed) + 1);
}

TEST(Failure, keeps_message_and_hint_apart_from_its_detail) {
    const Failure failure =
        Failure(Token::not_found, "there is no such user").hint("Look at coaching.users.");
    EXPECT_STREQ(failure.what(), "there is no such user");
    EXPECT_EQ(failure.message(), "there is no such user");
    EXPECT_EQ(failure.hint(), "Look at coaching.users.");
    EXPECT_EQ(failure.detail(), R"({"error": "not_found"})");
    EXPECT_EQ(failure.token(), Token::not_found);
}

TEST(Failure, without_a_hint_has_an_empty_one) {
    EXPECT_TRUE(Failure(Token::blocked, "no").hint().empty());
}

TEST(Failure, lists_its_details_in_the_order_they_were_added) {
    const Failure failure = Failure(Token::capacity_reached, "full")
                                .with("maximum", 15)
                                .with("trainer", "Ann")
                                .with("active", -1LL);
    EXPECT_EQ(failure.detail(),
              R"({"error": "capacity_reached", "maximum": 15, "trainer": "Ann", "active": -1})");
}

TEST(Failure, writes_the_largest_and_smallest_numbers) {
    const Failure failure = Failure(Token::blocked, "no")
                                .with("most", std::numeric_limits<long long>::max())
                                .with("least", std::numeric_limits<long long>::min());
    EXPECT_EQ(
        failure.detail(),
        R"({"error": "blocked", "most": 9223372036854775807, "least": -9223372036854775808})");
}

TEST(Failure, lets_no_value_break_out_of_its_json) {
    const Failure failure =
        Failure(Token::invalid_argument, "no").with("a\"b", "\", \"error\": \"none\\");
    EXPECT_EQ(failure.detail(),
              R"({"error": "invalid_argument", "a\"b": "\", \"error\": \"none\\"})");
}

TEST(Failure, survives_being_thrown_and_copied) {
    try {
        throw Failure(Token::blocked, "no").with("who", "Bob").hint("Ask.");
    } catch (const std::exception& caught) {
        const auto* failure = dynamic_cast<const Failure*>(&caught);
        ASSERT_NE(failure, nullptr);
        const Failure copy = *failure;
        EXPECT_EQ(copy.detail(), R"({"error": "blocked", "who": "Bob"})");
        EXPECT_EQ(copy.hint(), "Ask.");
    }
}

TEST(JsonString, leaves_plain_and_multibyte_text_alone) {
    EXPECT_EQ(json_string("plain"), "\"plain\"");
    EXPECT_EQ(json_string(""), "\"\"");
    EXPECT_EQ(json_string("Größe 💪 / ok"), "\"Größe 💪 / ok\"");
}

TEST(JsonString, escapes_quotes_and_backslashes) {
    EXPECT_EQ(json_string(R"(a"b\c)"), R"("a\"b\\c")");
    EXPECT_EQ(json_string(R"(\)"), R"("\\")");
}

TEST(JsonString, escapes_every_control_character) {
    EXPECT_EQ(json_string(std::string_view("\0", 1)), R"("\u0000")");
    EXPECT_EQ(json_string("\n\r\t\x1f"), R"("\u000a\u000d\u0009\u001f")");
    std::set<std::string> distinct;
    for (int c = 0; c < 0x20; ++c) {
        const char byte = static_cast<char>(c);
        const std::string json = json_string({&byte, 1});
        EXPECT_EQ(json.size(), 8u) << c;
        distinct.insert(json);
    }
    EXPECT_EQ(distinct.size(), 0x20u);
}

TEST(JsonString, is_appended_to_what_is_there) {
    std::string json = "[1, ";
    append_json_string(json, "two");
    EXPECT_EQ(json, "[1, \"two\"");
}

}  // namespace
}  // namespace coaching
