#include "assignment.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <vector>

#include "../duel.hpp"
#include "matching/assignment.hpp"

namespace bench {

namespace {

namespace matching = coaching::matching;

struct Market {
    std::vector<matching::Choice> choices;
    std::vector<std::size_t> ends;
    std::vector<std::uint32_t> places;
};

constexpr std::uint32_t clients = 100'000;
constexpr std::uint32_t trainers = 5'000;
constexpr std::size_t list_length = 20;

/// Lists in the order of the trainers' regard, as scores make them. `popular` draws half of all
/// choices to a tenth of the trainers.
Market make_market(std::uint32_t places_each, bool popular) {
    std::mt19937 random(7);
    Market market;
    market.places.assign(trainers, places_each);
    std::vector<matching::Choice> list;
    for (std::uint32_t client = 0; client < clients; ++client) {
        list.clear();
        while (list.size() < list_length) {
            const bool among_few = popular && random() % 2 == 0;
            const std::uint32_t trainer = random() % (among_few ? trainers / 10 : trainers);
            const auto is_it = [&](const matching::Choice& one) { return one.trainer == trainer; };
            if (std::none_of(list.begin(), list.end(), is_it))
                list.push_back({trainer, static_cast<std::uint32_t>(random() % 101)});
        }
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return a.regard != b.regard ? a.regard > b.regard : a.trainer < b.trainer;
        });
        market.choices.insert(market.choices.end(), list.begin(), list.end());
        market.ends.push_back(market.choices.size());
    }
    return market;
}

bool measure_market(const char* name, const Market& market) {
    constexpr double bar_seconds = 0.1;
    std::vector<double> times;
    matching::Assignment<std::vector> result;
    for (int i = 0; i < 9; ++i) {
        const auto start = std::chrono::steady_clock::now();
        result = matching::assign<std::vector>({market.choices, market.ends}, market.places, [] {});
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        times.push_back(spent.count());
    }
    const auto without = std::count(result.chosen.begin(), result.chosen.end(), matching::nobody);
    const double seconds = median(times);
    std::printf(
        "%-52s          ours %7.2f ms  %zu proposals, %zd clients without  (bar: below %g ms)%s\n",
        name, seconds * 1e3, result.proposals, static_cast<std::ptrdiff_t>(without),
        bar_seconds * 1e3, seconds < bar_seconds ? "" : "  MISSED");
    std::fflush(stdout);
    return seconds < bar_seconds;
}

}  // namespace

bool assignment() {
    bool met =
        measure_market("100,000 clients, 5,000 trainers, a place for all", make_market(20, false));
    met &= measure_market("the same, places for three quarters", make_market(15, false));
    return met & measure_market("the same, half of all want a tenth of the trainers",
                                make_market(20, true));
}

}  // namespace bench
