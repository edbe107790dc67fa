// What the pure core's smallest pieces cost, each alone: they are called once per row or per call.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <vector>

#include "base/cursor.hpp"
#include "base/uuid.hpp"
#include "identity/roles.hpp"
#include "identity/uuid7.hpp"
#include "training/history_reader.hpp"

namespace {

using coaching::Uuid;

void making_a_time_ordered_uuid(benchmark::State& state) {
    coaching::identity::Uuid7Generator generator;
    std::uint64_t now = 1'700'000'000'000'000'000;
    for (auto _ : state) benchmark::DoNotOptimize(generator.next(now += 100, 42));
}
BENCHMARK(making_a_time_ordered_uuid);

void parsing_a_uuid(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(Uuid::parse("018f2c6e-7b1a-7c3d-9e4f-0123456789ab"));
}
BENCHMARK(parsing_a_uuid);

/// What a predicate does for every row: a binary search among the ids a person may see.
void finding_one_of_the_visible_ids(benchmark::State& state) {
    std::mt19937_64 random(7);
    std::vector<Uuid> ids(static_cast<std::size_t>(state.range(0)));
    for (Uuid& id : ids) id = {random(), random()};
    std::sort(ids.begin(), ids.end());
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(std::binary_search(ids.begin(), ids.end(), ids[next]));
        next = (next + 1) % ids.size();
    }
}
BENCHMARK(finding_one_of_the_visible_ids)->Arg(10)->Arg(500)->Arg(100'000);

void encoding_and_decoding_a_cursor(benchmark::State& state) {
    const std::string_view key[] = {"f", "tina trainer", "018f2c6e-7b1a-7c3d-9e4f-0123456789ab"};
    for (auto _ : state) {
        const std::string cursor = coaching::encode_cursor("connections", key);
        benchmark::DoNotOptimize(coaching::decode_cursor("connections", cursor, 3));
    }
}
BENCHMARK(encoding_and_decoding_a_cursor);

void understanding_a_role(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(coaching::identity::parse_role("Instructor"));
}
BENCHMARK(understanding_a_role);

/// Clocks that show UTC.
struct Greenwich final : coaching::training::WallClock {
    using Local = coaching::scheduling::LocalDateTime;
    using Instant = coaching::scheduling::Instant;
    Instant start_at(Local local) const override { return {local.since_2000}; }
    Instant end_at(Local local) const override { return {local.since_2000}; }
};

/// The whole file; lines are counted as items.
void reading_an_exported_history(benchmark::State& state) {
    using namespace coaching::training;
    std::string csv =
        "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,"
        "set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n";
    constexpr int lines = 1000;
    for (int i = 0; i < lines; ++i)
        csv += "\"Push\",\"15 Sep 2025, 07:" + std::to_string(10 + i / 20) +
               "\",\"15 Sep 2025, 09:13\",\"\",\"Bench Press (Barbell)\",,\"\"," +
               std::to_string(i % 20) + ",\"normal\",62.5,10,,0,8.5\n";
    const Greenwich clock;
    for (auto _ : state) {
        HistoryReader reader(csv, {HistoryFormat::hevy, WeightUnit::kilograms, clock});
        while (reader.read_line()) {
        }
        benchmark::DoNotOptimize(reader.take().sets.data());
    }
    state.SetItemsProcessed(state.iterations() * lines);
}
BENCHMARK(reading_an_exported_history);

}  // namespace
