// New identifiers: version 7, in the order they were made whatever the clock does.

#include "identity/uuid7.hpp"

#include <gtest/gtest.h>

#include <random>

namespace coaching::identity {
namespace {

constexpr std::uint64_t millisecond = 1'000'000;
constexpr std::uint64_t noon = 1'795'176'000'000 * millisecond;  // 2026-11-20 12:00 UTC, in ns

std::uint64_t milliseconds_of(const Uuid& id) { return id.high >> 16; }

TEST(Uuid7, says_version_7_and_the_rfc_variant_whatever_the_random_bits) {
    Uuid7Generator generator;
    std::mt19937_64 random(1);
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t bits = i == 0 ? 0 : i == 1 ? ~0ull : random();
        const Uuid id = generator.next(noon + random() % (millisecond * 1000), bits);
        EXPECT_EQ(id.high >> 12 & 0xf, 7u);
        EXPECT_EQ(id.low >> 62, 2u);
        EXPECT_EQ(id.low & 0x3fff'ffff'ffff'ffff, bits & 0x3fff'ffff'ffff'ffff);
    }
}

TEST(Uuid7, rises_with_a_clock_that_runs) {
    Uuid7Generator generator;
    std::mt19937_64 random(2);
    Uuid last{};
    for (std::uint64_t now = noon; now < noon + 20 * millisecond; now += random() % 500) {
        const Uuid id = generator.next(now, random());
        EXPECT_LT(last, id);
        last = id;
    }
}

TEST(Uuid7, rises_with_a_clock_that_stands_still) {
    Uuid7Generator generator;
    std::mt19937_64 random(3);
    Uuid last = generator.next(noon, random());
    for (int i = 0; i < 100'000; ++i) {
        const Uuid id = generator.next(noon, random());
        EXPECT_LT(last.high, id.high);
        last = id;
    }
}

TEST(Uuid7, rises_with_a_clock_that_steps_back) {
    Uuid7Generator generator;
    std::mt19937_64 random(4);
    Uuid last{};
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t jitter = random() % (3600ull * 1000 * millisecond);
        const Uuid id = generator.next(noon - jitter, random());
        EXPECT_LT(last, id);
        last = id;
    }
    EXPECT_LT(last, generator.next(0, 0));
}

TEST(Uuid7, tells_the_time_it_was_made_to_the_millisecond) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 10'000; ++i) {
        Uuid7Generator generator;
        const std::uint64_t now = noon + random() % (365ull * 86'400'000 * millisecond);
        EXPECT_EQ(milliseconds_of(generator.next(now, random())), now / millisecond);
    }
}

TEST(Uuid7, keeps_the_time_within_a_millisecond_when_many_are_made_at_once) {
    // 4096 of them fit into a millisecond.
    Uuid7Generator generator;
    for (int i = 0; i < 4000; ++i)
        EXPECT_LE(milliseconds_of(generator.next(noon, 0)), noon / millisecond + 1);
}

TEST(Uuid7, returns_to_the_clock_as_soon_as_that_has_caught_up) {
    Uuid7Generator generator;
    for (int i = 0; i < 8192; ++i) generator.next(noon, 0);
    const std::uint64_t later = noon + 5 * millisecond;
    EXPECT_EQ(milliseconds_of(generator.next(later, 0)), later / millisecond);
}

TEST(Uuid7, orders_by_time_below_a_millisecond) {
    // Two backends: the later of two moments 300 ns apart gives the greater id, whatever the
    // random.
    for (std::uint64_t now = noon; now < noon + millisecond; now += 300)
        EXPECT_LT(Uuid7Generator().next(now, ~0ull), Uuid7Generator().next(now + 300, 0));
}

TEST(Uuid7, carries_into_the_millisecond_without_touching_version_and_variant) {
    Uuid7Generator generator;
    Uuid last = generator.next(noon + millisecond - 1, ~0ull);
    for (int i = 0; i < 5000; ++i) {
        const Uuid id = generator.next(0, ~0ull);
        EXPECT_LT(last, id);
        EXPECT_EQ(id.high >> 12 & 0xf, 7u);
        EXPECT_EQ(id.low >> 62, 2u);
        last = id;
    }
    EXPECT_EQ(milliseconds_of(last), noon / millisecond + 2);
}

}  // namespace
}  // namespace coaching::identity
