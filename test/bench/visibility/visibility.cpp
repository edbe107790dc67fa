// Row level security: what a trainer with 10 of 100,000 clients pays for a table of 2,000,000 rows,
// and what an admin pays, against the policies of the book, against the recommended form, and
// against the bare index or scan underneath.

#include "../duel.hpp"

namespace {

using bench::Bar;
using bench::Duel;
using bench::Protocol;
using bench::Side;

const std::string database = "visibility";
const std::string count_all = "SELECT count(*) FROM bench.progress";
const std::string latest = "SELECT * FROM bench.progress ORDER BY completed_at DESC LIMIT 20";
const std::string in_march =
    "SELECT count(*), sum(reps) FROM bench.progress "
    "WHERE completed_at >= '2026-03-01' AND completed_at < '2026-04-01'";

std::string as(const std::string& role, const std::string& person) {
    return "SELECT set_config('request.jwt.claims', "
           "json_build_object('sub', md5('" +
           person +
           "')::uuid)::text, false); "
           "SET ROLE " +
           role;
}

/// The same statement with the ids written in by hand, for a superuser.
std::string by_hand(const std::string& statement, const std::string& ids) {
    const std::string condition = "client_id = ANY ('" + ids + "'::uuid[])";
    const std::size_t where = statement.find(" WHERE ");
    if (where != std::string::npos)
        return statement.substr(0, where) + " WHERE " + condition + " AND " +
               statement.substr(where + 7);
    const std::size_t order = statement.find(" ORDER BY ");
    return statement.substr(0, order) + " WHERE " + condition +
           (order == std::string::npos ? "" : statement.substr(order));
}

std::vector<Duel> trainer_duels(const std::string& ids) {
    struct Question {
        std::string name;
        std::string statement;
        bool has_bar;
    };
    const Question questions[] = {{"trainer, count(*)", count_all, true},
                                  {"trainer, a month", in_march, true},
                                  {"trainer, latest 20", latest, false}};
    std::vector<Duel> duels;
    for (const Question& q : questions) {
        const auto bar = [&](Bar::Kind kind, double factor) {
            return q.has_bar ? Bar{kind, factor} : Bar{Bar::Kind::none, 0};
        };
        for (const Protocol protocol : {Protocol::simple, Protocol::prepared}) {
            const Side ours{as("bench_ours", "trainer77"), q.statement};
            duels.push_back({q.name,
                             protocol,
                             ours,
                             "by the book",
                             {as("bench_textbook", "trainer77"), q.statement},
                             bar(Bar::Kind::at_least_faster, 1000)});
            duels.push_back({q.name,
                             protocol,
                             ours,
                             "recommended form",
                             {as("bench_supabase", "trainer77"), q.statement},
                             bar(Bar::Kind::at_least_faster, 200)});
            duels.push_back({q.name,
                             protocol,
                             ours,
                             "ids by hand, no RLS",
                             {"RESET ROLE", by_hand(q.statement, ids)},
                             bar(Bar::Kind::at_most_slower, 1.5)});
        }
    }
    return duels;
}

std::vector<Duel> admin_duels() {
    const std::string admin = as("bench_ours", "admin");
    const Side no_rls{"RESET ROLE", count_all};
    return {
        {"admin, count(*)",
         Protocol::simple,
         {admin, count_all},
         "no RLS",
         no_rls,
         {Bar::Kind::at_most_slower, 1.5}},
        {"admin, count(*)",
         Protocol::prepared,
         {admin, count_all},
         "no RLS",
         no_rls,
         {Bar::Kind::at_most_slower, 1.5}},
        // The plan is made for the trainer and kept; the admin runs it.
        {"admin on a trainer's plan, count(*)",
         Protocol::simple,
         {as("bench_ours", "trainer77") +
              "; SET plan_cache_mode = force_generic_plan; PREPARE shared AS " + count_all +
              "; EXECUTE shared; RESET ROLE; " + as("bench_ours", "admin"),
          "EXECUTE shared"},
         "no RLS",
         no_rls,
         {Bar::Kind::none, 0}},
        {"admin, planning alone",
         Protocol::simple,
         {admin, "EXPLAIN " + count_all},
         "no RLS",
         {"RESET ROLE", "EXPLAIN " + count_all},
         {Bar::Kind::none, 0}},
    };
}

}  // namespace

int main() {
    std::string ids;
    {
        bench::Session session(database);
        ids = session.value(
            "SELECT array_agg(client_id)::text FROM coaching.trainer_clients "
            "WHERE trainer_id = md5('trainer77')::uuid");
    }
    bool all_met = true;
    for (const Duel& duel : trainer_duels(ids)) all_met &= bench::measure(database, duel);
    for (const Duel& duel : admin_duels()) all_met &= bench::measure(database, duel);
    return all_met ? 0 : 1;
}
