#include "duel.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace bench {

namespace {

constexpr const char* prepared_name = "measured";

std::string readable(double seconds) {
    char text[32];
    if (seconds < 1e-3)
        std::snprintf(text, sizeof text, "%.1f us", seconds * 1e6);
    else
        std::snprintf(text, sizeof text, "%.2f ms", seconds * 1e3);
    return text;
}

}  // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

Session::Session(const std::string& database)
    : connection_(PQconnectdb(("dbname=" + database).c_str())) {
    if (PQstatus(connection_) != CONNECTION_OK) {
        std::fprintf(stderr, "%s", PQerrorMessage(connection_));
        std::exit(1);
    }
}

Session::~Session() { PQfinish(connection_); }

PGresult* Session::check(PGresult* result, const std::string& what) {
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        std::fprintf(stderr, "%s\nin: %s\n", PQerrorMessage(connection_), what.c_str());
        std::exit(1);
    }
    return result;
}

void Session::run(const std::string& sql) { PQclear(check(PQexec(connection_, sql.c_str()), sql)); }

std::string Session::value(const std::string& sql) {
    PGresult* result = check(PQexec(connection_, sql.c_str()), sql);
    std::string text = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    return text;
}

void Session::prepare(const std::string& sql) {
    PQclear(check(PQprepare(connection_, prepared_name, sql.c_str(), 0, nullptr), sql));
}

double Session::time(Protocol protocol, const std::string& sql) {
    const auto start = std::chrono::steady_clock::now();
    PGresult* result = protocol == Protocol::simple ? PQexec(connection_, sql.c_str())
                                                    : PQexecPrepared(connection_, prepared_name, 0,
                                                                     nullptr, nullptr, nullptr, 0);
    const auto end = std::chrono::steady_clock::now();
    PQclear(check(result, sql));
    return std::chrono::duration<double>(end - start).count();
}

double Session::time_prepared(const std::vector<std::string>& parameters) {
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    const auto start = std::chrono::steady_clock::now();
    PGresult* result = PQexecPrepared(connection_, prepared_name, static_cast<int>(values.size()),
                                      values.data(), nullptr, nullptr, 0);
    const auto end = std::chrono::steady_clock::now();
    PQclear(check(result, prepared_name));
    return std::chrono::duration<double>(end - start).count();
}

bool measure(const std::string& database, const Duel& duel) {
    Session ours(duel.ours.database.empty() ? database : duel.ours.database);
    Session peer(duel.peer.database.empty() ? database : duel.peer.database);
    const auto set_up = [&](Session& session, const Side& side) {
        session.run(side.session);
        if (duel.protocol == Protocol::prepared) session.prepare(side.statement);
        for (int i = 0; i < 3; ++i) session.time(duel.protocol, side.statement);
    };
    set_up(ours, duel.ours);
    set_up(peer, duel.peer);

    // In turns of a fifth of a second, so that both see the same machine, each with warm caches.
    const auto take_turn = [&](Session& session, const Side& side, std::vector<double>& times) {
        constexpr double turn_seconds = 0.2;
        session.time(duel.protocol, side.statement);
        double spent = 0;
        do {
            times.push_back(session.time(duel.protocol, side.statement));
            spent += times.back();
        } while (spent < turn_seconds);
    };
    constexpr int turns = 5;
    std::vector<double> ours_times;
    std::vector<double> peer_times;
    for (int turn = 0; turn < turns; ++turn) {
        take_turn(ours, duel.ours, ours_times);
        take_turn(peer, duel.peer, peer_times);
    }

    const double our_time = median(ours_times);
    const double peer_time = median(peer_times);
    const bool slower_bar = duel.bar.kind == Bar::Kind::at_most_slower ||
                            (duel.bar.kind == Bar::Kind::none && our_time > peer_time);
    const double ratio = slower_bar ? our_time / peer_time : peer_time / our_time;
    const bool met = duel.bar.kind == Bar::Kind::none ||
                     (slower_bar ? ratio <= duel.bar.factor : ratio >= duel.bar.factor);
    char bar[48] = "";
    if (duel.bar.kind != Bar::Kind::none)
        std::snprintf(bar, sizeof bar, "  (bar: %s %g)%s", slower_bar ? "at most" : "at least",
                      duel.bar.factor, met ? "" : "  MISSED");
    std::printf("%-52s %-8s ours %10s  %-22s %10s  %9.2f times %s%s\n", duel.name.c_str(),
                duel.protocol == Protocol::simple ? "simple" : "prepared",
                readable(our_time).c_str(), duel.peer_name.c_str(), readable(peer_time).c_str(),
                ratio, slower_bar ? "as long" : "faster", bar);
    std::fflush(stdout);
    return met;
}

}  // namespace bench
