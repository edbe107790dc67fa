// UUIDs as values: the text forms PostgreSQL's uuid type takes, and its order.

#include "base/uuid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

namespace coaching {
namespace {

constexpr const char* canonical = "0123abcd-4567-89ab-cdef-fedcba987654";

std::string text_of(const Uuid& id) {
    const Uuid::Text text = id.text();
    return {text.data(), text.size()};
}

std::vector<Uuid> some_uuids(std::size_t count) {
    std::mt19937_64 random(7);
    std::vector<Uuid> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back({random(), random()});
    return out;
}

TEST(Uuid, is_written_in_lower_case_in_five_groups) {
    EXPECT_EQ(text_of(Uuid{0x0123abcd456789ab, 0xcdeffedcba987654}), canonical);
    EXPECT_EQ(text_of(Uuid{}), "00000000-0000-0000-0000-000000000000");
}

TEST(Uuid, comes_back_from_its_own_text) {
    for (const Uuid& id : some_uuids(1000)) EXPECT_EQ(Uuid::parse(text_of(id)), id);
}

TEST(Uuid, comes_back_from_its_own_bytes) {
    for (const Uuid& id : some_uuids(1000)) {
        unsigned char bytes[16];
        id.to_bytes(bytes);
        EXPECT_EQ(Uuid::from_bytes(bytes), id);
    }
}

TEST(Uuid, keeps_its_bytes_in_network_order) {
    unsigned char bytes[16];
    Uuid{0x0123abcd456789ab, 0xcdeffedcba987654}.to_bytes(bytes);
    EXPECT_EQ(bytes[0], 0x01);
    EXPECT_EQ(bytes[7], 0xab);
    EXPECT_EQ(bytes[8], 0xcd);
    EXPECT_EQ(bytes[15], 0x54);
}

TEST(Uuid, is_read_in_every_form_postgresql_takes) {
    const std::optional<Uuid> id = Uuid::parse(canonical);
    ASSERT_TRUE(id);
    for (const char* form : {
             "0123ABCD-4567-89AB-CDEF-FEDCBA987654",
             "0123abcd456789abcdeffedcba987654",
             "{0123abcd-4567-89ab-cdef-fedcba987654}",
             "{0123abcd456789abcdeffedcba987654}",
             "0123-abcd-4567-89ab-cdef-fedc-ba98-7654",
             "{0123abcd-456789ab-cdeffedc-ba987654}",
             "0123abcd4567-89abcdef-fedcba987654",
         })
        EXPECT_EQ(Uuid::parse(form), id) << form;
}

TEST(Uuid, is_refused_in_every_form_postgresql_refuses) {
    for (const char* form : {
             "",
             "{",
             "}",
             "{}",
             "-",
             "0123abcd-4567-89ab-cdef-fedcba98765",       // a digit short
             "0123abcd-4567-89ab-cdef-fedcba9876543",     // a digit over
             "0123abcd-4567-89ab-cdef-fedcba987654-",     // a hyphen after the last group
             "-0123abcd-4567-89ab-cdef-fedcba987654",     // and before the first
             "0123abcd--4567-89ab-cdef-fedcba987654",     // two hyphens
             "012-3abcd456789abcdeffedcba987654",         // a hyphen inside a group of four
             "01-23abcd456789abcdeffedcba987654",         // or after two digits
             "0123abcd-4567-89ab-cdef-fedcba98765g",      // no hexadecimal digit
             "{0123abcd-4567-89ab-cdef-fedcba987654",     // a brace which is not closed
             "0123abcd-4567-89ab-cdef-fedcba987654}",     // nor opened
             "{{0123abcd-4567-89ab-cdef-fedcba987654}}",  // two of them
             " 0123abcd-4567-89ab-cdef-fedcba987654",     // white space
             "0123abcd-4567-89ab-cdef-fedcba987654 ",
             "urn:uuid:0123abcd-4567-89ab-cdef-fedcba987654",
         })
        EXPECT_FALSE(Uuid::parse(form)) << form;
}

TEST(Uuid, is_not_read_past_a_zero_byte) {
    std::string text = canonical;
    text[20] = '\0';
    EXPECT_FALSE(Uuid::parse(text));
    EXPECT_FALSE(Uuid::parse(std::string(canonical) + '\0'));
}

TEST(Uuid, is_refused_in_every_truncation) {
    const std::string text = canonical;
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_FALSE(Uuid::parse(text.substr(0, length))) << length;
}

TEST(Uuid, is_never_misread_in_random_text) {
    // Few letters, so that nearly valid forms come up often.
    static constexpr char letters[] = "0aF-{}g";
    std::mt19937 random(1);
    for (int round = 0; round < 200'000; ++round) {
        std::string text(random() % 42, ' ');
        for (char& c : text) c = letters[random() % (sizeof letters - 1)];
        const std::optional<Uuid> id = Uuid::parse(text);
        if (!id) continue;
        std::string digits;
        for (const char c : text)
            if (std::isxdigit(static_cast<unsigned char>(c)))
                digits += static_cast<char>(std::tolower(c));
        std::string read = text_of(*id);
        std::erase(read, '-');
        EXPECT_EQ(read, digits) << text;
    }
}

TEST(Uuid, orders_as_its_bytes_do) {
    std::vector<Uuid> ids = some_uuids(300);
    ids.push_back({0, 0});
    ids.push_back({~0ull, ~0ull});
    ids.push_back({0x7fffffffffffffff, 0});
    ids.push_back({0x8000000000000000, 0});
    ids.push_back({0, 0x8000000000000000});
    for (const Uuid& a : ids) {
        for (const Uuid& b : ids) {
            unsigned char bytes_a[16];
            unsigned char bytes_b[16];
            a.to_bytes(bytes_a);
            b.to_bytes(bytes_b);
            const int order = std::memcmp(bytes_a, bytes_b, 16);
            EXPECT_EQ(a < b, order < 0);
            EXPECT_EQ(a == b, order == 0);
            EXPECT_EQ(a > b, order > 0);
        }
    }
}

}  // namespace
}  // namespace coaching
