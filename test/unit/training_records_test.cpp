// Personal records: examples, and random histories beside a model which looks for each record in
// all of the history.

#include "training/records.hpp"

#include <gtest/gtest.h>

#include <map>

#include "training_invented_history.hpp"

namespace coaching::training {
namespace {

struct Found {
    std::string name;
    Record record;
};

std::vector<Found> records_of(const std::vector<NamedPerformance>& history) {
    PersonalRecords<> records;
    for (const NamedPerformance& one : history) records.add(one.key, one.name, one.done);
    std::vector<Found> found;
    records.each([&](std::string_view name, const Record& record) {
        found.push_back({std::string(name), record});
    });
    return found;
}

constexpr std::int64_t kg = 1000;

NamedPerformance bench(int minute, std::optional<std::int64_t> grams,
                       std::optional<std::int32_t> repetitions, std::int32_t sets = 1,
                       std::optional<Uuid> log = std::nullopt) {
    const Instant at{minute * 60'000'000L};
    return {"bench press",
            "Bench Press",
            {{0, static_cast<std::uint64_t>(minute)},
             log,
             at,
             {minute / 1440},
             sets,
             repetitions,
             grams}};
}

const Record* find(const std::vector<Found>& found, RecordKind kind,
                   std::optional<std::int64_t> grams = std::nullopt) {
    for (const Found& one : found)
        if (one.record.kind == kind && (!grams || one.record.grams == grams)) return &one.record;
    return nullptr;
}

TEST(Records, OfEqualValuesTheEarlierIsTheRecord) {
    const auto found =
        records_of({bench(20, 100 * kg, 5), bench(10, 100 * kg, 5), bench(30, 100 * kg, 5)});
    for (const Found& one : found)
        if (one.record.id) {
            EXPECT_EQ(one.record.id->low, 10U);
        }
    EXPECT_EQ(found.size(), 5U);
}

TEST(Records, BeyondTwelveRepetitionsNoMaximumIsEstimated) {
    EXPECT_EQ(find(records_of({bench(1, 100 * kg, 13)}), RecordKind::best_e1rm), nullptr);
    const auto twelve = records_of({bench(1, 100 * kg, 12), bench(2, 101 * kg, 13)});
    EXPECT_EQ(find(twelve, RecordKind::best_e1rm)->value, 140 * kg);
    const auto one = records_of({bench(1, 100 * kg, 1)});
    EXPECT_EQ(find(one, RecordKind::best_e1rm)->value, 100 * kg);
}

TEST(Records, ASetsVolumeIsOfOneSetAndASessionsOfAll) {
    const Uuid log{7, 7};
    const auto found = records_of({bench(1, 50 * kg, 10, 3, log), bench(2, 60 * kg, 9, 1, log)});
    EXPECT_EQ(find(found, RecordKind::best_set_volume)->value, 540 * kg);
    const Record* session = find(found, RecordKind::best_session_volume);
    EXPECT_EQ(session->value, 2040 * kg);
    EXPECT_EQ(session->log, log);
    EXPECT_EQ(session->id, std::nullopt);
    EXPECT_EQ(session->achieved_at.since_2000, 120'000'000);
}

TEST(Records, WithoutALogADateIsASession) {
    const auto found =
        records_of({bench(1, 50 * kg, 10), bench(1439, 50 * kg, 10), bench(1440, 50 * kg, 11)});
    EXPECT_EQ(find(found, RecordKind::best_session_volume)->value, 1000 * kg);
}

TEST(Records, ABodysOwnWeightCountsByItsRepetitionsAlone) {
    const auto found = records_of({bench(1, std::nullopt, 12), bench(2, 0, 15)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record.kind, RecordKind::most_repetitions);
    EXPECT_EQ(found[0].record.value, 15);
    EXPECT_EQ(found[0].record.grams, 0);
}

TEST(Records, WhatWasNotDoneIsNoRecord) {
    EXPECT_TRUE(records_of({bench(1, 200 * kg, 0), bench(2, 200 * kg, 5, 0)}).empty());
    // Carried some way: a weight, and no repetitions to count.
    const auto carried = records_of({bench(1, 40 * kg, std::nullopt)});
    ASSERT_EQ(carried.size(), 1U);
    EXPECT_EQ(carried[0].record.kind, RecordKind::heaviest_weight);
}

TEST(Records, AnExerciseIsCalledAsItWasCalledLast) {
    auto later = bench(5, 80 * kg, 5);
    later.name = "bench press";
    const auto found = records_of({later, bench(1, 100 * kg, 5)});
    for (const Found& one : found) EXPECT_EQ(one.name, "bench press");
}

TEST(Records, VolumesBeyondSixtyFourBitsAreExact) {
    std::vector<NamedPerformance> history;
    for (int i = 0; i < 100; ++i) history.push_back(bench(i, 9'999'999'999, 100'000, 1000));
    const auto found = records_of(history);
    EXPECT_TRUE(find(found, RecordKind::best_session_volume)->value.grams() ==
                __int128{9'999'999'999} * 100'000 * 1000 * 100);
}

/// All that holds a record, by looking through everything once per record.
class Model {
public:
    explicit Model(std::vector<NamedPerformance> history) : history_(std::move(history)) {
        std::sort(history_.begin(), history_.end(), [](const auto& a, const auto& b) {
            return std::pair(a.done.completed_at, a.done.id) <
                   std::pair(b.done.completed_at, b.done.id);
        });
    }

    std::map<std::tuple<std::string, RecordKind, std::int64_t>, std::tuple<Volume, Instant, Uuid>>
    all() const {
        decltype(all()) found;
        const auto offer = [&](const auto& one, RecordKind kind, std::int64_t grams, Volume value) {
            const auto [place, is_new] = found.try_emplace({one.key, kind, grams}, value,
                                                           one.done.completed_at, one.done.id);
            // In order of time: only more is better.
            if (!is_new && value > std::get<0>(place->second))
                place->second = {value, one.done.completed_at, one.done.id};
        };
        for (const NamedPerformance& one : history_) {
            const Performance& done = one.done;
            if (done.sets == 0 || (done.repetitions && *done.repetitions == 0)) continue;
            const std::int64_t w = done.grams ? *done.grams : 0;
            if (w > 0) offer(one, RecordKind::heaviest_weight, -1, w);
            if (!done.repetitions) continue;
            const std::int32_t r = *done.repetitions;
            offer(one, RecordKind::most_repetitions, w, r);
            if (w == 0) continue;
            if (r <= 12)
                offer(one, RecordKind::best_e1rm, -1, r == 1 ? w : (w * (30 + r) * 2 + 30) / 60);
            offer(one, RecordKind::best_set_volume, -1, w * r);
        }
        return found;
    }

    /// Of each exercise the greatest volume of a session.
    std::map<std::string, Volume> sessions() const {
        std::map<std::pair<std::string, std::pair<std::uint64_t, int>>, Volume> sums;
        for (const auto& [key, name, done] : history_) {
            if (!done.repetitions || !done.grams) continue;
            const auto session = done.log ? std::pair(done.log->low + 1, 0)
                                          : std::pair(std::uint64_t{0}, done.date.days_since_2000);
            sums[{key, session}] += *done.grams * *done.repetitions * done.sets;
        }
        std::map<std::string, Volume> best;
        for (const auto& [of, sum] : sums)
            if (sum > 0) best[of.first] = std::max(best[of.first], sum);
        return best;
    }

private:
    std::vector<NamedPerformance> history_;
};

TEST(Records, AreThoseALookThroughAllOfTheHistoryFinds) {
    for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
        const auto history = invented_history(seed);
        const Model model(history);
        auto expected = model.all();
        auto sessions = model.sessions();
        for (const auto& [name, record] : records_of(history)) {
            const std::string key(1, name[0]);
            if (record.kind == RecordKind::best_session_volume) {
                ASSERT_TRUE(sessions[key] == record.value) << "seed " << seed;
                sessions.erase(key);
                continue;
            }
            const bool by_weight = record.kind == RecordKind::most_repetitions;
            const auto place = expected.find({key, record.kind, by_weight ? *record.grams : -1});
            ASSERT_NE(place, expected.end()) << "seed " << seed;
            const std::tuple wanted(record.value, record.achieved_at, *record.id);
            ASSERT_TRUE(place->second == wanted) << "seed " << seed;
            expected.erase(place);
        }
        ASSERT_TRUE(expected.empty() && sessions.empty()) << "seed " << seed;
    }
}

}  // namespace
}  // namespace coaching::training
