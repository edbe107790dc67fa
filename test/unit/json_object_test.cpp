// Objects written field by field: each type as JSON has it.

#include "base/json_object.hpp"

#include <gtest/gtest.h>

namespace coaching {
namespace {

TEST(JsonObject, is_empty_until_something_is_added) { EXPECT_EQ(JsonObject().text(), "{}"); }

TEST(JsonObject, has_its_fields_in_the_order_of_adding) {
    EXPECT_EQ(JsonObject().add("b", 1).add("a", 2).add("b", 3).text(),
              R"({"b": 1, "a": 2, "b": 3})");
}

TEST(JsonObject, writes_each_type_as_itself) {
    const Uuid id{0x4000, 0x8000000000000001};
    JsonObject json;
    json.add("number", -3).add("large", std::int64_t{9007199254740993});
    json.add("literal", "yes").add("view", std::string_view("a\0b", 3));
    json.add("yes", true).add("no", false).add("id", id).add("list", "[]").add_json("array", "[]");
    EXPECT_EQ(json.text(),
              "{\"number\": -3, \"large\": 9007199254740993, \"literal\": \"yes\", "
              "\"view\": \"a\\u0000b\", \"yes\": true, \"no\": false, "
              "\"id\": \"00000000-0000-4000-8000-000000000001\", \"list\": \"[]\", \"array\": []}");
}

TEST(JsonObject, writes_null_for_what_is_not_there) {
    std::optional<std::string_view> text;
    std::optional<std::int32_t> number;
    JsonObject json;
    json.add("text", text).add("number", number).add("nothing", std::nullopt);
    text = "";
    number = 0;
    json.add("text", text).add("number", number);
    EXPECT_EQ(json.text(),
              R"({"text": null, "number": null, "nothing": null, "text": "", "number": 0})");
}

TEST(JsonObject, escapes_names_and_texts) {
    EXPECT_EQ(JsonObject().add("a\"b", "O\"Neil\n").text(), R"({"a\"b": "O\"Neil\u000a"})");
}

}  // namespace
}  // namespace coaching
