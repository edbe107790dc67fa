// Reading the fields of a JSON object: what is there, what is refused, and in which words.
#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "json_values.hpp"

namespace coaching::json {
namespace {

using Kind = Value::Kind;

TEST(JsonFields, reads_each_type_and_takes_null_for_nothing) {
    const Value object = make_object({{"text", string("a")},
                                      {"empty", string("")},
                                      {"number", number("7")},
                                      {"decimal", number("82.50")},
                                      {"id", string("00000000-0000-4000-8000-000000000001")},
                                      {"nothing", Value{}},
                                      {"list", array({string("x"), string("y")})},
                                      {"object", make_object({})}});
    Fields fields(object, "", "document");
    EXPECT_EQ(fields.text("text", 1), "a");
    EXPECT_EQ(fields.text("empty", 1), "");
    EXPECT_EQ(fields.integer("number", 7, 7), 7);
    EXPECT_EQ(fields.decimal("decimal", 82.5), "82.50");
    EXPECT_EQ(fields.id("id"), (Uuid{0x4000, 0x8000000000000001}));
    EXPECT_EQ(fields.text("nothing", 1), std::nullopt);
    EXPECT_TRUE(fields.names("nothing"));
    EXPECT_EQ(fields.integer("absent", 0, 1), std::nullopt);
    EXPECT_FALSE(fields.names("absent"));
    EXPECT_EQ(fields.texts("list", 2, 1), (std::vector<std::string>{"x", "y"}));
    EXPECT_TRUE(fields.list("absent", 0).empty());
    fields.object("object");
    fields.object("absent");
    EXPECT_NO_THROW(fields.require_no_others());
}

TEST(JsonFields, refuses_what_is_no_object) {
    const Value seven = number("7");
    EXPECT_EQ(refusal_of([&] { Fields(seven, "", "plan"); }), "plan must be an object");
    EXPECT_EQ(refusal_of([&] { Fields(seven, "sets[2]", ""); }), "sets[2] must be an object");
}

TEST(JsonFields, names_what_is_left_over) {
    const Value object = make_object({{"a", number("1")}, {"b", Value{}}});
    Fields fields(object, "sets[0]", "");
    fields.integer("a", 0, 1);
    EXPECT_EQ(refusal_of([&] { fields.require_no_others(); }), "there is no field sets[0].b");
}

TEST(JsonFields, keeps_lengths_and_blanks_apart) {
    const Value object = make_object({{"long", string("xxx")}, {"blank", string(" \t\n")}});
    Fields fields(object, "", "document");
    EXPECT_EQ(refusal_of([&] { fields.text("long", 2); }),
              "long must be a text of at most 2 bytes");
    EXPECT_EQ(fields.text("blank", 3), " \t\n");
    EXPECT_EQ(refusal_of([&] { fields.name("blank", 3); }),
              "blank must be a text of at most 3 bytes, not blank");
}

TEST(JsonFields, takes_a_number_for_words_but_not_for_text) {
    const Value object = make_object({{"reps", number("10")}, {"list", array({})}});
    Fields fields(object, "", "document");
    EXPECT_EQ(fields.words("reps", 2), "10");
    EXPECT_NE(refusal_of([&] { fields.words("reps", 1); }), "");
    EXPECT_NE(refusal_of([&] { fields.text("reps", 9); }), "");
    EXPECT_NE(refusal_of([&] { fields.words("list", 9); }), "");
}

TEST(JsonFields, knows_whole_numbers) {
    const auto read = [](const char* digits) {
        const Value object = make_object({{"n", number(digits)}});
        return Fields(object, "", "document").integer("n", -5, 1000);
    };
    EXPECT_EQ(read("-5"), -5);
    EXPECT_EQ(read("3.000"), 3);
    EXPECT_EQ(read("1000"), 1000);
    for (const char* digits : {"-6", "1001", "3.5", "3.0001", "1e2", "99999999999999999999", ""})
        EXPECT_THROW(read(digits), Failure) << digits;
}

TEST(JsonFields, knows_decimals) {
    const auto read = [](const std::string& digits) {
        const Value object = make_object({{"n", number(digits)}});
        return Fields(object, "", "document").decimal("n", 100);
    };
    for (const char* digits : {"0", "100", "0.125", "99.9999999999999999"})
        EXPECT_EQ(read(digits), digits);
    for (const char* digits : {"-0.1", "100.1", "nan", "inf", "1x", "", " 1"})
        EXPECT_THROW(read(digits), Failure) << digits;
    EXPECT_THROW(read("0." + std::string(100, '0') + "1"), Failure);
}

TEST(JsonFields, chooses_among_words) {
    constexpr std::string_view words[] = {"normal", "warmup"};
    const Value object = make_object({{"a", string("warmup")}, {"b", string("Warmup")}});
    Fields fields(object, "", "document");
    EXPECT_EQ(fields.choice("a", words), "warmup");
    EXPECT_EQ(refusal_of([&] { fields.choice("b", words); }), "b must be one of normal, warmup");
}

TEST(JsonFields, limits_lists) {
    const Value object = make_object({{"l", array({string("x"), number("1")})}});
    Fields fields(object, "", "document");
    EXPECT_EQ(fields.list("l", 2).size(), 2U);
    EXPECT_EQ(refusal_of([&] { fields.list("l", 1); }), "l must be an array of at most 1 elements");
    EXPECT_EQ(refusal_of([&] { fields.texts("l", 2, 9); }),
              "l[1] must be a text of at most 9 bytes");
}

}  // namespace
}  // namespace coaching::json
