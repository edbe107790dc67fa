#include "scheduling/slots.hpp"

namespace coaching::scheduling {

Session session_at(Instant start, const SessionRules& rules) {
    const Interval during{start, start + rules.duration};
    return {during,
            {start - std::max(rules.buffer_before, Length{}),
             during.end + std::max(rules.buffer_after, Length{})}};
}

Instant grid_point(Instant origin, Length step, Instant wanted) {
    if (wanted <= origin) return origin;
    const std::int64_t steps = ((wanted - origin).count() - 1) / step.count() + 1;
    return origin + Length(detail::saturating_product(steps, step.count()));
}

void sort_by_distance(std::span<Instant> starts, Instant wanted) {
    const auto distance = [&](Instant start) {
        return start < wanted ? wanted - start : start - wanted;
    };
    std::sort(starts.begin(), starts.end(), [&](Instant one, Instant other) {
        const Length near = distance(one);
        const Length far = distance(other);
        return near != far ? near < far : one > other;
    });
}

}  // namespace coaching::scheduling
