// Interval sets from any bytes: instants from one end of time to the other. Every operation keeps
// the order of the set, and together they obey the laws of sets.

#include <vector>

#include "bytes.hpp"
#include "scheduling/interval_set.hpp"

namespace coaching::scheduling {
namespace {

using Set = IntervalSet<>;

/// Mostly few different instants, so that intervals meet; sometimes any.
Instant some_instant(Bytes& bytes) {
    const auto small = bytes.number<std::int8_t>();
    if (small == -128) return Instant::infinite_past();
    if (small == 127) return Instant::infinite_future();
    if (small > 100) return Instant{bytes.number<std::int64_t>()};
    return Instant{small};
}

std::vector<Interval> some_intervals(Bytes& bytes) {
    std::vector<Interval> out;
    for (int left = bytes.up_to(40); left > 0 && bytes.are_left(); --left) {
        const Instant start = some_instant(bytes);
        out.push_back({start, some_instant(bytes)});
    }
    return out;
}

bool is_in_order(const Set& set) {
    const Interval* before = nullptr;
    for (const Interval& interval : set) {
        if (interval.is_empty() || (before && interval.start <= before->end)) return false;
        before = &interval;
    }
    return true;
}

void try_operations(const Set& a, const Set& b) {
    const Set both = a.intersected_with(b);
    const Set either = a.united_with(b);
    const Set only_a = a.without(b);
    for (const Set* set : {&a, &b, &both, &either, &only_a}) require(is_in_order(*set), "in order");
    require(both == b.intersected_with(a), "the intersection is the same both ways");
    require(either == b.united_with(a), "the union is the same both ways");
    require(only_a.united_with(both) == a, "what is and what is not in b make up a");
    require(only_a.intersected_with(b).is_empty(), "what is left has nothing of what was taken");
    require(only_a.united_with(b) == either, "the union is b and what else is in a");
    for (const Interval& interval : a) {
        require(either.contains(interval), "the union contains a");
        require(both.overlaps(interval) == b.overlaps(interval), "what b meets, both have");
        require(only_a.contains(interval) == !b.overlaps(interval), "what b misses is left whole");
    }
}

void try_range(const Set& set, const Interval& range) {
    const Set gaps = set.gaps_within(range);
    require(is_in_order(gaps), "gaps in order");
    require(set.contains(range) == (gaps.is_empty() && !range.is_empty()), "contained: no gaps");
    const Set whole(std::vector<Interval>{range});
    require(set.overlaps(range) == !set.intersected_with(whole).is_empty(), "overlaps: shares");
    require(whole.without(set) == gaps, "gaps are the range without the set");
}

}  // namespace
}  // namespace coaching::scheduling

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace coaching::scheduling;
    coaching::Bytes bytes(data, size);
    const Set a(some_intervals(bytes));
    const Set b(some_intervals(bytes));
    try_operations(a, b);
    const Instant start = some_instant(bytes);
    try_range(a, {start, some_instant(bytes)});
    return 0;
}
