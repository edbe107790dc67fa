// Kept statements, on tables that test/bridge/statements.sql makes, breaks and makes again.

#include "bridge/witness.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::bridge_test {

namespace {

constinit pg::Query<std::int64_t()> count_by_query{"SELECT count(*) FROM shop.notes"};
constinit pg::Command<std::int64_t()> count_by_command{"SELECT count(*) FROM shop.notes"};
constinit pg::Command<void(int, pg::Text)> add_note{
    "INSERT INTO shop.notes (id, note) VALUES ($1, $2)"};

// Counted before and after writing, by both kinds.
std::tuple<std::int64_t, std::int64_t, std::int64_t> write_and_count(int id) {
    const std::int64_t before = count_by_query.one();
    add_note.run(id, pg::Text("written"));
    return {before, count_by_query.one(), count_by_command.one()};
}

constinit pg::Query<std::optional<pg::Text>(int)> note{"SELECT note FROM shop.notes WHERE id = $1"};

pg::Text note_of(int id) {
    const std::optional<std::optional<pg::Text>> found = note.first(id);
    if (!found) return pg::Text("(no row)");
    return found->value_or(pg::Text("(null)"));
}

constinit pg::Command<int()> touch_all{"UPDATE shop.notes SET touched = true RETURNING id"};

bool touch_and_look_at_one() { return touch_all.first().has_value(); }

std::int64_t touch_and_count() { return static_cast<std::int64_t>(touch_all.run()); }

// Slips between an SQL text and its C++.
constinit pg::Query<int()> text_as_int{"SELECT note FROM shop.notes"};
constinit pg::Query<std::optional<pg::Text>()> int_as_text{"SELECT id FROM shop.notes"};
constinit pg::Query<pg::Record()> int_as_record{"SELECT id FROM shop.notes"};
constinit pg::Query<int()> two_as_one{"SELECT id, id FROM shop.notes"};
constinit pg::Query<int()> null_as_value{"SELECT NULL::int"};
constinit pg::Command<int()> nothing_as_value{"UPDATE shop.notes SET touched = true"};
constinit pg::Query<int()> no_row{"SELECT 1 WHERE false"};
constinit pg::Query<void()> writing_as_query{"DELETE FROM shop.notes"};
constinit pg::Query<int()> no_sql{"SELEKT 1"};

void slip(std::string_view kind) {
    Witness witness;
    if (kind == "text as int") text_as_int.all();
    if (kind == "int as text") int_as_text.all();
    if (kind == "int as record") int_as_record.all();
    if (kind == "two columns as one") two_as_one.first();
    if (kind == "NULL as value") null_as_value.one();
    if (kind == "no result") nothing_as_value.all();
    if (kind == "no row") no_row.one();
    if (kind == "writing as query") writing_as_query.run();
    if (kind == "no SQL") no_sql.one();
}

constinit pg::Query<std::optional<pg::Text>(std::optional<pg::Text>)> same_text{"SELECT $1"};
constinit pg::Query<std::optional<int>(std::optional<int>)> same_int{"SELECT $1"};

std::optional<pg::Text> text_there_and_back(std::optional<pg::Text> value) {
    return same_text.one(value);
}
std::optional<int> int_there_and_back(std::optional<int> value) { return same_int.one(value); }

int length_of_text(std::string_view value) { return static_cast<int>(value.size()); }

constinit pg::Query<pg::Vector<pg::Text>(pg::Vector<pg::Text>)> same_texts{"SELECT $1"};
constinit pg::Query<pg::Vector<Uuid>(pg::Vector<Uuid>)> same_uuids{"SELECT $1"};
pg::Vector<pg::Text> texts_there_and_back(pg::Vector<pg::Text> values) {
    return same_texts.one(values);
}
pg::Vector<Uuid> uuids_there_and_back(pg::Vector<Uuid> values) { return same_uuids.one(values); }
int sum_of(pg::Vector<int> values) {
    int sum = 0;
    for (const int value : values) sum += value;
    return sum;
}

constinit pg::Query<std::tuple<int, pg::Text>()> all_notes{
    "SELECT id, note FROM shop.notes WHERE note IS NOT NULL ORDER BY id"};

// A statement inside the rows of another, each reading its own result.
pg::Text notes_joined() {
    pg::Text joined;
    all_notes.each([&](const std::tuple<int, pg::Text>& outer) {
        for (const auto& [id, text] : all_notes.all())
            if (id == std::get<0>(outer)) joined += text + pg::Text(";");
    });
    return joined;
}

// Every name in here but one is open to shadowing. uuid_in_text's own names as well.
constinit pg::Query<pg::Text(pg::Text)> unqualified{
    "SELECT lower($1) || ' ' || (2 + 3) || ' ' || (SELECT count(*) > 0 FROM pg_am) || ' ' || "
    "CAST(7 AS text)"};
constinit pg::Query<pg::Text()> present_path{"SELECT current_setting('search_path')"};
constinit pg::Command<void(int)> add_order{"INSERT INTO shop.orders (id) VALUES ($1)"};

pg::Text shadowed(std::string_view value) { return unqualified.one(pg::Text(value)); }
pg::Text path_inside() { return present_path.one(); }
void order(int id) { add_order.run(id); }

constinit pg::Query<std::tuple<pg::Text, pg::Text>()> present_rights{
    "SELECT current_user::text, current_setting('row_security')"};
std::tuple<pg::Text, pg::Text> rights_as_owner() {
    pg::AsOwner owner;
    return present_rights.one();
}

}  // namespace

COACHING_FUNCTION(bridge_write_and_count, write_and_count);
COACHING_FUNCTION(bridge_note_of, note_of);
COACHING_FUNCTION(bridge_touch_and_look_at_one, touch_and_look_at_one);
COACHING_FUNCTION(bridge_touch_and_count, touch_and_count);
COACHING_FUNCTION(bridge_slip, slip);
COACHING_FUNCTION(bridge_text_there_and_back, text_there_and_back);
COACHING_FUNCTION(bridge_int_there_and_back, int_there_and_back);
COACHING_FUNCTION(bridge_length_of_text, length_of_text);
COACHING_FUNCTION(bridge_texts_there_and_back, texts_there_and_back);
COACHING_FUNCTION(bridge_uuids_there_and_back, uuids_there_and_back);
COACHING_FUNCTION(bridge_sum_of, sum_of);
COACHING_FUNCTION(bridge_notes_joined, notes_joined);
COACHING_FUNCTION(bridge_shadowed, shadowed);
COACHING_FUNCTION(bridge_path_inside, path_inside);
COACHING_FUNCTION(bridge_order, order);
COACHING_FUNCTION(bridge_rights_as_owner, rights_as_owner);

}  // namespace coaching::bridge_test
