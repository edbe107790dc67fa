#include "pg/catalog_changes.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "utils/inval.h"
}

namespace coaching::pg::detail {

namespace {

std::uint64_t heard = 0;

void hear(Datum, Oid) { ++heard; }

}  // namespace

std::uint64_t catalog_changes() {
    if (heard == 0) {
        guarded([] { CacheRegisterRelcacheCallback(hear, Datum(0)); });
        heard = 1;
    }
    return heard;
}

}  // namespace coaching::pg::detail
