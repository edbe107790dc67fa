// Invitation codes: 128 random bits, written so that people can read them out and type them.

#include "relationships/invitation_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>
#include <set>
#include <string>

namespace coaching::relationships {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr const char* counting = "000G40R40M30E209185GR38E1W";  // bytes 0, 1, 2 … 15

Bytes counting_bytes() {
    Bytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
}

Bytes filled(std::uint8_t value) {
    Bytes bytes;
    bytes.fill(value);
    return bytes;
}

/// Reads a code back, independently of how it was written.
Bytes bytes_of(const std::string& code) {
    std::string bits;
    for (const char c : code)
        for (int bit = 4; bit >= 0; --bit) bits += (letters.find(c) >> bit & 1) != 0 ? '1' : '0';
    Bytes bytes{};
    for (std::size_t i = 0; i < 128; ++i)
        if (bits[i] == '1') bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 0x80 >> i % 8);
    return bytes;
}

Bytes random_bytes(std::mt19937& random) {
    Bytes bytes;
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    return bytes;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

TEST(InvitationCode, is_crockford_base32_of_its_bytes) {
    EXPECT_EQ(encode_invitation_code(filled(0)), std::string(26, '0'));
    EXPECT_EQ(encode_invitation_code(filled(0xff)), std::string(25, 'Z') + "W");
    EXPECT_EQ(encode_invitation_code(counting_bytes()), counting);
}

TEST(InvitationCode, has_26_readable_letters_and_keeps_every_bit) {
    std::mt19937 random(1);
    for (int round = 0; round < 10'000; ++round) {
        const Bytes bytes = random_bytes(random);
        const std::string code = encode_invitation_code(bytes);
        ASSERT_EQ(code.size(), 26u);
        ASSERT_EQ(code.find_first_not_of(letters), std::string::npos) << code;
        ASSERT_EQ(bytes_of(code), bytes);
    }
}

TEST(InvitationCode, differs_wherever_one_bit_differs) {
    std::set<std::string> codes{encode_invitation_code(filled(0x5a))};
    for (std::size_t bit = 0; bit < 128; ++bit) {
        Bytes bytes = filled(0x5a);
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ 1u << bit % 8);
        codes.insert(encode_invitation_code(bytes));
    }
    EXPECT_EQ(codes.size(), 129u);
}

TEST(InvitationCode, is_itself_when_typed_as_it_stands) {
    std::mt19937 random(2);
    for (int round = 0; round < 1000; ++round) {
        const std::string code = encode_invitation_code(random_bytes(random));
        EXPECT_EQ(normal_invitation_code(code), code);
    }
}

TEST(InvitationCode, is_understood_as_people_type_it) {
    const std::string code = counting;
    EXPECT_EQ(normal_invitation_code(lower(code)), code);
    EXPECT_EQ(normal_invitation_code("000G-40R4-0M30-E209-185G-R38E-1W"), code);
    EXPECT_EQ(normal_invitation_code("  000g 40r4 0m30 e209 185g r38e 1w "), code);
    EXPECT_EQ(normal_invitation_code("oooG4oR4OM3OE2O9I85GR38ElW"), code);
    EXPECT_EQ(normal_invitation_code("000G40R40M30E209L85GR38EiW"), code);
}

TEST(InvitationCode, stays_what_it_is_when_made_normal_twice) {
    const std::optional<std::string> once =
        normal_invitation_code("ooog-40r4-0m30-e209-i85g-r38e-lw");
    ASSERT_TRUE(once);
    EXPECT_EQ(normal_invitation_code(*once), once);
}

TEST(InvitationCode, is_not_made_of_junk) {
    const std::string code = counting;
    for (const std::string& typed : {
             std::string(),
             std::string("-"),
             std::string(26, ' '),
             code.substr(1),        // a letter short
             code + "0",            // a letter over
             "U" + code.substr(1),  // the one letter left out without a stand-in
             code.substr(0, 25) + "u",
             code.substr(0, 25) + "_",
             code.substr(0, 25) + "\n",
             code.substr(0, 25) + "\t" + code.substr(25),
             code.substr(0, 25) + "\xc3\x96",  // a letter of more than one byte
             code.substr(0, 24) + "\xe2\x80\x93" + code.substr(24),  // a dash that is no hyphen
             code.substr(0, 25) + '\0',
             code + '\0',
             code + std::string(100, '-'),  // longer than anybody types
             std::string(10'000'000, '0'),
         })
        EXPECT_FALSE(normal_invitation_code(typed)) << typed.substr(0, 40);
}

TEST(InvitationCode, is_refused_or_normal_whatever_is_typed) {
    static constexpr char typed_letters[] = "0oO1iIlLaAzZ-  uU_\x80\xff";
    std::mt19937 random(3);
    int understood = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::string typed(20 + random() % 16, ' ');
        const bool tame = round % 2 == 0;
        for (char& c : typed) c = typed_letters[random() % (tame ? 15 : sizeof typed_letters - 1)];
        const std::optional<std::string> code = normal_invitation_code(typed);
        if (!code) continue;
        ++understood;
        ASSERT_EQ(code->size(), 26u);
        ASSERT_EQ(code->find_first_not_of(letters), std::string::npos) << typed;
    }
    EXPECT_GT(understood, 1000);
}

}  // namespace
}  // namespace coaching::relationships
