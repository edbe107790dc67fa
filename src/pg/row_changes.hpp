// What a row trigger's statement changed, as JSON: {"column": [old, new]}.
#pragma once

#include <string_view>
#include <vector>

#include "pg/json.hpp"
#include "pg/trigger.hpp"

namespace coaching::pg {

class RowChanges {
public:
    explicit RowChanges(const TriggerCall& call);

    void leave_out(std::string_view column);
    /// Keeps that it changed, not from what to what.
    void hide(std::string_view column);
    bool empty() const { return columns_.empty(); }
    Json json() const;

private:
    struct Column {
        int number;
        bool hidden = false;
    };
    Column* find(std::string_view name);

    std::optional<TriggerRow> before_;
    std::optional<TriggerRow> after_;
    TupleDesc names_;
    std::vector<Column> columns_;
};

}  // namespace coaching::pg
