// Cursors come back from strangers: whatever is not exactly what the list issued is
// invalid_argument.

#include "base/cursor.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "base/failure.hpp"

namespace coaching {
namespace {

using Key = std::vector<std::string>;

std::string encode(std::string_view list, const Key& key) {
    const std::vector<std::string_view> views(key.begin(), key.end());
    return encode_cursor(list, views);
}

/// The key, or nothing where it is refused as it should be; any other exception fails the test.
std::optional<Key> decode(std::string_view list, std::string_view cursor, std::size_t fields) {
    try {
        return decode_cursor(list, cursor, fields);
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.token(), Token::invalid_argument);
        EXPECT_FALSE(failure.hint().empty());
        return std::nullopt;
    }
}

std::string random_bytes(std::mt19937& random, std::size_t length) {
    std::string bytes(length, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    return bytes;
}

TEST(Cursor, comes_back_as_the_key_it_was_made_of) {
    for (const Key& key :
         {Key{"2026-11-20", "0123abcd"}, Key{"one"}, Key{"", ""}, Key{}, Key{"7:x", ":", "1"}})
        EXPECT_EQ(decode("get_leads", encode("get_leads", key), key.size()), key);
}

TEST(Cursor, carries_any_bytes) {
    std::mt19937 random(3);
    for (std::size_t length = 0; length < 300; ++length) {
        const Key key{random_bytes(random, length), random_bytes(random, length % 7)};
        EXPECT_EQ(decode("list", encode("list", key), 2), key);
    }
    const Key zero{std::string(3, '\0')};
    EXPECT_EQ(decode("list", encode("list", zero), 1), zero);
}

TEST(Cursor, needs_no_escaping_in_a_url) {
    std::mt19937 random(4);
    for (int round = 0; round < 100; ++round)
        EXPECT_EQ(encode("list", {random_bytes(random, 50)})
                      .find_first_not_of(
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                  std::string::npos);
}

TEST(Cursor, of_one_list_is_refused_by_another) {
    const std::string cursor = encode("get_leads", {"a", "b"});
    EXPECT_TRUE(decode("get_leads", cursor, 2));
    for (const char* other : {"get_connections", "get_lead", "get_leadss", "", "get_leads\n"})
        EXPECT_FALSE(decode(other, cursor, 2)) << other;
}

TEST(Cursor, with_another_number_of_fields_is_refused) {
    const std::string cursor = encode("list", {"a", "b"});
    for (const std::size_t fields : {0, 1, 3, 100})
        EXPECT_FALSE(decode("list", cursor, fields)) << fields;
}

TEST(Cursor, that_is_empty_is_refused) {
    EXPECT_FALSE(decode("list", "", 0));
    EXPECT_FALSE(decode("", "", 0));
}

TEST(Cursor, cut_short_anywhere_is_refused) {
    const std::string cursor = encode("list", {"2026-11-20 10:00:00+00", "0123abcd"});
    for (std::size_t length = 0; length < cursor.size(); ++length)
        EXPECT_FALSE(decode("list", cursor.substr(0, length), 2)) << length;
}

TEST(Cursor, with_anything_added_is_refused) {
    // Every length of the last base64 group.
    for (const char* field : {"", "a", "ab", "abc"}) {
        const std::string cursor = encode("list", {field});
        for (const char* tail : {"A", "AA", "AAA", "AAAA", "=", "==", " ", "\n"}) {
            EXPECT_FALSE(decode("list", cursor + tail, 1)) << field << '+' << tail;
            EXPECT_FALSE(decode("list", tail + cursor, 1)) << tail << '+' << field;
        }
    }
}

TEST(Cursor, with_one_character_changed_is_refused_or_names_another_key) {
    // A changed character inside a field is a different, well-formed key: harmless, as the
    // statement that uses it applies the caller's own rights. The same key under two spellings
    // would not be.
    const Key key{"2026-11-20 10:00:00+00", "0123abcd"};
    const std::string cursor = encode("list", key);
    for (std::size_t at = 0; at < cursor.size(); ++at) {
        for (int c = 0; c < 256; ++c) {
            std::string changed = cursor;
            changed[at] = static_cast<char>(c);
            if (changed == cursor) continue;
            const std::optional<Key> read = decode("list", changed, 2);
            EXPECT_NE(read, key) << at << ' ' << c;
        }
    }
}

TEST(Cursor, has_only_one_spelling) {
    // Random mutations: whatever is accepted is exactly what the list would have issued for that
    // key.
    std::mt19937 random(5);
    for (int round = 0; round < 200'000; ++round) {
        std::string cursor = encode("l", {std::string(random() % 4, 'x'), "y"});
        for (int changes = static_cast<int>(random() % 3); changes >= 0; --changes) {
            const std::size_t at = random() % (cursor.size() + 1);
            if (const int what = static_cast<int>(random() % 3); what == 0)
                cursor.insert(at, 1, "AMwgxyz0129-_"[random() % 13]);
            else if (at < cursor.size() && what == 1)
                cursor.erase(at, 1);
            else if (at < cursor.size())
                cursor[at] = "AMwgxyz0129-_"[random() % 13];
        }
        if (const std::optional<Key> key = decode("l", cursor, 2)) {
            EXPECT_EQ(encode("l", *key), cursor);
        }
    }
}

TEST(Cursor, made_of_random_bytes_is_refused) {
    std::mt19937 random(6);
    for (int round = 0; round < 100'000; ++round)
        EXPECT_FALSE(decode("list", random_bytes(random, random() % 64), random() % 4));
}

TEST(Cursor, with_lying_lengths_is_refused) {
    // The plain text behind a cursor: lengths that are huge, signed, padded or point past the end.
    const auto as_base64 = [](std::string_view bytes) {
        static constexpr char digits[] =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::string out;
        unsigned buffer = 0;
        int bits = 0;
        for (const char c : bytes) {
            buffer = buffer << 8 | static_cast<unsigned char>(c);
            for (bits += 8; bits >= 6; bits -= 6) out += digits[buffer >> (bits - 6) & 63];
        }
        if (bits > 0) out += digits[buffer << (6 - bits) & 63];
        return out;
    };
    EXPECT_EQ(decode("l", as_base64("1:l1:x"), 1), Key{"x"});
    for (const char* bytes :
         {"1:l2:x", "1:l999999999:x", "1:l9999999999:x", "1:l18446744073709551617:x", "1:l-1:x",
          "1:l+1:x", "1:l01:x", "1:l 1:x", "1:l1;x", "1:l1", "1:l1:", "1:l:x", "1:l", "01:l1:x",
          "1l1:x"})
        EXPECT_FALSE(decode("l", as_base64(bytes), 1)) << bytes;
}

TEST(Cursor, of_a_megabyte_is_refused_unread) {
    EXPECT_FALSE(decode("list", std::string(1 << 20, 'A'), 1));
}

}  // namespace
}  // namespace coaching
