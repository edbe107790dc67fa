// The best few, against judging everybody to the end.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "matching/best.hpp"

namespace {

using coaching::Uuid;
using namespace coaching::matching;

struct Trainer {
    Uuid id;
    Tally tally;
    Similarity hours;
    Similarity responses;
};

constexpr double hours_weight = 20;
constexpr double response_weight = 4;

std::vector<Match> all_in_order(const std::vector<Trainer>& trainers) {
    std::vector<Match> all;
    for (const Trainer& one : trainers) {
        Tally tally = one.tally;
        tally.add(hours_weight, one.hours);
        tally.add(response_weight, one.responses);
        all.push_back({one.id, tally.score(), tally.spoken});
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<Trainer> some_trainers(std::mt19937_64& random, std::size_t count) {
    const auto any = [&]() -> Similarity {
        if (random() % 4 == 0) return std::nullopt;
        return (random() % 101) / 100.0;
    };
    std::vector<Trainer> trainers;
    for (std::size_t i = 0; i < count; ++i) {
        Trainer one{{random() % 3, random()}, {}, any(), any()};
        for (int n = 0; n < 4; ++n) one.tally.add(10, any());
        trainers.push_back(one);
    }
    return trainers;
}

TEST(MatchingBest, AreThoseOfTheWholeList) {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937_64 random(seed);
        const auto trainers = some_trainers(random, random() % 60);
        const std::size_t wanted = random() % 70;
        std::map<Uuid, const Trainer*> by_id;
        BestMatches<std::vector> best(wanted, {Question{Factor::availability, hours_weight},
                                               Question{Factor::response_rate, response_weight}});
        for (const Trainer& one : trainers) {
            by_id[one.id] = &one;
            best.consider(one.id, one.tally);
        }
        const auto found = best.take([&](const Uuid& id, Factor factor) {
            return factor == Factor::availability ? by_id.at(id)->hours : by_id.at(id)->responses;
        });
        const auto all = all_in_order(trainers);
        ASSERT_EQ(found.size(), std::min(wanted, all.size()));
        for (std::size_t i = 0; i < found.size(); ++i) {
            ASSERT_EQ(found[i].trainer, all[i].trainer) << i;
            ASSERT_EQ(found[i].score, all[i].score) << i;
            ASSERT_EQ(found[i].spoken, all[i].spoken) << i;
        }
    }
}

TEST(MatchingBest, AreNotAskedAboutWhatWeighsNothing) {
    BestMatches<std::vector> best(
        3, {Question{Factor::availability, 0}, Question{Factor::response_rate, 0}});
    std::mt19937_64 random(1);
    for (const Trainer& one : some_trainers(random, 50)) best.consider(one.id, one.tally);
    const auto found = best.take([](const Uuid&, Factor) -> Similarity { throw 1; });
    EXPECT_EQ(found.size(), 3u);
}

TEST(MatchingBest, FewAreAskedAboutWhoCannotBeAmongThem) {
    BestMatches<std::vector> best(10, {Question{Factor::availability, hours_weight},
                                       Question{Factor::response_rate, response_weight}});
    std::mt19937_64 random(1);
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        Tally tally;
        tally.add(76, (random() % 1001) / 1000.0);
        best.consider({0, i}, tally);
    }
    int asked = 0;
    best.take([&](const Uuid&, Factor) -> Similarity {
        ++asked;
        return (random() % 101) / 100.0;
    });
    EXPECT_LT(asked, 2000);
}

}  // namespace
