// All rows of one of the extension's own tables, one after the other, without copying them: for
// going through many rows and keeping few. Everything else uses Query.
#pragma once

#include "pg/key_lookup.hpp"

extern "C" {
#include "access/tableam.h"
}

namespace coaching::pg {

/// Reads with the active snapshot, which must outlive it; like a statement as owner it sees all
/// rows, so only enter it where an AsOwner would be right. The rows come in no order.
class TableScan {
public:
    template <std::size_t count>
    explicit TableScan(TableColumns<count>& columns) : numbers_(columns.numbers_) {
        begin(columns.view());
    }
    ~TableScan();
    TableScan(const TableScan&) = delete;
    TableScan& operator=(const TableScan&) = delete;

    /// Goes to the next row; false after the last. A cancel stops it.
    bool next() {
        check_for_interrupts();
        return guarded([this] {
            if (!table_scan_getnextslot(scan_, ForwardScanDirection, slot_)) return false;
            slot_getsomeattrs(slot_, last_number_);
            return true;
        });
    }

    /// A column of the present row, by its place among the names. Views are valid until the next
    /// row.
    template <class T>
    T get(int place) const {
        return detail::value_in<T>(slot_, numbers_[place]);
    }
    bool is_null(int place) const { return slot_->tts_isnull[numbers_[place] - 1]; }

private:
    void begin(const detail::NamedColumns& columns);

    const int* numbers_;
    int last_number_ = 0;
    Relation table_ = nullptr;
    TableScanDesc scan_ = nullptr;
    TupleTableSlot* slot_ = nullptr;
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace coaching::pg
