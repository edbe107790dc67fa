#include "pg/key_lookup.hpp"

#include "pg/catalog_changes.hpp"
#include "pg/latest_view.hpp"

extern "C" {
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_am_d.h"
#include "catalog/pg_collation_d.h"
#include "executor/tuptable.h"
#include "storage/lmgr.h"
#include "utils/fmgroids.h"
#include "utils/rel.h"
}

namespace coaching::pg {

namespace {

using detail::NamedColumns;
using detail::SecondColumn;

// All of these run inside guarded: plain data only, and errors are raised.

void find_columns(const NamedColumns& columns, TupleDesc table_columns) {
    for (std::size_t i = 0; i < columns.count; ++i) {
        columns.numbers[i] = SPI_fnumber(table_columns, columns.names[i]);
        if (columns.numbers[i] <= 0)
            ereport(ERROR, (errcode(ERRCODE_UNDEFINED_COLUMN),
                            errmsg("column \"%s\" of coaching.%s does not exist", columns.names[i],
                                   columns.table)));
    }
}

void look_up_names(const NamedColumns& columns) {
    columns.known.as_of = detail::catalog_changes();
    const Oid schema = get_namespace_oid("coaching", false);
    columns.known.table = get_relname_relid(columns.table, schema);
    if (!OidIsValid(columns.known.table))
        ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
                        errmsg("relation \"coaching.%s\" does not exist", columns.table)));
    columns.known.index = get_relname_relid(columns.index, schema);
}

}  // namespace

/// The lock stays until the transaction ends, as a statement's does: the next look-up gets it for
/// nothing.
Relation detail::open_table(const NamedColumns& columns) {
    if (columns.known.as_of != detail::catalog_changes()) look_up_names(columns);
    Relation table = try_table_open(columns.known.table, AccessShareLock);
    // Only once the lock is ours has everything been heard.
    if (table == nullptr || columns.known.as_of != detail::catalog_changes()) {
        if (table != nullptr) table_close(table, NoLock);
        look_up_names(columns);
        table = table_open(columns.known.table, AccessShareLock);
    }
    if (columns.known.table != columns.known.numbers_of) {
        find_columns(columns, RelationGetDescr(table));
        columns.known.numbers_of = columns.known.table;
    }
    return table;
}

namespace {

void require_type(const NamedColumns& columns, Relation table, int place, Oid type) {
    if (TupleDescAttr(RelationGetDescr(table), columns.numbers[place] - 1)->atttypid != type)
        ereport(ERROR,
                (errcode(ERRCODE_INTERNAL_ERROR),
                 errmsg("coaching: column \"%s\" of coaching.%s is looked up as another type",
                        columns.names[place], columns.table)));
}

/// The keys of a scan are compared so; an index in another order would be searched astray.
void require_c_collation(const NamedColumns& columns, Relation table) {
    if (TupleDescAttr(RelationGetDescr(table), columns.numbers[0] - 1)->attcollation !=
        C_COLLATION_OID)
        ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR),
                        errmsg("coaching: column \"%s\" of coaching.%s is not COLLATE \"C\"",
                               columns.names[0], columns.table)));
}

Oid comparison(Oid type, StrategyNumber strategy) {
    constexpr struct {
        Oid type, equal, less, at_least;
    } comparisons[] = {
        {UUIDOID, F_UUID_EQ, F_UUID_LT, F_UUID_GE},
        {DATEOID, F_DATE_EQ, F_DATE_LT, F_DATE_GE},
        {TIMESTAMPTZOID, F_TIMESTAMPTZ_EQ, F_TIMESTAMPTZ_LT, F_TIMESTAMPTZ_GE},
        {INT4OID, F_INT4EQ, F_INT4LT, F_INT4GE},
    };
    for (const auto& one : comparisons) {
        if (one.type != type) continue;
        if (strategy == BTEqualStrategyNumber) return one.equal;
        return strategy == BTLessStrategyNumber ? one.less : one.at_least;
    }
    elog(ERROR, "coaching: no comparison of type %u as a key", type);
}

/// The number of them.
int make_scan_keys(const NamedColumns& columns, Datum key, Oid type, const SecondColumn& second,
                   ScanKeyData* keys) {
    ScanKeyInit(&keys[0], static_cast<AttrNumber>(columns.numbers[0]), BTEqualStrategyNumber,
                type == TEXTOID ? F_TEXTEQ : F_UUID_EQ, key);
    for (int i = 0; i < second.count(); ++i)
        ScanKeyInit(&keys[i + 1], static_cast<AttrNumber>(columns.numbers[1]), second[i].strategy,
                    comparison(second.type(), second[i].strategy), second[i].value);
    return 1 + second.count();
}

/// An index made while rows had versions outside of it, and seen through an older snapshot.
bool lacks_versions(Relation index, Snapshot snapshot) {
    return index->rd_index->indcheckxmin &&
           XidInMVCCSnapshot(HeapTupleHeaderGetXmin(index->rd_indextuple->t_data), snapshot);
}

SysScanDesc begin_unordered(const NamedColumns& columns, Relation table, ScanKeyData* keys,
                            int count) {
    const Snapshot snapshot = GetActiveSnapshot();
    // Without its index the table is read whole: slower, not wrong.
    const Oid index = columns.known.index;
    const SysScanDesc scan =
        systable_beginscan(table, index, OidIsValid(index), snapshot, count, keys);
    if (scan->irel == nullptr ||
        (scan->irel->rd_index->indisvalid && !lacks_versions(scan->irel, snapshot)))
        return scan;
    systable_endscan(scan);
    // The index' columns were put into the keys.
    for (int i = 0; i < count; ++i)
        keys[i].sk_attno = static_cast<AttrNumber>(columns.numbers[i == 0 ? 0 : 1]);
    return systable_beginscan(table, InvalidOid, false, snapshot, count, keys);
}

/// True where going through the index is going through equal first columns by rising second ones.
bool gives_order(const NamedColumns& columns, Relation table, Relation index) {
    const Form_pg_index form = index->rd_index;
    return form->indrelid == RelationGetRelid(table) && form->indisvalid &&
           index->rd_rel->relam == BTREE_AM_OID && form->indnkeyatts >= 2 &&
           form->indkey.values[0] == columns.numbers[0] &&
           form->indkey.values[1] == columns.numbers[1] &&
           (index->rd_indoption[1] & INDOPTION_DESC) == 0;
}

Relation open_ordering_index(const NamedColumns& columns, Relation table) {
    const Oid oid = columns.known.index;
    if (!OidIsValid(oid))
        ereport(ERROR,
                (errcode(ERRCODE_UNDEFINED_OBJECT),
                 errmsg("index \"coaching.%s\" does not exist", columns.index),
                 errdetail("Rows of coaching.%s are looked up in its order.", columns.table)));
    const Relation index = index_open(oid, AccessShareLock);
    if (!gives_order(columns, table, index))
        ereport(ERROR,
                (errcode(ERRCODE_UNDEFINED_OBJECT),
                 errmsg("index \"coaching.%s\" does not give the order it should", columns.index),
                 errdetail("It must be a valid btree of coaching.%s that begins with "
                           "(%s, %s), both rising.",
                           columns.table, columns.names[0], columns.names[1])));
    if (lacks_versions(index, GetActiveSnapshot()))
        ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                        errmsg("index \"coaching.%s\" is younger than this transaction's view of "
                               "coaching.%s",
                               columns.index, columns.table),
                        errhint("The transaction might succeed if retried.")));
    return index;
}

}  // namespace

void KeyLookup::begin(const NamedColumns& columns, const Uuid& key) {
    key.to_bytes(key_.data);
    begin(columns, UUIDPGetDatum(&key_), UUIDOID);
}

void KeyLookup::begin(const NamedColumns& columns, Datum key, Oid type) {
    guarded([&] {
        table_ = detail::open_table(columns);
        require_type(columns, table_, 0, type);
        if (type == TEXTOID) require_c_collation(columns, table_);
        if (OidIsValid(second_.type())) require_type(columns, table_, 1, second_.type());
        ScanKeyData keys[3];
        const int count = make_scan_keys(columns, key, type, second_, keys);
        if (is_ordered()) {
            index_ = open_ordering_index(columns, table_);
            scan_ = systable_beginscan_ordered(table_, index_, GetActiveSnapshot(), count, keys);
        } else {
            scan_ = begin_unordered(columns, table_, keys, count);
        }
    });
}

KeyLookup::~KeyLookup() {
    // After an error the abort releases what is open.
    if (std::uncaught_exceptions() != exceptions_) return;
    if (index_ != nullptr) {
        systable_endscan_ordered(scan_);
        index_close(index_, AccessShareLock);
    } else {
        systable_endscan(scan_);
    }
    table_close(table_, NoLock);
}

bool KeyLookup::next() {
    const HeapTuple row = guarded([&] {
        if (!is_ordered()) return systable_getnext(scan_);
        return systable_getnext_ordered(scan_, second_.order() == SecondColumn::Order::rising
                                                   ? ForwardScanDirection
                                                   : BackwardScanDirection);
    });
    return row != nullptr;
}

bool KeyLookup::lock() {
    // There a row changed since is an error or not, by what the statement is; and nothing may be
    // locked where nothing may be written.
    if (IsolationUsesXactSnapshot() || XactReadOnly) return false;
    ++detail::waits_possible;
    return guarded([&] {
        CommandCounterIncrement();
        LockRelationOid(RelationGetRelid(table_), RowShareLock);
        ItemPointerData place = scan_->slot->tts_tid;
        TupleTableSlot* newest = table_slot_create(table_, nullptr);
        TM_FailureData failure;
        const TM_Result result = table_tuple_lock(
            table_, &place, GetActiveSnapshot(), newest, GetCurrentCommandId(true),
            LockTupleNoKeyExclusive, LockWaitBlock,
            TUPLE_LOCK_FLAG_LOCK_UPDATE_IN_PROGRESS | TUPLE_LOCK_FLAG_FIND_LAST_VERSION, &failure);
        ExecDropSingleTupleTableSlot(newest);
        return result == TM_Ok;
    });
}

}  // namespace coaching::pg
