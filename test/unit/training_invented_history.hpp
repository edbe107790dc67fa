// Training histories made up at random, with ties in every value, for the tests of what is computed
// from them.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "training/performance.hpp"

namespace coaching::training {

struct NamedPerformance {
    std::string key;
    std::string name;
    Performance done;
};

inline std::vector<NamedPerformance> invented_history(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto up_to = [&](std::uint64_t most) {
        return static_cast<std::int32_t>(random() % (most + 1));
    };
    std::vector<NamedPerformance> history;
    for (int i = up_to(60); i > 0; --i) {
        NamedPerformance one;
        one.key = std::string(1, static_cast<char>('a' + up_to(2)));
        one.name = one.key + std::string(static_cast<std::size_t>(up_to(2)), ' ');
        Performance& done = one.done;
        done.id = {random(), random()};
        const std::int32_t day = up_to(20);
        done.date = {day};
        done.completed_at = {day * scheduling::whole_day.count() + up_to(3)};
        // A log may reach into another day.
        if (up_to(1) == 0) done.log = Uuid{1, static_cast<std::uint64_t>(day / 2 + up_to(1))};
        done.sets = up_to(3);
        if (up_to(9) > 0) done.repetitions = up_to(14);
        if (up_to(9) > 0) done.grams = up_to(4) * 2500;
        history.push_back(std::move(one));
    }
    std::shuffle(history.begin(), history.end(), random);
    return history;
}

}  // namespace coaching::training
