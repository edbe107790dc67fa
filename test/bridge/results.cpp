// Results in every shape, and triggers.

#include "base/failure.hpp"
#include "bridge/witness.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::bridge_test {

namespace {

pg::Rows<int> numbers(int count) {
    Witness witness;
    pg::Rows<int> rows;
    for (int i = 1; i <= count; ++i) rows.push_back(i);
    return rows;
}

// Every third name is NULL.
pg::Rows<std::tuple<int, std::optional<pg::Text>>> pairs(int count) {
    pg::Rows<std::tuple<int, std::optional<pg::Text>>> rows;
    for (int i = 1; i <= count; ++i) {
        std::optional<pg::Text> name;
        if (i % 3 != 0) name = pg::Text("row ") + pg::Text(std::to_string(i).c_str());
        rows.emplace_back(i, std::move(name));
    }
    return rows;
}

constinit pg::Query<pg::Record(int)> notes_from{
    "SELECT n FROM shop.notes n WHERE id >= $1 ORDER BY id"};
pg::Rows<pg::Record> whole_notes(int from) { return notes_from.all(from); }

std::tuple<int, std::optional<pg::Text>, bool> one_row(int number) {
    if (number < 0) return {number, std::nullopt, false};
    return {number, pg::Text("text"), true};
}

std::optional<std::tuple<int, pg::Text>> row_or_null(bool there) {
    if (!there) return std::nullopt;
    return std::tuple<int, pg::Text>{1, pg::Text("there")};
}

pg::Text describe(std::string_view name, std::optional<int> number, std::optional<bool> flag) {
    std::string out(name);
    out += number ? " " + std::to_string(*number) : " NULL";
    out += flag ? (*flag ? " true" : " false") : " NULL";
    return pg::Text(out.c_str());
}

int argument_without_name(int number) { return number; }

// What the trigger does is its first argument.
pg::TriggerResult watch(pg::TriggerCall& call) {
    Witness witness;
    const std::string_view what = call.arguments().empty() ? "" : call.arguments()[0];
    if (what == "refuse") throw Failure(Token::blocked, "the trigger refuses");
    if (what == "skip") return std::nullopt;
    if (what == "look at the new row") return call.new_row();
    if (what == "look at the old row") {
        if (call.old_row().is_null("id")) return std::nullopt;
        return call.pass();
    }
    if (what == "read text as int") {
        call.new_row().get<int>("note");
        return call.pass();
    }
    if (what == "read no column") {
        call.new_row().get<int>("no_such_column");
        return call.pass();
    }
    if (what == "ask about no column") {
        call.changes("no_such_column");
        return call.pass();
    }
    if (what == "write int into text") {
        pg::NewRow row = call.new_row();
        row.set("note", 5);
        return row;
    }
    if (what == "note changes") {
        pg::NewRow row = call.new_row();
        std::string changed;
        for (const char* column : {"id", "note", "touched"})
            if (call.changes(column)) changed += std::string(changed.empty() ? "" : " ") + column;
        row.set("seen", pg::Text(changed.c_str()));
        return row;
    }
    if (what == "stamp") {
        pg::NewRow row = call.new_row();
        row.set("seen", pg::Text((std::string(call.schema_name()) + "." + call.table_name() +
                                  (call.is_insert() ? " insert" : " update"))
                                     .c_str()));
        if (row.get<std::optional<pg::Text>>("note") == pg::Text("forget")) row.set_null("note");
        return row;
    }
    return call.pass();
}

constinit pg::Command<void(pg::Text)> write_log{"INSERT INTO shop.log (line) VALUES ($1)"};

pg::TriggerResult log_call(pg::TriggerCall& call) {
    std::string line = call.is_insert()     ? "insert"
                       : call.is_update()   ? "update"
                       : call.is_delete()   ? "delete"
                       : call.is_truncate() ? "truncate"
                                            : "?";
    if (call.arguments().size() > 1) line += " " + call.old_row().text_of("id");
    write_log.run(pg::Text(line.c_str()));
    return call.pass();
}

}  // namespace

COACHING_FUNCTION(bridge_numbers, numbers);
COACHING_FUNCTION(bridge_pairs, pairs);
COACHING_FUNCTION(bridge_whole_notes, whole_notes);
COACHING_FUNCTION(bridge_one_row, one_row);
COACHING_FUNCTION(bridge_row_or_null, row_or_null);
COACHING_FUNCTION(bridge_describe, describe);
COACHING_FUNCTION(bridge_argument_without_name, argument_without_name);
COACHING_TRIGGER(bridge_watch, watch);
COACHING_TRIGGER(bridge_log_call, log_call);

}  // namespace coaching::bridge_test
