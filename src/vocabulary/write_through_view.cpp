// The INSTEAD OF trigger of the vocabulary's views: a write becomes the same write to the table, in
// the table's columns and words, by the same person. So the table's privileges, policies and
// triggers judge it, and nothing is decided here.

#include <algorithm>
#include <vector>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/made_statement.hpp"
#include "pg/statement.hpp"
#include "vocabulary/views.hpp"

namespace coaching::vocabulary {

namespace {

/// What the statement gives a column of the table.
struct Assignment {
    const Column* column;
    pg::TypedValue value;
};
using Assignments = pg::Vector<Assignment>;

/// NULL in an INSERT is not given: columns of views have no defaults that would tell the two apart,
/// except words.
bool is_given(const pg::TriggerCall& call, const char* column) {
    return call.is_insert() ? !call.new_row().is_null(column) : call.changes(column);
}

/// What is to be done instead of writing the column, if anything.
const Act* act_for(const View& view, const pg::TriggerCall& call, const char* column) {
    if (view.acts.empty() || !is_given(call, column)) return nullptr;
    const std::string value = call.new_row().text_of(column);
    for (const Act& act : view.acts)
        if (act.column == std::string_view(column) && act.value == value) return &act;
    return nullptr;
}

std::string all_words(const View& view, const Column& column) {
    std::string list;
    const auto add = [&](std::string_view word) { (list += list.empty() ? "" : ", ") += word; };
    for (const Word& word : column.words) add(word.theirs);
    for (const Act& act : view.acts)
        if (act.column == std::string_view(column.theirs)) add(act.value);
    return list;
}

pg::TypedValue our_word(const View& view, const Column& column, const pg::TriggerRow& row) {
    const pg::Text given = row.get<pg::Text>(column.theirs);
    for (const Word& word : column.words)
        if (given == word.theirs)
            return {pg::Type<pg::Text>::oid, pg::to_nullable(pg::Text(word.ours))};
    throw Failure(Token::invalid_argument,
                  std::string(column.theirs) + " has no such word in " + view.name)
        .with(column.theirs, beginning_of(given))
        .hint("The words are " + all_words(view, column) + ".");
}

bool same(const pg::TriggerRow& row, const char* a, const char* b) {
    return row.text_of(a) == row.text_of(b);
}

/// Two names of one column, such as id and user_id, say the same or are refused.
void add(Assignments& assignments, const Assignment& one, const pg::TriggerRow& row) {
    for (const Assignment& earlier : assignments) {
        if (std::string_view(earlier.column->ours) != one.column->ours) continue;
        if (!same(row, earlier.column->theirs, one.column->theirs))
            throw Failure(Token::invalid_argument, std::string(earlier.column->theirs) + " and " +
                                                       one.column->theirs + " must be the same");
        return;
    }
    assignments.push_back(one);
}

Assignments assignments_of(const View& view, const pg::TriggerCall& call) {
    const pg::NewRow row = call.new_row();
    Assignments assignments;
    for (const Column& column : view.columns) {
        const bool has_words = !column.words.empty();
        // Of a word, NULL was said on purpose; our_word refuses it.
        if (!is_given(call, column.theirs) && !(has_words && call.is_insert())) continue;
        if (act_for(view, call, column.theirs) != nullptr) continue;
        if (column.use == Use::performed)
            throw Failure(Token::invalid_argument, std::string(column.theirs) + " must not be NULL")
                .with("argument", column.theirs);
        if (column.use == Use::confirmed && !identity::caller().trusted) continue;
        const pg::TypedValue value =
            has_words ? our_word(view, column, row) : row.typed(column.theirs);
        add(assignments, {&column, value}, row);
    }
    return assignments;
}

std::string table_of(const View& view) { return std::string("coaching.") + view.table; }

std::string parameter(std::size_t number) { return "$" + std::to_string(number); }

/// "a, b", with what `write` makes of each assignment and its number.
template <class Write>
std::string list_of(const Assignments& assignments, Write write) {
    std::string list;
    for (std::size_t i = 0; i < assignments.size(); ++i)
        (list += i == 0 ? "" : ", ") += write(assignments[i].column->ours, i + 1);
    return list;
}

std::vector<pg::TypedValue> values_of(const Assignments& assignments) {
    std::vector<pg::TypedValue> values;
    for (const Assignment& one : assignments) values.push_back(one.value);
    return values;
}

pg::TypedValue key_value(const Uuid& key) { return {pg::Type<Uuid>::oid, pg::to_nullable(key)}; }

/// The row as the view shows it now; nothing where it does not.
std::optional<pg::NewRow> shown(const View& view, const pg::TriggerCall& call, const Uuid& key) {
    const pg::TypedValue values[] = {key_value(key)};
    return pg::first_made(std::string("SELECT * FROM coaching.") + view.name + " WHERE id = $1",
                          values, call.columns());
}

/// Holds the row, and makes sure that it still is what the statement's conditions were judged by.
/// False where the caller may not write it, or it is gone: as on a table, that is no error.
bool hold_as_seen(const View& view, const pg::TriggerCall& call, const Uuid& key) {
    const pg::TypedValue values[] = {key_value(key)};
    if (pg::run_made(
            "SELECT FROM " + table_of(view) + " WHERE " + view.key + " = $1 FOR NO KEY UPDATE",
            values) == 0)
        return false;
    const std::optional<pg::NewRow> now = shown(view, call, key);
    if (!now) pg::throw_changed_meanwhile();
    for (int number = 1; number <= call.columns()->natts; ++number)
        if (!pg::same_value(call.old_row(), *now, number)) pg::throw_changed_meanwhile();
    return true;
}

Uuid insert(const View& view, const Assignments& assignments) {
    const auto name = [](const char* column, std::size_t) { return std::string(column); };
    const auto number = [](const char*, std::size_t n) { return parameter(n); };
    const auto fill_in = [](const char* column, std::size_t) {
        return std::string(column) + " = excluded." + column;
    };
    std::string sql = "INSERT INTO " + table_of(view);
    if (assignments.empty())
        sql += " DEFAULT VALUES";
    else
        sql +=
            " (" + list_of(assignments, name) + ") VALUES (" + list_of(assignments, number) + ")";
    // The key is among them, set to itself: DO NOTHING would give no row.
    if (view.insert_fills_in && !assignments.empty())
        sql += std::string(" ON CONFLICT (") + view.key + ") DO UPDATE SET " +
               list_of(assignments, fill_in);
    sql += std::string(" RETURNING ") + view.key;
    return pg::made_id(sql, values_of(assignments));
}

bool update(const View& view, const Assignments& assignments, const Uuid& key) {
    const auto set = [](const char* column, std::size_t n) {
        return std::string(column) + " = " + parameter(n);
    };
    std::vector<pg::TypedValue> values = values_of(assignments);
    values.push_back(key_value(key));
    return pg::run_made("UPDATE " + table_of(view) + " SET " + list_of(assignments, set) +
                            " WHERE " + view.key + " = " + parameter(values.size()),
                        values) > 0;
}

bool has_act(const View& view, const pg::TriggerCall& call) {
    return std::any_of(view.acts.begin(), view.acts.end(),
                       [&](const Act& act) { return act_for(view, call, act.column) != nullptr; });
}

void perform_acts(const View& view, const pg::TriggerCall& call, const Uuid& key) {
    for (const Act& act : view.acts)
        if (act_for(view, call, act.column) == &act) act.perform(call, key);
}

void require_confirmed(const View& view, const pg::TriggerCall& call, const pg::TriggerRow& made) {
    for (const Column& column : view.columns) {
        if (column.use != Use::confirmed || !is_given(call, column.theirs)) continue;
        if (call.new_row().text_of(column.theirs) != made.text_of(column.theirs))
            throw Failure(Token::permission_denied,
                          std::string(column.theirs) + " follows from who writes")
                .with("column", column.theirs);
    }
}

/// What RETURNING shows: the row as the table made it, or as written where the view shows it no
/// more.
pg::TriggerResult result(const View& view, const pg::TriggerCall& call, const Uuid& key) {
    std::optional<pg::NewRow> made = shown(view, call, key);
    if (!made) return call.pass();
    require_confirmed(view, call, *made);
    return made;
}

pg::TriggerResult write_through_view(pg::TriggerCall& call) {
    const View& view = view_named(call.table_name());
    if (call.is_insert()) {
        const Uuid key = insert(view, assignments_of(view, call));
        perform_acts(view, call, key);
        return result(view, call, key);
    }
    const Uuid key = call.old_row().get<Uuid>("id");
    if (call.is_delete()) {
        const pg::TypedValue values[] = {key_value(key)};
        if (!hold_as_seen(view, call, key)) return std::nullopt;
        pg::run_made("DELETE FROM " + table_of(view) + " WHERE " + view.key + " = $1", values);
        return call.pass();
    }
    const Assignments assignments = assignments_of(view, call);
    // What an act does takes its own locks, which must come first.
    if (!assignments.empty() || !has_act(view, call)) {
        if (!hold_as_seen(view, call, key)) return std::nullopt;
        if (!assignments.empty() && !update(view, assignments, key)) return std::nullopt;
    }
    perform_acts(view, call, key);
    return result(view, call, key);
}

}  // namespace

COACHING_TRIGGER(coaching_write_through_view, write_through_view);

}  // namespace coaching::vocabulary
