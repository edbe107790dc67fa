#include "scheduling/interval_set.hpp"

namespace coaching::scheduling {

const Interval* IntervalView::first_ending_after(Instant instant) const {
    return std::partition_point(begin(), end(),
                                [&](const Interval& interval) { return interval.end <= instant; });
}

bool IntervalView::contains(const Interval& interval) const {
    if (interval.is_empty()) return false;
    const Interval* around = first_ending_after(interval.start);
    return around != end() && around->start <= interval.start && interval.end <= around->end;
}

bool IntervalView::overlaps(const Interval& interval) const {
    if (interval.is_empty()) return false;
    const Interval* next = first_ending_after(interval.start);
    return next != end() && next->start < interval.end;
}

}  // namespace coaching::scheduling
