// What users have changed about the extension's tables, which a dump does not carry.

#include <map>
#include <tuple>

#include "access/table_parts.hpp"
#include "base/failure.hpp"
#include "pg/extension_script.hpp"
#include "pg/function.hpp"
#include "pg/security.hpp"
#include "pg/statement.hpp"

namespace coaching::access {

namespace {

using PartName = std::tuple<std::string, std::string, std::string>;

struct Noted {
    std::string state;
    std::string definition;
};

/// The extension's own parts, as note_own_parts left them.
struct OwnParts {
    /// Of the server that wrote the definitions: 15, 16, …
    std::int32_t server = 0;
    std::map<PartName, Noted> parts;

    bool knows(const std::string& relation, const char* kind, const std::string& name) const {
        return parts.contains({relation, kind, name});
    }
    bool knows_table(const std::string& relation) const { return knows(relation, "relation", ""); }
};

constinit pg::Query<std::int32_t()> server_now{
    "SELECT pg_catalog.current_setting('server_version_num')::int4 / 10000"};
constinit pg::Query<std::optional<std::int32_t>()> server_noted{
    "SELECT (coaching.own_parts() ->> 'server')::int4"};
constinit pg::Query<std::tuple<pg::Text, pg::Text, pg::Text, pg::Text, pg::Text>()> parts_noted{
    "SELECT p ->> 0, p ->> 1, p ->> 2, p ->> 3, p ->> 4 "
    "FROM pg_catalog.jsonb_array_elements(coaching.own_parts() -> 'parts') AS p"};
constinit pg::Query<pg::Text(pg::Text)> quoted_text{"SELECT pg_catalog.quote_literal($1)"};

OwnParts read_own_parts() {
    OwnParts own;
    own.server = server_noted.one().value_or(0);
    for (const auto& [relation, kind, name, state, definition] : parts_noted.all())
        own.parts[{std::string(relation), std::string(kind), std::string(name)}] = {
            std::string(state), std::string(definition)};
    return own;
}

/// One row of pg_class says all of these, and any change of the table writes it anew: for a table
/// that was there before it does not tell whose they are.
bool is_said_by_the_table(const std::string& kind) {
    return kind == "cluster" || kind == "replica identity" || kind == "row security" ||
           kind == "forced row security" || kind == "option" || kind == "persistence" ||
           kind == "tablespace" || kind == "owner";
}

/// What this very script has made, and what was noted before and is still there.
OwnParts parts_after_script(const OwnParts& before) {
    OwnParts after;
    after.server = server_now.one();
    for (const TablePart& part : table_parts()) {
        const PartName name{part.relation, part.kind, part.name};
        const auto known = before.parts.find(name);
        const bool made_now =
            pg::is_by_this_transaction(part.writer) &&
            !(is_said_by_the_table(part.kind) && before.knows_table(part.relation));
        if (made_now && !part.usual)
            after.parts[name] = {part.state, part.definition};
        else if (!made_now && known != before.parts.end())
            after.parts[name] = known->second;
    }
    return after;
}

std::string as_json(const OwnParts& own) {
    std::string json = "{\"server\": " + std::to_string(own.server) + ", \"parts\": [";
    bool first = true;
    for (const auto& [name, noted] : own.parts) {
        const auto& [relation, kind, part] = name;
        json += first ? "[" : ", [";
        first = false;
        append_json_string(json, relation);
        for (const std::string_view text :
             {std::string_view(kind), std::string_view(part), std::string_view(noted.state),
              std::string_view(noted.definition)}) {
            json += ", ";
            append_json_string(json, text);
        }
        json += "]";
    }
    return json + "]}";
}

/// Kept in a function and not in a table: a dump carries no function of an extension, so that a
/// restore has what its own CREATE EXTENSION made.
void note_own_parts() {
    if (!pg::in_extension_script() || !pg::current_user_owns_tables())
        throw Failure(Token::permission_denied,
                      "only the extension's own scripts may note what is theirs");
    const std::string json = as_json(parts_after_script(read_own_parts()));
    pg::run_utility(
        "CREATE OR REPLACE FUNCTION coaching.own_parts() RETURNS jsonb "
        "LANGUAGE sql IMMUTABLE PARALLEL SAFE BEGIN ATOMIC SELECT " +
        std::string(quoted_text.one(pg::Text(json))) + "::pg_catalog.jsonb; END");
}

/// What must go before the rows are there, so that they fit, in the order in which nothing needs
/// what went before it.
constexpr const char* kinds_taken_away[] = {"trigger",     "policy",     "rule",
                                            "foreign key", "constraint", "index",
                                            "statistics",  "option",     "column"};

/// A column that has been changed as a whole is taken away and made anew; all else that has a
/// statement to change it is changed.
bool is_made_anew(const std::string& kind) {
    return kind != "option" && !removal_of({"", kind, "", "", "", false, "", 0}).empty();
}

class Changes {
public:
    Changes() : own_(read_own_parts()), current_(table_parts()) {
        same_server_ = own_.server == server_now.one();
        for (const TablePart& part : current_)
            present_[{part.relation, part.kind, part.name}] = true;
    }

    /// Those that make the tables fit for the rows of a dump.
    void add_before_rows() {
        for (const TablePart& part : current_)
            if (part.kind == "column" && !is_own(part)) add(part.statement);
        for (const char* kind : kinds_taken_away) take_away(kind);
        for (const TablePart& part : current_)
            if (is_for_rows(part) && is_own_column(part) && differs(part)) add(part.statement);
    }

    /// Those that need what the rest of the dump brings, or that the rows must not meet.
    void add_after_rows() {
        for (const TablePart& part : current_)
            if (!is_for_rows(part) && belongs_here(part) && differs(part)) add(part.statement);
    }

    pg::Rows<pg::Text> take() { return std::move(statements_); }

private:
    bool is_own(const TablePart& part) const {
        return own_.parts.contains({part.relation, part.kind, part.name}) ||
               !own_.knows_table(part.relation);
    }

    static bool is_for_rows(const TablePart& part) {
        return part.kind == "column" || part.kind == "column type" ||
               (part.kind == "column not null" && part.usual);
    }

    bool is_own_column(const TablePart& part) const {
        return own_.knows(part.relation, "column", part.name);
    }

    /// A table that somebody has made a member of the extension is in no script of it. Comments
    /// name no table.
    bool belongs_here(const TablePart& part) const {
        return part.kind == "comment" || own_.knows_table(part.relation);
    }

    bool differs(const TablePart& part) const {
        const auto noted = own_.parts.find({part.relation, part.kind, part.name});
        if (noted == own_.parts.end()) return !part.usual;
        return noted->second.state != part.state ||
               (same_server_ && noted->second.definition != part.definition);
    }

    void take_away(const std::string& kind) {
        for (const auto& [name, noted] : own_.parts) {
            if (std::get<1>(name) != kind || present_.contains(name)) continue;
            add(removal_of({std::get<0>(name), kind, std::get<2>(name), "", "", false, "", 0}));
        }
        if (!is_made_anew(kind)) return;
        for (const TablePart& part : current_)
            if (part.kind == kind && own_.parts.contains({part.relation, kind, part.name}) &&
                differs(part))
                add(removal_of(part));
    }

    void add(const std::string& statement) {
        pg::check_for_interrupts();
        statements_.push_back(pg::Text(statement + ";"));
    }

    OwnParts own_;
    std::vector<TablePart> current_;
    std::map<PartName, bool> present_;
    bool same_server_ = false;
    pg::Rows<pg::Text> statements_;
};

pg::Rows<pg::Text> unportable_changes(std::optional<bool> before_rows) {
    Changes changes;
    if (before_rows.value_or(true)) changes.add_before_rows();
    if (!before_rows.value_or(false)) changes.add_after_rows();
    return changes.take();
}

}  // namespace

COACHING_FUNCTION(coaching_note_own_parts, note_own_parts);
COACHING_FUNCTION(coaching_unportable_changes, unportable_changes);

}  // namespace coaching::access
