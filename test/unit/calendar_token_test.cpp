// Tokens of calendar feeds: 192 random bits that may stand in a URL.

#include "scheduling/calendar_token.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace coaching::scheduling {
namespace {

using Bytes = std::array<std::uint8_t, 24>;

constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Reads a token back, independently of how it was written.
Bytes bytes_of(const std::string& token) {
    std::string bits;
    for (const char c : token)
        for (int bit = 5; bit >= 0; --bit) bits += (letters.find(c) >> bit & 1) != 0 ? '1' : '0';
    Bytes bytes{};
    for (std::size_t i = 0; i < 192; ++i)
        if (bits[i] == '1') bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 0x80 >> i % 8);
    return bytes;
}

TEST(CalendarToken, is_base64url_of_its_bytes) {
    Bytes bytes{};
    EXPECT_EQ(encode_calendar_token(bytes), std::string(32, 'A'));
    bytes.fill(0xff);
    EXPECT_EQ(encode_calendar_token(bytes), std::string(32, '_'));
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
    EXPECT_EQ(encode_calendar_token(bytes), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX");
}

TEST(CalendarToken, keeps_every_bit) {
    std::mt19937 random(1);
    for (int round = 0; round < 10'000; ++round) {
        Bytes bytes;
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
        const std::string token = encode_calendar_token(bytes);
        ASSERT_TRUE(is_calendar_token(token)) << token;
        ASSERT_EQ(bytes_of(token), bytes);
    }
}

TEST(CalendarToken, has_one_form) {
    const std::string token(32, 'A');
    for (const std::string& text :
         {std::string(), std::string(31, 'A'), std::string(33, 'A'), std::string(31, 'A') + "=",
          std::string(31, 'A') + "+", std::string(31, 'A') + "/", std::string(31, 'A') + " ",
          std::string(31, 'A') + '\0', std::string(30, 'A') + "\xc3\xbc", " " + token, token + "\n",
          std::string(10'000'000, 'A')})
        EXPECT_FALSE(is_calendar_token(text)) << text.substr(0, 40);
}

}  // namespace
}  // namespace coaching::scheduling
