#include "identity/erasure_report.hpp"

#include "base/json_object.hpp"
#include "pg/json.hpp"

namespace coaching::identity {

namespace {

std::string numbers_of(const std::map<std::string, std::uint64_t>& rows) {
    JsonObject object;
    for (const auto& [table, number] : rows) object.add(table, static_cast<std::int64_t>(number));
    return object.text();
}

}  // namespace

void ErasureReport::add(const ErasureStep& step, std::uint64_t rows) {
    add(step.deed, step.table, rows);
}

void ErasureReport::add(ErasureStep::Deed deed, const char* table, std::uint64_t rows) {
    if (rows == 0) return;
    if (deed == ErasureStep::Deed::deleted)
        deleted_[table] += rows;
    else if (deed == ErasureStep::Deed::emptied)
        emptied_[table] += rows;
}

void ErasureReport::keep(const char* table, std::uint64_t rows, const Reason& reason) {
    if (rows > 0) kept_[table] = {rows, &reason};
}

pg::Json ErasureReport::json(const std::string& erased_at) const {
    JsonObject kept;
    for (const auto& [table, what] : kept_)
        kept.add_json(table, JsonObject()
                                 .add("rows", static_cast<std::int64_t>(what.rows))
                                 .add("code", what.reason->code)
                                 .add("message", what.reason->message)
                                 .text());
    return pg::json_from_text(JsonObject()
                                  .add_json("erased_at", erased_at)
                                  .add_json("deleted", numbers_of(deleted_))
                                  .add_json("emptied", numbers_of(emptied_))
                                  .add_json("kept", kept.text())
                                  .text());
}

}  // namespace coaching::identity
