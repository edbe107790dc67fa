// The best trainers for a client, beside the same formula as one SQL statement and beside the bare
// scan of those who can be had; what a request costs more for its score; and many clients assigned.

#include "../duel.hpp"
#include "assignment.hpp"

namespace {

using bench::Bar;
using bench::Duel;
using bench::Protocol;
using bench::Side;

const std::string database = "matching";

/// One core for each side.
const std::string alone = "SET jit = off; SET max_parallel_workers_per_gather = 0";
const std::string as_client =
    alone +
    "; SELECT set_config('request.jwt.claims', "
    "json_build_object('sub', md5('client1')::uuid)::text, false); SET ROLE bench_matching";

bool best_trainers() {
    const Side ours{as_client, "SELECT * FROM coaching.match_trainers(md5('client1')::uuid)"};
    const Side formula{alone,
                       "SELECT * FROM reference.scores(md5('client1')::uuid, true) "
                       "ORDER BY score DESC, trainer_id LIMIT 10"};
    const Side scan{
        alone,
        "SELECT count(*) FROM coaching.trainer_profiles WHERE is_active "
        "AND accepts_clients AND (max_clients IS NULL OR active_clients < max_clients)"};
    const std::string name = "best 10 of 100,000 trainers";
    bool met = bench::measure(database, {name, Protocol::prepared, ours, "the formula in SQL",
                                         formula, Bar{Bar::Kind::at_least_faster, 10}});
    met &= bench::measure(database, {name, Protocol::prepared, ours, "bare scan", scan,
                                     Bar{Bar::Kind::at_most_slower, 2.5}});
    return met;
}

/// Who asks for all there is to be told pays for all trainers' hours that could matter.
bool more_of_them() {
    const Side few{as_client, "SELECT * FROM coaching.match_trainers(md5('client1')::uuid)"};
    const Side many{as_client, "SELECT * FROM coaching.match_trainers(md5('client1')::uuid, 200)"};
    return bench::measure(database, {"best 200 of 100,000 trainers", Protocol::prepared, many,
                                     "best 10", few, Bar{Bar::Kind::none, 0}});
}

bool one_score() {
    const std::string trainers =
        " FROM (SELECT trainer_id FROM coaching.trainer_profiles WHERE is_active "
        "ORDER BY trainer_id LIMIT 1000) t";
    const Side ours{
        as_client, "SELECT sum(coaching.match_score(md5('client1')::uuid, trainer_id))" + trainers};
    const Side other{as_client,
                     "SELECT count(coaching.is_trainer_available(trainer_id, "
                     "now() + interval '7 days'))" +
                         trainers};
    return bench::measure(database, {"match_score, 1,000 times", Protocol::prepared, ours,
                                     "is_trainer_available", other, Bar{Bar::Kind::none, 0}});
}

/// A hundred requests each, taken back with their transaction; the peer's are brought from
/// elsewhere with their numbers.
bool request() {
    const auto send = [](const std::string& column, const std::string& value) {
        return "INSERT INTO coaching.connection_requests (from_user_id, to_user_id" + column +
               ") SELECT md5('client2000')::uuid, trainer_id" + value +
               " FROM coaching.trainer_profiles WHERE is_active AND accepts_clients "
               "ORDER BY trainer_id LIMIT 100; ROLLBACK; BEGIN";
    };
    const std::string session = alone + "; BEGIN";
    return bench::measure(
        database,
        {"100 requests", Protocol::simple, Side{session, send("", "")}, "with a score given",
         Side{session, send(", match_percentage", ", 50")}, Bar{Bar::Kind::at_most_slower, 1.5}});
}

}  // namespace

int main() {
    bool met = best_trainers();
    met &= more_of_them();
    met &= one_score();
    met &= request();
    met &= bench::assignment();
    return met ? 0 : 1;
}
