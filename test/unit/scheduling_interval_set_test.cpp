// Sets of instants against a row of flags, and at the ends of time.

#include <gtest/gtest.h>

#include <array>
#include <memory_resource>
#include <random>
#include <stdexcept>

#include "scheduling/interval_set.hpp"
#include "scheduling_zones.hpp"

namespace coaching::scheduling {
namespace {

using Set = IntervalSet<>;

Interval span(std::int64_t start, std::int64_t end) { return {Instant{start}, Instant{end}}; }

Set set_of(std::vector<Interval> intervals) { return Set(std::move(intervals)); }

TEST(IntervalSet, is_in_order_whatever_order_it_is_made_from) {
    EXPECT_EQ(set_of({span(5, 7), span(1, 2), span(10, 12)}),
              set_of({span(10, 12), span(5, 7), span(1, 2)}));
}

TEST(IntervalSet, touching_and_overlapping_intervals_merge) {
    const Set set = set_of({span(3, 5), span(1, 3), span(2, 4), span(8, 9), span(1, 2)});
    ASSERT_EQ(set.size(), 2u);
    EXPECT_EQ(*set.begin(), span(1, 5));
}

TEST(IntervalSet, an_interval_within_another_shortens_nothing) {
    EXPECT_EQ(set_of({span(1, 9), span(2, 3), span(4, 5)}), set_of({span(1, 9)}));
}

TEST(IntervalSet, empty_and_inverted_intervals_are_dropped) {
    EXPECT_TRUE(set_of({span(3, 3), span(9, 2)}).is_empty());
}

TEST(IntervalSet, contains_what_lies_within_one_interval) {
    const Set set = set_of({span(1, 5), span(6, 9)});
    EXPECT_TRUE(set.contains(span(1, 5)));
    EXPECT_TRUE(set.contains(span(7, 8)));
    EXPECT_FALSE(set.contains(span(4, 7)));
    EXPECT_FALSE(set.contains(span(0, 2)));
    EXPECT_FALSE(set.contains(span(3, 3)));
    EXPECT_FALSE(Set().contains(span(1, 2)));
}

TEST(IntervalSet, reaches_to_the_infinities) {
    const Interval always{Instant::infinite_past(), Instant::infinite_future()};
    const Set set = set_of({always});
    EXPECT_TRUE(set.contains(always));
    EXPECT_EQ(set.without(set_of({span(1, 2)})),
              set_of({{always.start, Instant{1}}, {Instant{2}, always.end}}));
    EXPECT_TRUE(Set().gaps_within(always).contains(always));
}

TEST(IntervalSet, gaps_are_what_is_missing_within_a_range) {
    const Set set = set_of({span(1, 3), span(5, 6)});
    EXPECT_EQ(set.gaps_within(span(2, 8)), set_of({span(3, 5), span(6, 8)}));
    EXPECT_TRUE(set.gaps_within(span(1, 3)).is_empty());
    EXPECT_TRUE(set.gaps_within(span(4, 4)).is_empty());
}

TEST(IntervalSet, keeps_its_intervals_in_the_memory_of_the_caller) {
    using Container = std::pmr::vector<Interval>;
    std::array<std::byte, 4096> bytes;
    std::pmr::monotonic_buffer_resource arena(bytes.data(), bytes.size(),
                                              std::pmr::null_memory_resource());
    Container intervals(&arena);
    intervals.push_back(span(1, 9));
    Container holes(&arena);
    holes.push_back(span(3, 4));
    const IntervalSet<Container> set(std::move(intervals));
    const IntervalSet<Container> hole(std::move(holes));
    const IntervalSet<Container> rest = set.without(hole);
    EXPECT_GE(reinterpret_cast<const std::byte*>(rest.begin()), bytes.data());
    EXPECT_LT(reinterpret_cast<const std::byte*>(rest.begin()), bytes.data() + bytes.size());
}

TEST(IntervalSet, every_loop_can_be_stopped) {
    struct Stopped : std::exception {};
    std::vector<Interval> many;
    for (int i = 0; i < 100; ++i) many.push_back(span(3 * i, 3 * i + 1));
    const Set set = set_of(many);
    int steps = 0;
    const auto stop_at_50 = [&steps] {
        if (++steps % 50 == 0) throw Stopped();
    };
    EXPECT_THROW(Set(many, stop_at_50), Stopped);
    EXPECT_THROW(set.united_with(set, stop_at_50), Stopped);
    EXPECT_THROW(set.intersected_with(set, stop_at_50), Stopped);
    EXPECT_THROW(set.without(set, stop_at_50), Stopped);
    EXPECT_THROW(set_of({span(0, 999)}).without(set, stop_at_50), Stopped);
    EXPECT_THROW(set.gaps_within(span(0, 999), stop_at_50), Stopped);
}

// ---- against a row of flags ---------------------------------------------------------------------
constexpr std::size_t flags = 64;
using Flags = std::array<bool, flags>;

Flags flags_of(const std::vector<Interval>& intervals) {
    Flags out{};
    for (const Interval& interval : intervals)
        for (std::int64_t i = interval.start.since_2000; i < interval.end.since_2000; ++i)
            out[static_cast<std::size_t>(i)] = true;
    return out;
}

std::vector<Interval> runs_of(const Flags& of) {
    std::vector<Interval> runs;
    for (std::size_t i = 0; i < flags; ++i) {
        if (!of[i]) continue;
        const std::size_t start = i;
        while (i < flags && of[i]) ++i;
        runs.push_back(span(static_cast<std::int64_t>(start), static_cast<std::int64_t>(i)));
    }
    return runs;
}

std::vector<Interval> some_intervals(std::mt19937& random) {
    std::vector<Interval> out(random() % 12);
    for (Interval& interval : out)
        interval = span(static_cast<std::int64_t>(random() % flags),
                        static_cast<std::int64_t>(random() % flags));
    return out;
}

template <class Operation>
void expect_runs(const Set& set, const Flags& a, const Flags& b, Operation operation) {
    Flags out;
    for (std::size_t i = 0; i < flags; ++i) out[i] = operation(a[i], b[i]);
    EXPECT_EQ(std::vector<Interval>(set.begin(), set.end()), runs_of(out));
}

TEST(IntervalSet, computes_as_a_row_of_flags_does) {
    std::mt19937 random(4);
    for (int round = 0; round < 20'000 && !HasFailure(); ++round) {
        const std::vector<Interval> some = some_intervals(random);
        const std::vector<Interval> others = some_intervals(random);
        const Set a = set_of(some);
        const Set b = set_of(others);
        const Flags in_a = flags_of(some);
        const Flags in_b = flags_of(others);
        expect_runs(a, in_a, in_b, [](bool x, bool) { return x; });
        expect_runs(a.united_with(b), in_a, in_b, [](bool x, bool y) { return x || y; });
        expect_runs(a.intersected_with(b), in_a, in_b, [](bool x, bool y) { return x && y; });
        expect_runs(a.without(b), in_a, in_b, [](bool x, bool y) { return x && !y; });
        expect_runs(a.gaps_within(span(0, flags)), in_a, in_b, [](bool x, bool) { return !x; });

        const Interval asked = span(static_cast<std::int64_t>(random() % flags),
                                    static_cast<std::int64_t>(random() % flags));
        const Flags in_asked = flags_of({asked});
        std::size_t length = 0;
        std::size_t common = 0;
        for (std::size_t i = 0; i < flags; ++i) {
            length += in_asked[i] ? 1 : 0;
            common += in_asked[i] && in_a[i] ? 1 : 0;
        }
        EXPECT_EQ(a.overlaps(asked), common > 0);
        EXPECT_EQ(a.contains(asked), length > 0 && common == length);
    }
}

}  // namespace
}  // namespace coaching::scheduling
