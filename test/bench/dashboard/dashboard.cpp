// What a trainer's dashboard costs among the sessions of 5,000 and of 10,000 trainers: the
// trainer's own rows only. Beside it the textbook's views and functions under the textbook's
// policies, and what an admin's cost.

#include "../duel.hpp"

namespace {

using bench::Bar;
using bench::Protocol;
using bench::Side;

const std::string half = "dashboard_5000";
const std::string whole = "dashboard_10000";

std::string as(const std::string& person, const std::string& role, const std::string& database) {
    return "SELECT set_config('request.jwt.claims', json_build_object('sub', md5('" + person +
           "')::uuid)::text, false); SET jit = off; SET ROLE " + role +
           database.substr(database.find('_'));
}

const std::string trainer = "md5('trainer77')::uuid";

struct Question {
    std::string name;
    std::string what;  ///< after "SELECT * FROM", in either schema
    double at_least;   ///< times faster than the textbook; 0 without a bar
    bool has_peer = true;
};

const Question trainers_questions[] = {
    {"trainer_schedule_overview", "trainer_schedule_overview", 20},
    {"the same, asked for by id", "trainer_schedule_overview WHERE trainer_id = " + trainer, 0},
    {"client_assignment_overview", "client_assignment_overview", 20},
    {"trainer_client_details", "trainer_client_details", 20},
    {"trainer_capacity_overview", "trainer_capacity_overview", 0, false},
    {"get_trainer_dashboard_stats", "get_trainer_dashboard_stats(" + trainer + ")", 4},
    {"get_trainer_clients, 8 clients", "get_trainer_clients(" + trainer + ")", 3},
};

bool measure(const std::string& person, const Question& question, bool grows) {
    const auto duel = [&](const std::string& peer_name, const Side& peer, const Bar& bar) {
        const Side ours{as(person, "bench_dashboard", whole),
                        "SELECT * FROM coaching." + question.what};
        return bench::measure(
            whole, {person + ": " + question.name, Protocol::prepared, ours, peer_name, peer, bar});
    };
    bool met = true;
    if (!grows)
        met &= duel(
            "among half as many",
            {as(person, "bench_dashboard", half), "SELECT * FROM coaching." + question.what, half},
            {Bar::Kind::at_most_slower, 1.3});
    if (question.has_peer)
        met &= duel(
            "textbook",
            {as(person, "bench_dashboard_book", whole), "SELECT * FROM textbook." + question.what},
            question.at_least > 0 ? Bar{Bar::Kind::at_least_faster, question.at_least}
                                  : Bar{Bar::Kind::none, 0});
    return met;
}

}  // namespace

int main() {
    bool met = true;
    for (const Question& question : trainers_questions)
        met &= measure("trainer77", question, false);
    met &= measure("admin", {"get_admin_dashboard_stats", "get_admin_dashboard_stats()", 0}, true);
    met &= measure("admin", {"trainer_schedule_overview", "trainer_schedule_overview", 0}, true);
    met &= measure("admin",
                   {"one trainer's", "trainer_schedule_overview WHERE trainer_id = " + trainer, 0},
                   true);
    return met ? 0 : 1;
}
