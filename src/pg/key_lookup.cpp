#include "pg/key_lookup.hpp"

extern "C" {
#include "access/stratnum.h"
#include "access/table.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
}

namespace coaching::pg {

void KeyLookup::begin(const char* table, const char* index, Oid& known_table,
                      const char* const* names, int* numbers, std::size_t count, const Uuid& key) {
    key.to_bytes(key_.data);
    guarded([&] {
        const Oid schema = get_namespace_oid("coaching", false);
        const Oid table_oid = get_relname_relid(table, schema);
        if (!OidIsValid(table_oid))
            ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
                            errmsg("relation \"coaching.%s\" does not exist", table)));
        table_ = table_open(table_oid, AccessShareLock);
        table_columns_ = RelationGetDescr(table_);
        if (table_oid != known_table) {
            for (std::size_t i = 0; i < count; ++i) {
                numbers[i] = SPI_fnumber(table_columns_, names[i]);
                if (numbers[i] <= 0)
                    ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
                                    errmsg("column \"%s\" of coaching.%s does not exist", names[i],
                                           table)));
            }
            known_table = table_oid;
        }
        ScanKeyData condition;
        ScanKeyInit(&condition, static_cast<AttrNumber>(numbers[0]), BTEqualStrategyNumber,
                    F_UUID_EQ, UUIDPGetDatum(&key_));
        // By name each time, since REINDEX CONCURRENTLY makes another one of that name. Without its
        // index the table is read whole: slower, not wrong.
        const Oid index_oid = get_relname_relid(index, schema);
        scan_ = systable_beginscan(table_, index_oid, OidIsValid(index_oid), GetActiveSnapshot(), 1,
                                   &condition);
    });
}

KeyLookup::~KeyLookup() {
    // After an error the abort releases what is open.
    if (std::uncaught_exceptions() != exceptions_) return;
    if (scan_ != nullptr) systable_endscan(scan_);
    if (table_ != nullptr) table_close(table_, AccessShareLock);
}

bool KeyLookup::next() {
    row_ = guarded([&] { return systable_getnext(scan_); });
    return row_ != nullptr;
}

}  // namespace coaching::pg
