// A trainer with 500 clients and 500 open requests looks at them, among 10,000 relationships and
// among 1,000,000: what that costs may depend on the 500 only. Beside it the join a book would
// write, under its policies.

#include "../duel.hpp"

namespace {

using bench::Bar;
using bench::Duel;
using bench::Protocol;
using bench::Side;

const std::string few = "connections_10000";
const std::string many = "connections_1000000";

std::string as(const std::string& role, const std::string& database) {
    return "SELECT set_config('request.jwt.claims', "
           "json_build_object('sub', md5('trainer7')::uuid)::text, false); "
           "SET ROLE " +
           role + database.substr(database.find('_'));
}

struct Question {
    std::string name;
    std::string ours;
    std::string by_the_book;
};

const std::string book_connections =
    "SELECT ta.id, p.id, p.full_name, p.avatar_url, ta.status, ta.assigned_at, count(*) OVER () AS "
    "total "
    "FROM textbook.trainer_assignments ta "
    "JOIN textbook.instructors i ON i.id = ta.trainer_id "
    "JOIN textbook.profiles p ON p.id = ta.member_id "
    "WHERE i.user_id = textbook.uid() AND ta.status IN ('active', 'paused') ";
const std::string book_leads =
    "SELECT r.id, p.id, p.full_name, p.avatar_url, p.goals, r.message, r.status, "
    "r.match_percentage, "
    "r.created_at, count(*) OVER () AS total "
    "FROM textbook.connection_requests r JOIN textbook.profiles p ON p.id = r.from_user_id "
    "WHERE r.to_user_id = textbook.uid() AND r.status IN ('pending', 'deferred') "
    "ORDER BY r.match_percentage DESC, r.id LIMIT ";

const Question questions[] = {
    {"500 clients, a page of 50", "SELECT * FROM coaching.get_connections()",
     book_connections + "ORDER BY p.full_name, p.id LIMIT 50"},
    {"500 clients, all", "SELECT * FROM coaching.get_connections(max_rows => 500)",
     book_connections + "ORDER BY p.full_name, p.id LIMIT 500"},
    {"500 clients, by part of the name", "SELECT * FROM coaching.get_connections('abc')",
     book_connections + "AND p.full_name ILIKE '%abc%' ORDER BY p.full_name, p.id LIMIT 50"},
    {"500 leads, a page of 50", "SELECT * FROM coaching.get_leads()", book_leads + "50"},
    {"500 leads, all", "SELECT * FROM coaching.get_leads(max_rows => 500)", book_leads + "500"},
};

}  // namespace

int main() {
    bool all_met = true;
    // A hundred times the rows is one more level of every index and colder caches, and nothing
    // else.
    for (const Question& q : questions)
        for (const Protocol protocol : {Protocol::simple, Protocol::prepared}) {
            const Side ours{as("bench_ours", many), q.ours, many};
            all_met &= bench::measure(many, {q.name + " of 1,000,000",
                                             protocol,
                                             ours,
                                             "ours among 10,000",
                                             {as("bench_ours", few), q.ours, few},
                                             {Bar::Kind::at_most_slower, 2}});
            all_met &= bench::measure(many, {q.name + " of 1,000,000",
                                             protocol,
                                             ours,
                                             "by the book",
                                             {as("bench_textbook", many), q.by_the_book, many},
                                             {Bar::Kind::none, 0}});
        }
    return all_met ? 0 : 1;
}
