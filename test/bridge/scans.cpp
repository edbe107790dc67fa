// Going through whole tables, and reading arrays, numbers and JSON where they stand, on a table
// that test/bridge/sql/scans.sql makes.

#include "bridge/witness.hpp"
#include "pg/decimal.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/table_scan.hpp"
#include "pg/text_array.hpp"

namespace coaching::bridge_test {

namespace {

constinit pg::TableColumns scanned{"scanned", "scanned_pkey", "id", "words", "amount", "note"};

std::string words_of(const pg::TextArrayView& array) {
    std::string text = std::to_string(array.size()) + ":";
    array.for_each([&](std::string_view word) {
        text += " " + std::string(word.substr(0, 10)) + "/" + std::to_string(word.size());
    });
    return text;
}

/// Each row's words and amount, as C++ has read them from the row.
using ScannedRow = std::tuple<std::int32_t, std::optional<pg::Text>, std::optional<double>, bool>;
pg::Rows<ScannedRow> scan() {
    Witness witness;
    pg::Rows<ScannedRow> rows;
    for (pg::TableScan row(scanned); row.next();) {
        const auto words = row.get<std::optional<pg::TextArrayView>>(1);
        const auto amount = row.get<std::optional<pg::Decimal<2>>>(2);
        rows.push_back(
            {row.get<std::int32_t>(0),
             words ? std::optional(pg::Text(words_of(*words))) : std::nullopt,
             amount ? std::optional(static_cast<double>(amount->units) / 100) : std::nullopt,
             row.is_null(3)});
    }
    return rows;
}

void slip_in_scan(pg::Text kind) {
    Witness witness;
    pg::TableScan row(scanned);
    row.next();
    if (kind == "type")
        row.get<double>(0);
    else
        row.get<pg::Text>(3);
}

pg::Text array_words(pg::TextArrayView array) { return pg::Text(words_of(array)); }

/// Keys a and b of each object: "a/b", a dash for nothing.
pg::Text json_rows(pg::Json json) {
    static constexpr std::string_view keys[] = {"a", "b"};
    std::string text;
    for (const auto& row : pg::JsonDocument(json).rows(keys))
        text += (text.empty() ? "" : " ") + row[0].value_or("-") + "/" + row[1].value_or("-");
    return pg::Text(text);
}

}  // namespace

COACHING_FUNCTION(bridge_scan, scan);
COACHING_FUNCTION(bridge_slip_in_scan, slip_in_scan);
COACHING_FUNCTION(bridge_array_words, array_words);
COACHING_FUNCTION(bridge_json_rows, json_rows);

}  // namespace coaching::bridge_test
