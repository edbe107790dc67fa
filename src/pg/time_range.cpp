#include "pg/time_range.hpp"

extern "C" {
#include "utils/rangetypes.h"
#include "utils/typcache.h"
}

namespace coaching::pg {

Datum Type<TimeRange>::to(const TimeRange& range) {
    return guarded([&] {
        TypeCacheEntry* type = lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
        RangeBound lower{TimestampTzGetDatum(range.start.microseconds), false, true, true};
        RangeBound upper{TimestampTzGetDatum(range.end.microseconds), false, false, false};
        return RangeTypePGetDatum(version::make_range(type, &lower, &upper));
    });
}

}  // namespace coaching::pg
