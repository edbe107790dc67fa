// Asking when trainers are free, beside the textbook's function and beside the index probes such an
// answer needs; and booking, beside a bare table with the same two exclusion constraints.

#include "../duel.hpp"
#include "throughput.hpp"

namespace {

using bench::Bar;
using bench::Duel;
using bench::Protocol;
using bench::Side;

const std::string database = "scheduling";

const std::string as_client =
    "SELECT set_config('request.jwt.claims', "
    "json_build_object('sub', md5('client1')::uuid)::text, false); SET ROLE bench_scheduling; "
    "SET jit = off";
const std::string as_textbook = "SET jit = off";

/// A thousand questions in one statement, so that the way to the client is not what is measured.
/// The table is read as the role that has it.
std::string ask(const std::string& who, const std::string& function) {
    return "SELECT count(*) FROM textbook.asked WHERE who = '" + who + "' AND " + function +
           "(trainer_id, at, 60)";
}

/// One probe of every index the answer needs, none of which finds a reason to stop: the rows are
/// fetched and nothing is made of them. OFFSET 0 keeps the planner from joining instead.
std::string probe(const std::string& who) {
    return "SELECT count(*) FROM textbook.asked q WHERE who = '" + who +
           "' AND (SELECT is_active FROM coaching.trainer_profiles WHERE trainer_id = q.trainer_id "
           "OFFSET 0) IS NOT NULL "
           "AND (SELECT time_zone FROM coaching.users WHERE id = q.trainer_id OFFSET 0) IS NOT "
           "NULL "
           "AND (SELECT count(start_time) FROM coaching.trainer_availability "
           "WHERE trainer_id = q.trainer_id OFFSET 0) IS NOT NULL "
           "AND (SELECT count(windows) FROM coaching.availability_overrides "
           "WHERE trainer_id = q.trainer_id AND date BETWEEN q.at::date - 2 AND q.at::date + 1 "
           "OFFSET 0) IS NOT NULL "
           "AND (SELECT count(start_date) FROM coaching.trainer_time_off "
           "WHERE trainer_id = q.trainer_id AND end_date >= q.at::date - 2 OFFSET 0) IS NOT NULL "
           "AND (SELECT count(duration_minutes) FROM (SELECT duration_minutes FROM "
           "coaching.bookings WHERE trainer_id = q.trainer_id AND session_date < q.at "
           "ORDER BY session_date DESC LIMIT 1) b) IS NOT NULL "
           "AND (SELECT count(duration_minutes) FROM (SELECT duration_minutes FROM "
           "coaching.bookings WHERE trainer_id = q.trainer_id AND session_date >= q.at "
           "ORDER BY session_date LIMIT 1) b) IS NOT NULL "
           "AND (SELECT count(duration_minutes) FROM (SELECT duration_minutes FROM "
           "coaching.bookings WHERE client_id = q.trainer_id AND session_date < q.at "
           "ORDER BY session_date DESC LIMIT 1) b) IS NOT NULL";
}

bool duel(const std::string& name, const Side& ours, const std::string& peer_name, const Side& peer,
          const Bar& bar) {
    return bench::measure(database, {name, Protocol::prepared, ours, peer_name, peer, bar});
}

bool is_trainer_available() {
    const std::string ours = "coaching.is_trainer_available";
    const std::string tuned = "textbook.is_trainer_available_tuned";
    bool met = true;
    for (const std::string who : {"few past", "many past", "all"}) {
        const Side side{as_client, ask(who, ours)};
        const std::string name = "is_trainer_available, 1,000 times, " + who;
        // With hardly any past to go through, the textbook's four probes cost what our eight do.
        const Bar bar = who == "all" ? Bar{Bar::Kind::none, 0} : Bar{Bar::Kind::at_least_faster, 3};
        met &= duel(name, side, "textbook",
                    {as_textbook, ask(who, "textbook.is_trainer_available")}, bar);
        met &= duel(name, side, "textbook, tuned", {as_textbook, ask(who, tuned)},
                    {Bar::Kind::none, 0});
        met &= duel(name, side, "bare probes", {as_textbook, probe(who)},
                    {Bar::Kind::at_most_slower, 2});
    }
    return met & duel("is_trainer_available, 100,000 past sessions",
                      {as_client, ask("many past", ours)}, "1,000 past sessions",
                      {as_client, ask("few past", ours)}, {Bar::Kind::at_most_slower, 1.3});
}

std::string slots(const std::string& who) {
    return "SELECT * FROM coaching.get_available_slots(md5('" + who +
           "')::uuid, '2030-06-03', '2030-06-30')";
}

std::string textbook_slots(const std::string& who, const std::string& function) {
    return "SELECT s FROM generate_series(timestamptz '2030-06-03 00:00+02', '2030-06-30 "
           "23:45+02', interval '15 minutes') s WHERE textbook." +
           function + "(md5('" + who + "')::uuid, s, 60)";
}

bool get_available_slots() {
    bool met = true;
    for (const std::string who : {"trainer1", "few past"}) {
        const Side side{as_client, slots(who)};
        met &= duel("slots of 4 weeks, " + who, side, "textbook",
                    {as_textbook, textbook_slots(who, "is_trainer_available")},
                    {Bar::Kind::at_least_faster, 50});
        met &= duel("slots of 4 weeks, " + who, side, "textbook, tuned",
                    {as_textbook, textbook_slots(who, "is_trainer_available_tuned")},
                    {Bar::Kind::none, 0});
    }
    return met & duel("slots of 4 weeks, 100,000 past sessions", {as_client, slots("many past")},
                      "1,000 past sessions", {as_client, slots("few past")},
                      {Bar::Kind::at_most_slower, 1.3});
}

/// On a Tuesday at nine a third is free, at ten nobody of the best rated works yet and hardly any
/// of the others is free, on a Saturday nobody works.
bool find_available_trainers() {
    bool met = true;
    for (const std::string at :
         {"2030-06-04 09:00+02", "2030-06-04 10:00+02", "2030-06-08 10:00+02"}) {
        const Side ours{as_client, "SELECT * FROM coaching.find_available_trainers('" + at + "')"};
        const auto per_trainer = [&](const std::string& function) {
            return "SELECT id, full_name, rating FROM textbook.trainers WHERE textbook." +
                   function + "(id, '" + at + "', 60) ORDER BY rating DESC, id LIMIT 50";
        };
        met &= duel("free trainers of 10,000 at " + at, ours, "textbook, each",
                    {as_textbook, per_trainer("is_trainer_available")},
                    {Bar::Kind::at_least_faster, 20});
        met &= duel("free trainers of 10,000 at " + at, ours, "textbook, tuned",
                    {as_textbook, per_trainer("is_trainer_available_tuned")}, {Bar::Kind::none, 0});
    }
    return met;
}

}  // namespace

int main() {
    bool met = bench::booking_throughput(database);
    met &= is_trainer_available();
    met &= get_available_slots();
    met &= find_available_trainers();
    return met ? 0 : 1;
}
