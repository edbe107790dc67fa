// Deferred acceptance against all assignments there are, tried one by one.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "matching/assignment.hpp"

namespace {

using namespace coaching::matching;

/// One client's list: trainers, best first, each with its regard for the client.
using List = std::vector<Choice>;

struct Case {
    std::vector<List> lists;
    std::vector<std::uint32_t> places;
};

/// Of each client the place on the list, or nobody.
using Chosen = std::vector<std::uint32_t>;

Assignment<std::vector> assigned(const Case& one) {
    std::vector<Choice> choices;
    std::vector<std::size_t> ends;
    for (const List& list : one.lists) {
        choices.insert(choices.end(), list.begin(), list.end());
        ends.push_back(choices.size());
    }
    return assign<std::vector>({choices, ends}, one.places, [] {});
}

Case random_case(std::mt19937& random) {
    const std::size_t clients = 1 + random() % 5;
    const std::size_t trainers = 1 + random() % 4;
    Case one;
    for (std::size_t t = 0; t < trainers; ++t)
        one.places.push_back(random() % 8 == 0 ? nobody : static_cast<std::uint32_t>(random() % 3));
    for (std::size_t c = 0; c < clients; ++c) {
        std::vector<std::uint32_t> order(trainers);
        std::iota(order.begin(), order.end(), 0u);
        std::shuffle(order.begin(), order.end(), random);
        List list;
        for (std::size_t i = 0; i < random() % (trainers + 1); ++i)
            // Few different regards, so that ties are frequent.
            list.push_back({order[i], static_cast<std::uint32_t>(random() % 4)});
        one.lists.push_back(list);
    }
    return one;
}

/// Whom each trainer has, as the trainer sees them: the better first.
std::vector<std::vector<HeldPlaces::Held>> held_by_trainers(const Case& one, const Chosen& chosen) {
    std::vector<std::vector<HeldPlaces::Held>> held(one.places.size());
    for (std::uint32_t c = 0; c < chosen.size(); ++c)
        if (chosen[c] != nobody) {
            const Choice& choice = one.lists[c][chosen[c]];
            held[choice.trainer].push_back({choice.regard, c});
        }
    for (auto& clients : held) std::sort(clients.begin(), clients.end());
    return held;
}

bool fits(const Case& one, const Chosen& chosen) {
    const auto held = held_by_trainers(one, chosen);
    for (std::size_t t = 0; t < held.size(); ++t)
        if (held[t].size() > one.places[t]) return false;
    return true;
}

/// No client and trainer would both rather have each other.
bool is_stable(const Case& one, const Chosen& chosen) {
    const auto held = held_by_trainers(one, chosen);
    for (std::uint32_t c = 0; c < chosen.size(); ++c)
        for (std::uint32_t i = 0; i < one.lists[c].size() && i < chosen[c]; ++i) {
            const Choice& better = one.lists[c][i];
            const auto& others = held[better.trainer];
            if (others.size() < one.places[better.trainer]) return false;
            if (!others.empty() && HeldPlaces::Held{better.regard, c} < others.back()) return false;
        }
    return true;
}

/// All that fit and are stable.
void for_each_stable(const Case& one, Chosen& chosen, std::size_t client,
                     const std::function<void(const Chosen&)>& visit) {
    if (client == one.lists.size()) {
        if (fits(one, chosen) && is_stable(one, chosen)) visit(chosen);
        return;
    }
    for (std::uint32_t i = 0; i <= one.lists[client].size(); ++i) {
        chosen[client] = i == one.lists[client].size() ? nobody : i;
        for_each_stable(one, chosen, client + 1, visit);
    }
}

TEST(MatchingAssignment, IsStableAndNoClientDoesBetterInAnyOtherStableOne) {
    for (unsigned seed = 0; seed < 10'000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const Case one = random_case(random);
        const Chosen chosen = assigned(one).chosen;
        ASSERT_TRUE(fits(one, chosen));
        ASSERT_TRUE(is_stable(one, chosen));
        Chosen other(one.lists.size(), nobody);
        bool found = false;
        for_each_stable(one, other, 0, [&](const Chosen& stable) {
            found |= stable == chosen;
            for (std::size_t c = 0; c < stable.size(); ++c)
                ASSERT_LE(chosen[c], stable[c]) << "client " << c;
        });
        ASSERT_TRUE(found);
    }
}

TEST(MatchingAssignment, TakesNoMoreProposalsThanTheListsHaveEntries) {
    for (unsigned seed = 0; seed < 1000; ++seed) {
        std::mt19937 random(seed);
        const Case one = random_case(random);
        std::size_t entries = 0;
        for (const List& list : one.lists) entries += list.size();
        ASSERT_LE(assigned(one).proposals, entries) << "seed " << seed;
    }
}

/// Many clients, where only stability can be looked at; heaps of many places.
TEST(MatchingAssignment, IsStableAmongMany) {
    std::mt19937 random(5);
    Case one;
    for (int t = 0; t < 50; ++t) one.places.push_back(static_cast<std::uint32_t>(random() % 40));
    for (int c = 0; c < 1500; ++c) {
        std::vector<std::uint32_t> order(50);
        std::iota(order.begin(), order.end(), 0u);
        std::shuffle(order.begin(), order.end(), random);
        List list;
        for (int i = 0; i < 30; ++i)
            list.push_back(
                {order[static_cast<std::size_t>(i)], static_cast<std::uint32_t>(random() % 101)});
        one.lists.push_back(list);
    }
    const Chosen chosen = assigned(one).chosen;
    EXPECT_TRUE(fits(one, chosen));
    EXPECT_TRUE(is_stable(one, chosen));
}

TEST(MatchingAssignment, OfEqualClientsTheFirstGetsThePlace) {
    const Case one{{{{0, 70}}, {{0, 70}}, {{0, 70}}}, {2}};
    EXPECT_EQ(assigned(one).chosen, (Chosen{0, 0, nobody}));
}

TEST(MatchingAssignment, NobodyAndNothingIsFine) {
    EXPECT_TRUE(assigned({{}, {}}).chosen.empty());
    EXPECT_EQ(assigned({{{}, {}}, {3}}).chosen, (Chosen{nobody, nobody}));
    EXPECT_EQ(assigned({{{{0, 1}}}, {0}}).chosen, (Chosen{nobody}));
}

TEST(MatchingAssignment, CanBeStopped) {
    Case one{std::vector<List>(10'000, List{{0, 1}}), {10'000}};
    std::vector<Choice> choices(10'000, Choice{0, 1});
    std::vector<std::size_t> ends(10'000);
    std::iota(ends.begin(), ends.end(), std::size_t{1});
    EXPECT_THROW(assign<std::vector>({choices, ends}, one.places, [] { throw 1; }), int);
}

}  // namespace
