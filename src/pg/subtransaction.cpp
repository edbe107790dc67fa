#include "pg/subtransaction.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "utils/resowner.h"
}

namespace coaching::pg::detail {

Subtransaction::Subtransaction() : context_(CurrentMemoryContext), owner_(CurrentResourceOwner) {
    guarded([] { BeginInternalSubTransaction(nullptr); });
    MemoryContextSwitchTo(context_);
}

void Subtransaction::release() {
    guarded([] { ReleaseCurrentSubTransaction(); });
    restore();
}

void Subtransaction::roll_back() noexcept {
    RollbackAndReleaseCurrentSubTransaction();
    restore();
}

void Subtransaction::restore() noexcept {
    MemoryContextSwitchTo(context_);
    CurrentResourceOwner = owner_;
}

}  // namespace coaching::pg::detail
