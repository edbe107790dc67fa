#include "pg/latest_view.hpp"

namespace coaching::pg {

namespace detail {

std::uint64_t waits_possible = 0;

Snapshot latest_snapshot() {
    CommandCounterIncrement();
    return GetLatestSnapshot();
}

}  // namespace detail

namespace {

/// The innermost view, and waits_possible when it was taken.
Snapshot innermost = nullptr;
std::uint64_t innermost_since = 0;

bool is_still_latest() {
    return innermost != nullptr && innermost_since == detail::waits_possible &&
           ActiveSnapshotSet() && GetActiveSnapshot() == innermost;
}

}  // namespace

LatestView::LatestView()
    : is_shared_(is_still_latest()), outer_(innermost), outer_since_(innermost_since) {
    if (is_shared_) return;
    guarded([] { PushActiveSnapshot(detail::latest_snapshot()); });
    innermost = GetActiveSnapshot();
    innermost_since = detail::waits_possible;
}

LatestView::~LatestView() {
    innermost = outer_;
    innermost_since = outer_since_;
    // After an error the abort takes it away, with those that failed code left above it.
    if (!is_shared_ && std::uncaught_exceptions() == exceptions_) PopActiveSnapshot();
}

}  // namespace coaching::pg
