#include "identity/erasure_report.hpp"

#include "pg/json.hpp"

namespace coaching::identity {

namespace {

std::string numbers_of(const std::map<std::string, std::uint64_t>& rows) {
    std::string text = "{";
    for (const auto& [table, number] : rows) {
        if (text.size() > 1) text += ", ";
        text += '"' + table + "\": " + std::to_string(number);
    }
    return text + "}";
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
    std::string kept = "{";
    for (const auto& [table, what] : kept_) {
        if (kept.size() > 1) kept += ", ";
        kept += '"' + table + "\": {\"rows\": " + std::to_string(what.rows) + ", \"code\": \"" +
                what.reason->code + "\", \"message\": \"" + what.reason->message + "\"}";
    }
    return pg::json_from_text(
        "{\"erased_at\": " + erased_at + ", \"deleted\": " + numbers_of(deleted_) +
        ", \"emptied\": " + numbers_of(emptied_) + ", \"kept\": " + kept + "}}");
}

}  // namespace coaching::identity
