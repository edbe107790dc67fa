// Series of an exercise: random histories beside a model which looks at every bucket alone.

#include "training/series.hpp"

#include <gtest/gtest.h>

#include <set>

#include "training_invented_history.hpp"

namespace coaching::training {
namespace {

SeriesPoint looked_at_alone(const std::vector<NamedPerformance>& history, const Buckets& buckets,
                            std::int64_t number) {
    SeriesPoint point;
    std::set<Session> sessions;
    for (const auto& [key, name, done] : history) {
        if (buckets.number(done.date) != number || done.sets == 0 || done.repetitions == 0)
            continue;
        sessions.insert(done.session());
        if (!done.grams || *done.grams == 0) continue;
        point.best_grams = std::max(point.best_grams.value_or(0), *done.grams);
        if (!done.repetitions) continue;
        point.volume += *done.grams * *done.repetitions * done.sets;
        const auto estimate = one_rep_max(Formula::epley, *done.grams, *done.repetitions);
        if (estimate)
            point.best_one_rep_max = std::max(point.best_one_rep_max.value_or(0), *estimate);
    }
    point.sessions = static_cast<std::int32_t>(sessions.size());
    return point;
}

TEST(Series, HaveEveryBucketAsALookAtItAloneFindsIt) {
    for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
        const auto history = invented_history(seed);
        const Buckets buckets(static_cast<Bucket>(seed % 3), {-3}, {40});
        Series<> series(buckets);
        for (const NamedPerformance& one : history) series.add(one.done);
        std::int64_t number = 0;
        series.finish([&](LocalDate start, const SeriesPoint& point) {
            const SeriesPoint expected = looked_at_alone(history, buckets, number);
            ASSERT_EQ(start, buckets.start(number)) << "seed " << seed;
            ASSERT_TRUE(point.volume == expected.volume) << "seed " << seed;
            ASSERT_EQ(point.best_grams, expected.best_grams) << "seed " << seed;
            ASSERT_EQ(point.best_one_rep_max, expected.best_one_rep_max) << "seed " << seed;
            ASSERT_EQ(point.sessions, expected.sessions) << "seed " << seed;
            ++number;
        });
        ASSERT_EQ(number, buckets.count());
    }
}

}  // namespace
}  // namespace coaching::training
