// Clients at REPEATABLE READ and SERIALIZABLE that begin anew when the server says 40001, as its
// manual wants it: of those who want the same time one gets it, the others are told, and nobody
// goes on forever.
//
//   retry DATABASE

#include <algorithm>
#include <barrier>
#include <cstdio>
#include <thread>

#include "connection.hpp"
#include "tally.hpp"

namespace storm {

namespace {

constexpr int rounds = 40;
constexpr int most_attempts = 20;

/// In the statements below $1 is the round's time, $2 the trainer, $3 the client, $4 and $5 two
/// bookings of the round.
struct Side {
    std::string level;
    int trainer;
    int client;
    std::string statement;
};

struct Contest {
    std::string sentence;
    std::string before;
    Side sides[2];
    /// How it may end for the two, in the order of the alphabet.
    std::vector<std::string> ends;
    bool needs_repeating = false;
};

const std::string book = "SELECT coaching.book_session($2, $3, $1, 30)";
const std::string insert =
    "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes) "
    "VALUES ($2, $3, $1, 30)";
const std::string have_two =
    "INSERT INTO coaching.bookings (id, trainer_id, client_id, session_date, duration_minutes) "
    "VALUES ($4, $2, $3, $1 + interval '20 days', 30), ($5, $2, $3, $1 + interval '30 days', 30)";
const std::string move_first = "UPDATE coaching.bookings SET session_date = $1 WHERE id = $4";
const std::string move_second = "UPDATE coaching.bookings SET session_date = $1 WHERE id = $5";
const std::string move_elsewhere =
    "UPDATE coaching.bookings SET session_date = $1 + interval '40 days' WHERE id = $4";
const std::string cancel = "UPDATE coaching.bookings SET status = 'cancelled' WHERE id = $4";

const std::string read_committed = "READ COMMITTED";
const std::string repeatable_read = "REPEATABLE READ";
const std::string serializable = "SERIALIZABLE";
const std::vector<std::string> one_wins = {"booking_conflict and done"};

// Clients 3 and 7 are with trainers 4 and 1 (world.sql).
const Contest contests[] = {
    {"two clients at REPEATABLE READ want a trainer's hour: one has it, the other is told",
     "",
     {{repeatable_read, 1, 3, book}, {repeatable_read, 1, 7, book}},
     one_wins},
    {"two clients at SERIALIZABLE want a trainer's hour: one has it, the other is told",
     "",
     {{serializable, 1, 3, book}, {serializable, 1, 7, book}},
     one_wins},
    {"the same with plain INSERTs at SERIALIZABLE",
     "",
     {{serializable, 1, 3, insert}, {serializable, 1, 7, insert}},
     one_wins},
    {"the same with one of them at READ COMMITTED",
     "",
     {{read_committed, 1, 3, book}, {serializable, 1, 7, insert}},
     one_wins},
    {"a client books two trainers for one hour at REPEATABLE READ: one booking stays",
     "",
     {{repeatable_read, 1, 3, book}, {repeatable_read, 4, 3, book}},
     one_wins},
    {"a client books two trainers for one hour at SERIALIZABLE: one booking stays",
     "",
     {{serializable, 1, 3, book}, {serializable, 4, 3, book}},
     one_wins},
    {"two sessions are moved into one hour at SERIALIZABLE: one moves, the other stays",
     have_two,
     {{serializable, 1, 3, move_first}, {serializable, 1, 3, move_second}},
     one_wins},
    {"one session is moved twice at once at REPEATABLE READ: the second move is tried again",
     have_two,
     {{repeatable_read, 1, 3, move_first}, {repeatable_read, 1, 3, move_elsewhere}},
     {"done and done"},
     true},
    {"a session is moved and cancelled at once at SERIALIZABLE: cancelled, it does not move",
     have_two,
     {{serializable, 1, 3, move_first}, {serializable, 1, 3, cancel}},
     {"done and done", "done and illegal_transition"},
     true},
};

std::string person(const char* kind, int n) {
    return std::string("md5('") + kind + std::to_string(n) + "')::uuid";
}

struct Round {
    int contest;
    int number;

    /// A day for each contest, far from each other.
    std::string time() const {
        return "(date_trunc('hour', now()) + interval '" + std::to_string(8 + contest) +
               " days' + " + std::to_string(number) + " * interval '30 minutes')";
    }
    std::string booking(const char* which) const {
        return "md5('" + std::to_string(contest) + ' ' + std::to_string(number) + ' ' + which +
               "')::uuid";
    }
    std::string filled(std::string statement, const Side& side) const {
        const std::string values[] = {time(), person("trainer", side.trainer),
                                      person("client", side.client), booking("one"),
                                      booking("two")};
        for (std::size_t at = statement.find('$'); at != std::string::npos;
             at = statement.find('$', at))
            statement.replace(at, 2, values[statement[at + 1] - '1']);
        return statement;
    }
};

struct Outcome {
    int attempts = 0;
    std::string end;
};

/// Once. The trainer asks; everybody has taken a snapshot before anybody does anything.
Reply attempt(Connection& connection, const Side& side, const std::string& statement,
              std::barrier<>* begun) {
    connection.must("BEGIN ISOLATION LEVEL " + side.level +
                    "; SELECT set_config('coaching.user_id', (" + person("trainer", side.trainer) +
                    ")::text, true); SELECT count(*) FROM coaching.bookings");
    if (begun != nullptr) begun->arrive_and_wait();
    Reply reply = connection.run(statement);
    if (reply.fate == Fate::acknowledged)
        reply = connection.run("COMMIT");
    else
        connection.must("ROLLBACK");
    return reply;
}

Outcome take_part(Connection& connection, const Side& side, const std::string& statement,
                  std::barrier<>& begun) {
    Outcome outcome;
    while (outcome.attempts < most_attempts) {
        const Reply reply =
            attempt(connection, side, statement, outcome.attempts == 0 ? &begun : nullptr);
        ++outcome.attempts;
        if (reply.sqlstate == "40001") continue;
        outcome.end = reply.fate == Fate::acknowledged ? "done"
                      : reply.token.empty()            ? reply.sqlstate + " " + reply.message
                                                       : reply.token;
        return outcome;
    }
    outcome.end = "still trying";
    return outcome;
}

void compete(const Contest& contest, int number, Connection (&connections)[2], Connection& house,
             Results& results) {
    std::vector<std::string> complaints;
    int repeated = 0;
    int most = 0;
    for (int i = 0; i < rounds; ++i) {
        const Round round{number, i};
        if (!contest.before.empty()) house.must(round.filled(contest.before, contest.sides[0]));
        std::barrier begun(2);
        Outcome outcomes[2];
        const auto play = [&](int side) {
            outcomes[side] =
                take_part(connections[side], contest.sides[side],
                          round.filled(contest.sides[side].statement, contest.sides[side]), begun);
        };
        std::thread other(play, 1);
        play(0);
        other.join();
        for (const Outcome& outcome : outcomes) {
            repeated += outcome.attempts - 1;
            most = std::max(most, outcome.attempts);
        }
        const auto [first, second] = std::minmax(outcomes[0].end, outcomes[1].end);
        const std::string ends = first + " and " + second;
        if (std::find(contest.ends.begin(), contest.ends.end(), ends) == contest.ends.end())
            complaints.push_back("round " + std::to_string(i) + ": " + ends);
    }
    if (contest.needs_repeating && repeated == 0)
        complaints.push_back("nothing had to be tried again");
    results.result(contest.sentence, complaints);
    std::printf("# %d rounds, %d repetitions, at most %d attempts\n", rounds, repeated, most);
}

int play(const std::string& database) {
    Connection connections[2] = {{database, "authenticated"}, {database, "authenticated"}};
    Connection house(database, "postgres");
    if (!connections[0].connect() || !connections[1].connect() || !house.connect()) return 1;
    Results results;
    int number = 0;
    for (const Contest& contest : contests) compete(contest, number++, connections, house, results);
    return 0;
}

}  // namespace

}  // namespace storm

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: retry DATABASE\n");
        return 2;
    }
    return storm::play(arguments[1]);
}
