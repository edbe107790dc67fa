// Everything about one person, as one document.

#include <algorithm>
#include <map>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/exported.hpp"
#include "identity/person_links.hpp"
#include "pg/function.hpp"
#include "pg/held_table.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"

namespace coaching::identity {

namespace {

struct Declared {
    std::string table;
    std::string column;
    /// nullopt for a secret.
    std::optional<PersonKey> key;
};

std::vector<Declared>& declared() {
    static std::vector<Declared> columns;
    return columns;
}

}  // namespace

void declare_person_column(const char* table, const char* column, PersonKey key) {
    declared().push_back({table, column, key});
}

void declare_secret_column(const char* table, const char* column) {
    declared().push_back({table, column, std::nullopt});
}

namespace {

using KeyRow =
    std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int16_t, std::int16_t, pg::Text>;

// Of a partitioned table its own key, and not those made of it for its partitions. The commutator,
// since the operator kept has the referenced column on its left.
constinit pg::Query<KeyRow()> foreign_key_columns{
    "SELECT c.oid::int8, c.conrelid::int8, c.confrelid::int8, k.own, k.referenced, "
    "  pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname) "
    "FROM pg_catalog.pg_constraint c, "
    "  LATERAL unnest(c.conkey, c.confkey, c.conpfeqop) WITH ORDINALITY "
    "    AS k (own, referenced, operator, place) "
    "JOIN pg_catalog.pg_operator kept ON kept.oid = k.operator "
    "JOIN pg_catalog.pg_operator o ON o.oid = coalesce(nullif(kept.oprcom, 0), kept.oid) "
    "JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace "
    "WHERE c.contype = 'f' AND c.conparentid = 0 ORDER BY c.oid, k.place"};

using TableRow = std::tuple<std::int64_t, bool, pg::Text, pg::Text, bool>;

// The extension's first.
constinit pg::Query<TableRow()> tables_with_keys{
    "SELECT c.oid::int8, n.nspname = 'coaching', c.relname::text, "
    "  CASE n.nspname WHEN 'coaching' THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END "
    "    || pg_catalog.quote_ident(c.relname), "
    "  coalesce(pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
    "    AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), false) "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND (n.nspname = 'coaching' "
    "  OR EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid = "
    "c.oid)) "
    "ORDER BY n.nspname <> 'coaching', n.nspname COLLATE \"C\", c.relname COLLATE \"C\""};

constinit pg::Query<std::optional<std::int16_t>(std::int64_t, pg::Text)> number_of_column{
    "SELECT a.attnum FROM pg_catalog.pg_attribute a "
    "WHERE a.attrelid = $1::oid AND a.attname = $2 AND NOT a.attisdropped"};

struct Table {
    bool ours;
    std::string plain_name;
    /// In the document.
    std::string label;
    bool readable;
};

/// What the catalog says about tables and people.
struct Catalog {
    std::vector<TableId> order;
    std::map<TableId, Table> tables;
    std::vector<ForeignKey> keys;
    std::map<TableId, PersonLinks> links;
    /// Tables with rows about people, parents first.
    std::vector<TableId> about_people;
};

std::vector<ForeignKey> read_foreign_keys() {
    std::vector<ForeignKey> keys;
    std::int64_t last = 0;
    for (const auto& [key, table, referenced, own, other, equals] : foreign_key_columns.all()) {
        if (key != last) keys.push_back({table, referenced, {}});
        keys.back().columns.push_back({own, other, std::string(equals)});
        last = key;
    }
    return keys;
}

std::optional<TableId> find_ours(const Catalog& catalog, std::string_view name) {
    for (const auto& [id, table] : catalog.tables)
        if (table.ours && table.plain_name == name) return id;
    return std::nullopt;
}

/// A declared column as the catalog numbers it; nothing where the installed version has none.
std::optional<TableColumn> find_column(const Catalog& catalog, std::string_view table,
                                       std::string_view column) {
    const auto id = find_ours(catalog, table);
    if (!id) return std::nullopt;
    const auto number = number_of_column.first(*id, pg::Text(column));
    if (!number || !*number) return std::nullopt;
    return TableColumn{*id, **number};
}

Catalog read_catalog() {
    Catalog catalog;
    for (const auto& [id, ours, name, label, readable] : tables_with_keys.all()) {
        catalog.order.push_back(id);
        catalog.tables[id] = {ours, std::string(name), std::string(label), readable};
    }
    catalog.keys = read_foreign_keys();
    std::vector<TableColumn> seeds{find_column(catalog, "users", "id").value()};
    for (const Declared& column : declared())
        if (column.key == PersonKey::id)
            if (const auto seed = find_column(catalog, column.table, column.column))
                seeds.push_back(*seed);
    for (PersonLinks& links : find_person_links(catalog.order, seeds, catalog.keys)) {
        catalog.about_people.push_back(links.table);
        catalog.links[links.table] = std::move(links);
    }
    return catalog;
}

/// The rows of one person, table by table, read with the rights of the caller.
class Export {
public:
    explicit Export(const Uuid& person) : person_(person), catalog_(read_catalog()) {}

    pg::Json document();

private:
    struct Source {
        std::optional<pg::HeldTable> held;
    };

    const pg::HeldTable* hold(TableId table);
    void collect(TableId table);
    bool is_secret(const Table& table, std::string_view column) const;
    std::string condition(TableId table, const std::string& alias);
    void add_declared(std::vector<std::string>& ways, TableId table, const pg::HeldTable& held,
                      const std::string& alias) const;
    std::string by_parent(const ForeignKey& key, const pg::HeldTable& held,
                          const std::string& alias);
    pg::Json read(const Table& table, const std::string& sql) const;

    Uuid person_;
    Catalog catalog_;
    std::map<TableId, Source> held_;
    pg::Vector<pg::Text> labels_;
    pg::Vector<pg::Json> rows_;
    pg::Vector<pg::Text> left_out_;
};

/// nullptr where the caller may not read it, or where it is gone.
const pg::HeldTable* Export::hold(TableId table) {
    const auto known = catalog_.tables.find(table);
    if (known == catalog_.tables.end() || !known->second.readable) return nullptr;
    const auto [at, fresh] = held_.try_emplace(table);
    if (fresh) at->second.held = pg::hold_table(table);
    return at->second.held ? &*at->second.held : nullptr;
}

std::string column_in_sql(const std::string& alias, const pg::HeldColumn& column) {
    return alias + "." + pg::quoted_name(column.name);
}

constexpr const char* equals = " OPERATOR(pg_catalog.=) ";

void Export::add_declared(std::vector<std::string>& ways, TableId table, const pg::HeldTable& held,
                          const std::string& alias) const {
    for (const Declared& column : declared()) {
        if (!column.key || *column.key == PersonKey::id) continue;
        const auto place = find_column(catalog_, column.table, column.column);
        if (!place || place->table != table) continue;
        const pg::HeldColumn* found = held.find(place->column);
        if (found == nullptr || !found->readable) continue;
        ways.push_back(column_in_sql(alias, *found) + equals +
                       (*column.key == PersonKey::id_as_text
                            ? "$1::pg_catalog.text"
                            : "(SELECT person.email_key FROM coaching.users AS person "
                              "WHERE person.id OPERATOR(pg_catalog.=) $1)"));
    }
}

/// Empty where the caller may not read what it takes. One column is compared with an array of the
/// parents' keys, for which an index serves even beside other conditions.
std::string Export::by_parent(const ForeignKey& key, const pg::HeldTable& held,
                              const std::string& alias) {
    const pg::HeldTable* parent = hold(key.referenced);
    if (parent == nullptr) return {};
    const std::string above = alias + "_";
    const std::string about = condition(key.referenced, above);
    if (about.empty()) return {};
    std::string selected;
    std::string matching;
    for (const ForeignKey::Pair& pair : key.columns) {
        const pg::HeldColumn* own = held.find(pair.column);
        const pg::HeldColumn* referenced = parent->find(pair.referenced);
        if (own == nullptr || !own->readable || referenced == nullptr || !referenced->readable)
            return {};
        selected = column_in_sql(alias, *own) + " " + pair.equals + " ANY (ARRAY(SELECT " +
                   column_in_sql(above, *referenced);
        matching += " AND " + column_in_sql(alias, *own) + " " + pair.equals + " " +
                    column_in_sql(above, *referenced);
    }
    const std::string from = " FROM " + parent->name + " AS " + above + " WHERE (" + about + ")";
    if (key.columns.size() == 1) return selected + from + "))";
    return "EXISTS (SELECT" + from + matching + ")";
}

/// What makes a row of the table one about the person; empty where the caller may not read it.
std::string Export::condition(TableId table, const std::string& alias) {
    const pg::HeldTable* held = hold(table);
    if (held == nullptr) return {};
    const PersonLinks& links = catalog_.links.at(table);
    std::vector<std::string> ways;
    for (const std::int16_t number : links.columns) {
        const pg::HeldColumn* column = held->find(number);
        if (column != nullptr && column->readable)
            ways.push_back(column_in_sql(alias, *column) + equals + "$1");
    }
    add_declared(ways, table, *held, alias);
    for (const std::size_t key : links.by_parent)
        if (std::string way = by_parent(catalog_.keys[key], *held, alias); !way.empty())
            ways.push_back(std::move(way));
    std::string either;
    for (const std::string& way : ways) either += (either.empty() ? "" : " OR ") + way;
    return either;
}

bool Export::is_secret(const Table& table, std::string_view column) const {
    return table.ours &&
           std::any_of(declared().begin(), declared().end(), [&](const Declared& one) {
               return !one.key && one.table == table.plain_name && one.column == column;
           });
}

/// Says of which table a policy, a type or the size of it makes reading fail. A cancel or a
/// shutdown is about the whole.
pg::Json Export::read(const Table& table, const std::string& sql) const {
    try {
        return pg::read_json(sql, person_);
    } catch (pg::Error& error) {
        if (!error.sqlstate().starts_with("57"))
            error.begin_message_with("exporting " + table.label + ": ");
        throw;
    }
}

void Export::collect(TableId id) {
    const Table& table = catalog_.tables.at(id);
    const pg::HeldTable* held = hold(id);
    const std::string about = condition(id, "t");
    std::string columns;
    std::vector<std::string> hidden;
    if (held != nullptr)
        for (const pg::HeldColumn& column : held->columns) {
            if (!column.readable || is_secret(table, column.name))
                hidden.push_back(table.label + "." + pg::quoted_name(column.name));
            else
                columns += (columns.empty() ? "" : ", ") + column_in_sql("t", column);
        }
    if (about.empty() || columns.empty()) {
        left_out_.push_back(pg::Text(table.label));
        return;
    }
    for (const std::string& column : hidden) left_out_.push_back(pg::Text(column));
    std::string order;
    for (const std::int16_t number : held->key) {
        const pg::HeldColumn* column = held->find(number);
        if (column == nullptr || !column->readable) {
            order.clear();
            break;
        }
        order += (order.empty() ? " ORDER BY " : ", ") + column_in_sql("t", *column);
    }
    const std::string sql = "SELECT coalesce(pg_catalog.jsonb_agg(pg_catalog.to_jsonb(r)" +
                            std::string(order.empty() ? " ORDER BY pg_catalog.to_jsonb(r)" : "") +
                            "), '[]'::pg_catalog.jsonb) FROM (SELECT " + columns + " FROM " +
                            held->name + " AS t WHERE " + about + order + ") AS r";
    labels_.push_back(pg::Text(table.label));
    rows_.push_back(read(table, sql));
}

constinit pg::Query<pg::Json(Uuid, pg::Vector<pg::Text>, pg::Vector<pg::Json>,
                             pg::Vector<pg::Text>)>
    whole_document{
        "SELECT jsonb_build_object('user_id', $1, 'exported_at', now(), 'format', 1, "
        "'extension_version', (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = "
        "'coaching'), "
        "'order', to_jsonb($2), 'left_out', to_jsonb($4), "
        "'counts', (SELECT coalesce(jsonb_object_agg(label, jsonb_array_length(rows)), '{}') "
        "  FROM unnest($2, $3) AS u (label, rows)), "
        "'tables', (SELECT coalesce(jsonb_object_agg(label, rows), '{}') "
        "  FROM unnest($2, $3) AS u (label, rows)))"};

pg::Json Export::document() {
    for (const TableId table : catalog_.about_people) {
        pg::check_for_interrupts();
        collect(table);
    }
    return whole_document.one(person_, labels_, rows_, left_out_);
}

constinit pg::Query<bool(Uuid)> has_row{"SELECT true FROM coaching.users WHERE id = $1"};

/// Of somebody erased the accounts are left, which an admin may look at.
void require_row(const Uuid& user) {
    pg::AsOwner owner;
    if (!has_row.first(user)) throw no_such_user(user);
}

pg::Json export_user(Uuid user) {
    require_self_or_admin(user, "export what is kept about a person");
    require_row(user);
    return Export(user).document();
}

}  // namespace

COACHING_FUNCTION(coaching_export_user, export_user);

}  // namespace coaching::identity
