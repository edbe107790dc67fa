// Sets of instants as intervals in order of time, none empty, none touching the next: so that two
// equal sets are the same intervals, and every question is one search or one walk.
//
// The memory is the caller's: a set keeps its intervals in whatever vector the caller names, and a
// set made from two others takes the allocator of the first. Loops call `poll` at every step, which
// may throw to stop them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "scheduling/local_time.hpp"

namespace coaching::scheduling {

/// For those who wait for short loops.
struct Unpolled {
    constexpr void operator()() const {}
};

/// A look at a set kept elsewhere. Only a set makes one, so the order above can be relied on.
class IntervalView {
public:
    IntervalView() = default;

    const Interval* begin() const { return intervals_.data(); }
    const Interval* end() const { return intervals_.data() + intervals_.size(); }
    bool is_empty() const { return intervals_.empty(); }
    std::size_t size() const { return intervals_.size(); }
    const Interval& front() const { return intervals_.front(); }
    const Interval& back() const { return intervals_.back(); }

    /// The first interval that ends later than `instant`, or end().
    const Interval* first_ending_after(Instant instant) const;

    /// Whether the whole of `interval` is in the set. Of an empty one nothing is.
    bool contains(const Interval& interval) const;

    /// Whether any of `interval` is in the set.
    bool overlaps(const Interval& interval) const;

private:
    template <class>
    friend class IntervalSet;
    explicit IntervalView(std::span<const Interval> intervals) : intervals_(intervals) {}

    std::span<const Interval> intervals_;
};

template <class Container = std::vector<Interval>>
class IntervalSet {
public:
    IntervalSet() = default;

    /// From intervals in any order, empty and overlapping ones among them; O(n log n), or O(n) when
    /// they come in order.
    template <class Poll = Unpolled>
    explicit IntervalSet(Container intervals, Poll&& poll = {}) : intervals_(std::move(intervals)) {
        constexpr auto earlier = [](const Interval& a, const Interval& b) {
            return a.start < b.start;
        };
        if (!std::is_sorted(begin(), end(), earlier))
            std::sort(intervals_.begin(), intervals_.end(), earlier);
        merge_in_order(poll);
    }

    operator IntervalView() const { return view(); }  // NOLINT: looking at a set costs nothing
    IntervalView view() const { return IntervalView({begin(), size()}); }

    const Interval* begin() const { return intervals_.data(); }
    const Interval* end() const { return intervals_.data() + intervals_.size(); }
    std::size_t size() const { return intervals_.size(); }
    bool is_empty() const { return intervals_.empty(); }
    bool contains(const Interval& interval) const { return view().contains(interval); }
    bool overlaps(const Interval& interval) const { return view().overlaps(interval); }

    friend bool operator==(const IntervalSet& a, const IntervalSet& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

    /// What is in this set or in the other.
    template <class Poll = Unpolled>
    IntervalSet united_with(IntervalView other, Poll&& poll = {}) const {
        IntervalSet out = like_this();
        const Interval* a = begin();
        const Interval* b = other.begin();
        while (a != end() || b != other.end()) {
            poll();
            const bool from_a = b == other.end() || (a != end() && a->start <= b->start);
            out.append(from_a ? *a++ : *b++);
        }
        return out;
    }

    /// What is in this set and in the other.
    template <class Poll = Unpolled>
    IntervalSet intersected_with(IntervalView other, Poll&& poll = {}) const {
        IntervalSet out = like_this();
        const Interval* a = begin();
        const Interval* b = other.begin();
        while (a != end() && b != other.end()) {
            poll();
            out.append(intersection(*a, *b));
            ++(a->end < b->end ? a : b);
        }
        return out;
    }

    /// What is in this set and not in the other.
    template <class Poll = Unpolled>
    IntervalSet without(IntervalView other, Poll&& poll = {}) const {
        IntervalSet out = like_this();
        const Interval* hole = other.begin();
        for (Interval rest : *this) {
            poll();
            while (hole != other.end() && hole->end <= rest.start) ++hole;
            // A hole that reaches into the next interval is looked at again there.
            for (const Interval* next = hole; next != other.end() && next->start < rest.end;
                 ++next) {
                poll();
                out.append({rest.start, next->start});
                rest.start = next->end;
                hole = next;
            }
            out.append(rest);
        }
        return out;
    }

    /// What of `range` is not in this set.
    template <class Poll = Unpolled>
    IntervalSet gaps_within(const Interval& range, Poll&& poll = {}) const {
        IntervalSet whole = like_this();
        whole.append(range);
        return whole.without(*this, poll);
    }

private:
    explicit IntervalSet(const typename Container::allocator_type& memory) : intervals_(memory) {}

    /// An empty set in the same memory.
    IntervalSet like_this() const { return IntervalSet(intervals_.get_allocator()); }

    /// Adds an interval that starts no earlier than the last one.
    void append(const Interval& interval) {
        if (interval.is_empty()) return;
        if (!intervals_.empty() && interval.start <= intervals_.back().end)
            intervals_.back().end = std::max(intervals_.back().end, interval.end);
        else
            intervals_.push_back(interval);
    }

    template <class Poll>
    void merge_in_order(Poll& poll) {
        auto kept = intervals_.begin();
        for (const Interval& interval : intervals_) {
            poll();
            if (interval.is_empty()) continue;
            if (kept != intervals_.begin() && interval.start <= std::prev(kept)->end)
                std::prev(kept)->end = std::max(std::prev(kept)->end, interval.end);
            else
                *kept++ = interval;
        }
        intervals_.erase(kept, intervals_.end());
    }

    Container intervals_;
};

}  // namespace coaching::scheduling
