#include "identity/person_links.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coaching::identity {

namespace {

using Column = std::pair<TableId, std::int16_t>;

/// The seeds, and every column that a foreign key maps to one found before.
std::set<Column> closure_of(std::span<const TableColumn> seeds, std::span<const ForeignKey> keys) {
    std::set<Column> found;
    for (const TableColumn& seed : seeds) found.emplace(seed.table, seed.column);
    for (bool grew = true; grew;) {
        grew = false;
        for (const ForeignKey& key : keys)
            for (const ForeignKey::Pair& pair : key.columns)
                if (found.contains({key.referenced, pair.referenced}))
                    grew |= found.emplace(key.table, pair.column).second;
    }
    return found;
}

bool names_a_person(const ForeignKey& key, const std::set<Column>& columns) {
    return std::any_of(key.columns.begin(), key.columns.end(), [&](const ForeignKey::Pair& pair) {
        return columns.contains({key.table, pair.column});
    });
}

using LinksByTable = std::map<TableId, PersonLinks>;

LinksByTable direct_links(const std::set<Column>& columns) {
    LinksByTable links;
    for (const auto& [table, column] : columns) {
        links[table].table = table;
        links[table].columns.push_back(column);
    }
    return links;
}

void add_other_keys_of_users(LinksByTable& links, TableId users, const std::set<Column>& columns,
                             std::span<const ForeignKey> keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].referenced != users || keys[i].table == users) continue;
        if (names_a_person(keys[i], columns)) continue;
        links[keys[i].table].table = keys[i].table;
        links[keys[i].table].by_parent.push_back(i);
    }
}

/// One step further from people at a time, so that a table is linked to those found before it only,
/// and circles end.
void add_tables_without_people(LinksByTable& links, std::span<const ForeignKey> keys) {
    for (bool grew = true; grew;) {
        LinksByTable next;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (links.contains(keys[i].table) || !links.contains(keys[i].referenced)) continue;
            next[keys[i].table].table = keys[i].table;
            next[keys[i].table].by_parent.push_back(i);
        }
        grew = !next.empty();
        links.merge(next);
    }
}

std::vector<PersonLinks> parents_first(LinksByTable links, std::span<const TableId> tables,
                                       std::span<const ForeignKey> keys) {
    std::vector<TableId> waiting;
    for (const TableId table : tables)
        if (links.contains(table)) waiting.push_back(table);
    const auto waits = [&](TableId table) {
        return std::any_of(keys.begin(), keys.end(), [&](const ForeignKey& key) {
            return key.table == table && key.referenced != table &&
                   std::find(waiting.begin(), waiting.end(), key.referenced) != waiting.end();
        });
    };
    std::vector<PersonLinks> ordered;
    while (!waiting.empty()) {
        auto next = std::find_if_not(waiting.begin(), waiting.end(), waits);
        if (next == waiting.end()) next = waiting.begin();
        ordered.push_back(std::move(links[*next]));
        waiting.erase(next);
    }
    return ordered;
}

}  // namespace

std::vector<PersonLinks> find_person_links(std::span<const TableId> tables,
                                           std::span<const TableColumn> seeds,
                                           std::span<const ForeignKey> keys) {
    const std::set<Column> columns = closure_of(seeds, keys);
    LinksByTable links = direct_links(columns);
    add_other_keys_of_users(links, seeds.front().table, columns, keys);
    add_tables_without_people(links, keys);
    return parents_first(std::move(links), tables, keys);
}

}  // namespace coaching::identity
