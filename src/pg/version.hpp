// Differences between PostgreSQL 15, 16, 17 and 18, in one place.
#pragma once

#include "pg/postgres.hpp"

extern "C" {
#include "storage/proc.h"
#include "utils/acl.h"
#include "utils/rangetypes.h"
#include "utils/rel.h"
#include "utils/relcache.h"
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif
}

#if PG_VERSION_NUM < 150000 || PG_VERSION_NUM >= 190000
#error "coaching supports PostgreSQL 15 to 18"
#endif

namespace coaching::pg::version {

/// The number of this backend's present transaction, unique within the backend.
inline LocalTransactionId local_transaction_id() {
#if PG_VERSION_NUM >= 170000
    return MyProc->vxid.lxid;
#else
    return MyProc->lxid;
#endif
}

/// The index of a table's primary key, deferrable ones left out; InvalidOid where there is none.
inline Oid primary_key_index(Relation table) {
#if PG_VERSION_NUM >= 180000
    return RelationGetPrimaryKeyIndex(table, false);
#else
    return RelationGetPrimaryKeyIndex(table);
#endif
}

/// A range that is not empty.
inline RangeType* make_range(TypeCacheEntry* type, RangeBound* lower, RangeBound* upper) {
#if PG_VERSION_NUM >= 160000
    return ::make_range(type, lower, upper, false, nullptr);
#else
    return ::make_range(type, lower, upper, false);
#endif
}

}  // namespace coaching::pg::version
