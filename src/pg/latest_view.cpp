#include "pg/latest_view.hpp"

namespace coaching::pg {

namespace detail {

Snapshot latest_snapshot() {
    CommandCounterIncrement();
    return GetLatestSnapshot();
}

}  // namespace detail

LatestView::LatestView() {
    guarded([] { PushActiveSnapshot(detail::latest_snapshot()); });
}

LatestView::~LatestView() {
    // After an error the abort takes it away, with those that failed code left above it.
    if (std::uncaught_exceptions() == exceptions_) PopActiveSnapshot();
}

}  // namespace coaching::pg
