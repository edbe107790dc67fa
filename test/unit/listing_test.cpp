#include "base/listing.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"

namespace coaching {
namespace {

TEST(Listing, a_page_has_1_to_1000_rows) {
    EXPECT_NO_THROW(require_page_size(1));
    EXPECT_NO_THROW(require_page_size(1000));
    for (const int size : {0, -1, 1001}) {
        try {
            require_page_size(size);
            FAIL() << size;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.token(), Token::invalid_argument);
        }
    }
}

TEST(Listing, what_like_would_read_as_a_wildcard_is_taken_literally) {
    EXPECT_EQ(pattern_containing("50%_\\x"), "%50\\%\\_\\\\x%");
    EXPECT_EQ(pattern_containing(""), "%%");
}

TEST(Listing, every_word_of_a_search_is_a_pattern) {
    EXPECT_EQ(patterns_of_words("  yoga \t berlin\n"),
              (std::vector<std::string>{"%yoga%", "%berlin%"}));
    EXPECT_TRUE(patterns_of_words(" \t ").empty());
}

TEST(Listing, a_search_has_at_most_200_bytes) {
    EXPECT_NO_THROW(pattern_containing(std::string(200, 'x')));
    EXPECT_THROW(pattern_containing(std::string(201, 'x')), Failure);
    EXPECT_THROW(patterns_of_words(std::string(201, ' ')), Failure);
}

TEST(Failure, the_beginning_of_a_text_ends_between_two_characters) {
    EXPECT_EQ(beginning_of("plain", 100), "plain");
    EXPECT_EQ(beginning_of("plain", 3), "pla");
    EXPECT_EQ(beginning_of("aü", 2), "a");
    EXPECT_EQ(beginning_of("aü", 3), "aü");
    EXPECT_EQ(beginning_of("😀😀", 5), "😀");
    EXPECT_EQ(beginning_of("😀", 3), "");
}

}  // namespace
}  // namespace coaching
