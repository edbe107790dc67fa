// Reading what is committed now, by other means than a Check.
#pragma once

#include "pg/guard.hpp"

namespace coaching::pg {

namespace detail {

/// A snapshot of what is committed now and of all this transaction has written, whatever its
/// isolation level. For the server's side: inside guarded, and to be pushed or registered.
Snapshot latest_snapshot();

/// Rises with everything that may write or wait for a lock: statements and row locks.
extern std::uint64_t waits_possible;

}  // namespace detail

/// Makes the active snapshot for a scope one of what is committed when the scope is entered, with
/// all this transaction has written by then: what a Check would see. For judging with a KeyLookup
/// after a lock was granted. What is written inside the scope it does not show; a statement run
/// inside it takes its own snapshot, but a Query reads with this one.
///
/// One right inside another shares its snapshot, as long as no statement ran and no row was
/// locked in between: nothing was waited for, so there is nothing it would have to see.
class LatestView {
public:
    LatestView();
    ~LatestView();
    LatestView(const LatestView&) = delete;
    LatestView& operator=(const LatestView&) = delete;

private:
    bool is_shared_;
    Snapshot outer_;
    std::uint64_t outer_since_;
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace coaching::pg
