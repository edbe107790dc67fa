// An exercise over time: per bucket the volume, the best weight, the best estimated one-repetition
// maximum and the number of sessions.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "training/buckets.hpp"
#include "training/one_rep_max.hpp"
#include "training/performance.hpp"

namespace coaching::training {

/// A bucket without sessions says nothing else.
struct SeriesPoint {
    Volume volume = 0;
    std::optional<std::int64_t> best_grams{};
    std::optional<std::int64_t> best_one_rep_max{};  ///< by Epley, in grams
    std::int32_t sessions = 0;
};

/// The memory is the caller's: `Allocator` is that of all containers in here. Performances come in
/// any order.
template <template <class> class Allocator = std::allocator>
class Series {
public:
    explicit Series(const Buckets& buckets)
        : buckets_(buckets), points_(static_cast<std::size_t>(buckets.count())) {}

    /// One whose date lies in the range of the buckets.
    void add(const Performance& done) {
        if (done.is_nothing()) return;
        const std::int64_t number = buckets_.number(done.date);
        SeriesPoint& point = points_[static_cast<std::size_t>(number)];
        point.volume += done.volume();
        if (done.grams && *done.grams > 0) {
            keep_greater(point.best_grams, *done.grams);
            if (done.repetitions) {
                const auto estimate = one_rep_max(Formula::epley, *done.grams, *done.repetitions);
                if (estimate) keep_greater(point.best_one_rep_max, *estimate);
            }
        }
        const std::pair<std::int64_t, Session> seen{number, done.session()};
        if (sessions_.empty() || sessions_.back() != seen) sessions_.push_back(seen);
    }

    /// Hands every bucket to take(LocalDate start, const SeriesPoint&), in order.
    template <class Take>
    void finish(Take&& take) {
        std::sort(sessions_.begin(), sessions_.end());
        const auto end = std::unique(sessions_.begin(), sessions_.end());
        for (auto seen = sessions_.begin(); seen != end; ++seen)
            ++points_[static_cast<std::size_t>(seen->first)].sessions;
        for (std::size_t i = 0; i < points_.size(); ++i)
            take(buckets_.start(static_cast<std::int64_t>(i)), points_[i]);
    }

private:
    static void keep_greater(std::optional<std::int64_t>& best, std::int64_t value) {
        if (!best || value > *best) best = value;
    }

    Buckets buckets_;
    std::vector<SeriesPoint, Allocator<SeriesPoint>> points_;
    std::vector<std::pair<std::int64_t, Session>, Allocator<std::pair<std::int64_t, Session>>>
        sessions_;
};

}  // namespace coaching::training
