#include "pg/table_scan.hpp"

extern "C" {
#include "access/table.h"
#include "utils/rel.h"
}

namespace coaching::pg {

void TableScan::begin(const detail::NamedColumns& columns) {
    guarded([&] {
        table_ = detail::open_table(columns);
        for (std::size_t i = 0; i < columns.count; ++i)
            if (columns.numbers[i] > last_number_) last_number_ = columns.numbers[i];
        slot_ = table_slot_create(table_, nullptr);
        scan_ = table_beginscan(table_, GetActiveSnapshot(), 0, nullptr);
    });
}

TableScan::~TableScan() {
    // After an error the abort releases what is open.
    if (std::uncaught_exceptions() != exceptions_) return;
    ExecDropSingleTupleTableSlot(slot_);
    table_endscan(scan_);
    table_close(table_, NoLock);
}

}  // namespace coaching::pg
