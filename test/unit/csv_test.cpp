// Comma-separated values as programs write them, and as they break.

#include "base/csv.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coaching {
namespace {

using Record = std::vector<std::string>;

/// The records of a text; one at fault as its line and its fault.
std::vector<Record> records_of(std::string_view text) {
    std::vector<Record> out;
    CsvReader reader(text);
    while (reader.next()) {
        if (reader.fault() != nullptr)
            out.push_back({"line " + std::to_string(reader.line()), reader.fault()});
        else
            out.emplace_back(reader.fields().begin(), reader.fields().end());
    }
    return out;
}

std::vector<std::size_t> lines_of(std::string_view text) {
    std::vector<std::size_t> out;
    for (CsvReader reader(text); reader.next();) out.push_back(reader.line());
    return out;
}

const Record a_b = {"a", "b"};
const Record c_d = {"c", "d"};

TEST(Csv, an_empty_text_has_no_record) {
    EXPECT_TRUE(records_of("").empty());
    EXPECT_TRUE(records_of("\xef\xbb\xbf").empty());
    EXPECT_TRUE(records_of("\r\n\n\r").empty());
}

TEST(Csv, lines_may_end_in_any_of_the_three_ways_and_the_last_need_not_end) {
    for (const char* text : {"a,b\nc,d", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\n\r\n\rc,d\n\n"})
        EXPECT_EQ(records_of(text), (std::vector<Record>{a_b, c_d})) << text;
}

TEST(Csv, the_separator_is_the_one_the_header_has_most_of) {
    EXPECT_EQ(records_of("a;b\n1,5;2"), (std::vector<Record>{a_b, {"1,5", "2"}}));
    EXPECT_EQ(records_of("a\tb\n1,5\t2;3"), (std::vector<Record>{a_b, {"1,5", "2;3"}}));
    EXPECT_EQ(records_of("a,\"x;y;z\"\n1,2"), (std::vector<Record>{{"a", "x;y;z"}, {"1", "2"}}));
    EXPECT_EQ(records_of("\n\na;b\nc;d"), (std::vector<Record>{a_b, c_d}));
    EXPECT_EQ(CsvReader("alone").separator(), ',');
}

TEST(Csv, a_byte_order_mark_is_no_part_of_the_first_header) {
    EXPECT_EQ(records_of("\xef\xbb\xbf\"a\",b\nc,d"), (std::vector<Record>{a_b, c_d}));
}

TEST(Csv, quotes_hold_separators_line_ends_and_doubled_quotes) {
    EXPECT_EQ(records_of("\"a,\n1\",\"say \"\"b\"\"\"\n\"\"\"\",\"\"\n"),
              (std::vector<Record>{{"a,\n1", "say \"b\""}, {"\"", ""}}));
    EXPECT_EQ(records_of("\"a\r\n\"\"\n\",b"), (std::vector<Record>{{"a\r\n\"\n", "b"}}));
}

TEST(Csv, empty_fields_are_fields) {
    EXPECT_EQ(records_of(",\na,\n,\"\""), (std::vector<Record>{{"", ""}, {"a", ""}, {"", ""}}));
}

TEST(Csv, a_record_is_numbered_by_its_first_line) {
    EXPECT_EQ(lines_of("a\n\"b\nb\"\nc\n\n\nd"), (std::vector<std::size_t>{1, 2, 4, 7}));
    EXPECT_EQ(lines_of("a\r\n\"b\r\nb\r\"\rc\r\nd"), (std::vector<std::size_t>{1, 2, 5, 6}));
}

TEST(Csv, a_misplaced_quote_costs_its_line_alone) {
    const Record inside = {"line 2", "a quote stands within a field that is not quoted"};
    const Record after = {"line 2", "something follows the end of a quoted field"};
    const Record open = {"line 2", "a quoted field has no end"};
    EXPECT_EQ(records_of("a,b\n1,2\"\nc,d"), (std::vector<Record>{a_b, inside, c_d}));
    EXPECT_EQ(records_of("a,b\n\"1\"2,2\nc,d"), (std::vector<Record>{a_b, after, c_d}));
    EXPECT_EQ(records_of("a,b\n1,\"2\nc,d"), (std::vector<Record>{a_b, open, c_d}));
    EXPECT_EQ(records_of("a,b\n1,\"2"), (std::vector<Record>{a_b, open}));
    // The open quote meets the next one, which shows that something was wrong before.
    EXPECT_EQ(records_of("a,b\n1,\"2\n\"c\",d"), (std::vector<Record>{a_b, after, c_d}));
}

TEST(Csv, lines_after_a_fault_keep_their_numbers) {
    EXPECT_EQ(lines_of("a,b\n1,\"2\n3,4\n\"5\",6\n7,8"), (std::vector<std::size_t>{1, 2, 3, 4, 5}));
}

TEST(Csv, a_record_with_too_many_fields_is_a_fault) {
    const std::string most(CsvReader::most_fields - 1, ',');
    EXPECT_EQ(records_of(most).front().size(), CsvReader::most_fields);
    EXPECT_EQ(records_of(most + ",\na,b").size(), 2);
    EXPECT_EQ(records_of(most + ",\na,b").front().front(), "line 1");
}

TEST(Csv, reading_stays_linear_however_quotes_stand) {
    // Were each line searched to the end of the text, this would take minutes.
    for (const char* line : {"\"\n", "a\",\"\n", "\",\"\n", "\",\n", "\"a\"\"\n", ",\"\"\"\n"}) {
        std::string text;
        while (text.size() < 2'000'000) text += line;
        EXPECT_FALSE(records_of(text).empty());
    }
}

}  // namespace
}  // namespace coaching
