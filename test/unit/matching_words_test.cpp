#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "matching/words.hpp"

namespace {

using coaching::matching::is_ascii;
using coaching::matching::language_of;
using coaching::matching::WordSet;

WordSet set_of(const std::vector<std::string>& words) {
    WordSet set;
    for (const std::string& word : words) set.add(word);
    return set;
}

TEST(MatchingWords, AreFoundWhateverTheirCase) {
    const WordSet set = set_of({"Strength", "weight LOSS"});
    EXPECT_TRUE(set.contains("sTRENGTH"));
    EXPECT_TRUE(set.contains("Weight Loss"));
    EXPECT_FALSE(set.contains("weight-loss"));
    EXPECT_FALSE(set.contains("strengt"));
    EXPECT_FALSE(WordSet().contains("strength"));
    EXPECT_FALSE(WordSet().contains(""));
}

TEST(MatchingWords, AreKeptOnceAndInLowerCase) {
    const WordSet set = set_of({"Yoga", "yoga", "YOGA", "Boxing"});
    EXPECT_EQ(set.words(), (std::vector<std::string>{"yoga", "boxing"}));
}

TEST(MatchingWords, OnlyLettersHaveACase) {
    // The neighbours of A to Z and a to z, 32 apart.
    EXPECT_FALSE(set_of({"@"}).contains("`"));
    EXPECT_FALSE(set_of({"["}).contains("{"));
    EXPECT_FALSE(set_of({"\xc3\x84"}).contains("\xc3\xa4"));  // the server folds those
    EXPECT_TRUE(set_of({"\xc3\xa4"}).contains("\xc3\xa4"));
}

TEST(MatchingWords, OfferedTwiceCountOnce) {
    const auto found = set_of({"yoga", "boxing", "running"})
                           .found_in(std::vector<std::string_view>{"Boxing", "boxing", "chess"});
    EXPECT_EQ(found.count, 1u);
    EXPECT_TRUE(found.which.test(1));
}

TEST(MatchingWords, OfAnyLengthAreToldApart) {
    std::mt19937 random(11);
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::string> words;
        for (int i = 0; i < 20; ++i) {
            std::string word(random() % 80, ' ');
            for (char& letter : word) letter = "abAB"[random() % 4];
            words.push_back(word);
        }
        const WordSet set = set_of(words);
        for (std::string word : words) {
            ASSERT_TRUE(set.contains(word)) << word;
            if (word.empty()) continue;
            char& one = word[random() % word.size()];
            one = 'x';
            ASSERT_FALSE(set.contains(word)) << word;
        }
    }
}

TEST(MatchingWords, BeyondTheMostAreLeftOut) {
    WordSet set;
    for (int i = 0; i < 1000; ++i) set.add("word " + std::to_string(i));
    EXPECT_EQ(set.size(), WordSet::most);
    EXPECT_TRUE(set.contains("WORD 249"));
    EXPECT_FALSE(set.contains("word 250"));
}

TEST(MatchingWords, AreAsciiOrNot) {
    EXPECT_TRUE(is_ascii(""));
    EXPECT_TRUE(is_ascii("a longer word, of one alphabet~"));
    for (std::size_t at = 0; at < 20; ++at) {
        std::string word(20, 'a');
        word[at] = '\x80';
        EXPECT_FALSE(is_ascii(word)) << at;
        EXPECT_FALSE(is_ascii(word.substr(0, at + 1))) << at;
    }
}

TEST(MatchingWords, ALanguageIsTheTagsFirstPart) {
    EXPECT_EQ(language_of("de-AT"), "de");
    EXPECT_EQ(language_of("pt_BR"), "pt");
    EXPECT_EQ(language_of("en"), "en");
    EXPECT_EQ(language_of(""), "");
}

}  // namespace
