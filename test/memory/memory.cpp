// What a backend's memory comes to when a function is called very often: what its memory contexts
// hold, and what the system counts as its own pages. Each case has a backend of its own; the calls
// before the first measurement fill the caches.
//
//   memory DATABASE SHARE [NAME]     SHARE: calls are divided by it; NAME: of one case alone

#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cases.hpp"

namespace memory {

namespace {

constexpr long kilobyte = 1024;
/// What contexts and pages may grow by, however often is called: less than a byte for a call of a
/// million in the first, and what malloc keeps to itself in the second.
constexpr long contexts_bound = 128 * kilobyte;
constexpr long pages_bound = 1024 * kilobyte;
/// How many of the calls are statements of their own.
constexpr long single = 100'000;

[[noreturn]] void give_up(PGconn* connection, const std::string& sql) {
    std::fprintf(stderr, "%sin: %s\n", PQerrorMessage(connection), sql.c_str());
    std::exit(1);
}

struct Use {
    long contexts;
    long pages;
};

class Backend {
public:
    Backend(const std::string& database, As who) {
        const std::string login = who == As::trusted ? "postgres" : "memory";
        connection_ = PQconnectdb(("dbname=" + database + " user=" + login).c_str());
        if (PQstatus(connection_) != CONNECTION_OK) give_up(connection_, "connecting");
        if (who != As::trusted)
            run(std::string("SELECT set_config('coaching.user_id', person(") +
                (who == As::trainer ? "2" : "11") + ")::text, false)");
        pid_ = PQbackendPID(connection_);
    }
    ~Backend() { PQfinish(connection_); }
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;

    std::string run(const std::string& sql) {
        return finish(PQexec(connection_, sql.c_str()), sql);
    }

    void prepare(const char* name, const std::string& sql) {
        finish(PQprepare(connection_, name, sql.c_str(), 0, nullptr), sql);
    }

    void execute(const char* name, long rows) {
        const std::string text = std::to_string(rows);
        const char* values[] = {text.c_str()};
        finish(PQexecPrepared(connection_, name, 1, values, nullptr, nullptr, 0), name);
    }

    /// One statement and one transaction for each n.
    void execute_each(const char* name, long count) {
        constexpr long batch = 500;
        PQenterPipelineMode(connection_);
        for (long begun = 0; begun < count; begun += batch) {
            for (long i = 0; i < batch; ++i) {
                const std::string text = std::to_string(begun + i);
                const char* values[] = {text.c_str()};
                PQsendQueryPrepared(connection_, name, 1, values, nullptr, nullptr, 0);
                PQpipelineSync(connection_);
            }
            for (long syncs = 0; syncs < batch;) {
                PGresult* result = PQgetResult(connection_);
                if (result == nullptr) continue;
                if (PQresultStatus(result) == PGRES_PIPELINE_SYNC)
                    ++syncs;
                else if (PQresultStatus(result) != PGRES_TUPLES_OK)
                    give_up(connection_, name);
                PQclear(result);
            }
        }
        PQexitPipelineMode(connection_);
    }

    Use use() {
        const long contexts =
            std::stol(run("SELECT sum(total_bytes) FROM pg_backend_memory_contexts"));
        std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
        long pages = 0;
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("RssAnon:")) pages = std::stol(line.substr(8)) * kilobyte;
        return {contexts, pages};
    }

private:
    std::string finish(PGresult* result, const std::string& sql) {
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) give_up(connection_, sql);
        const std::string value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        return value;
    }

    PGconn* connection_ = nullptr;
    int pid_ = 0;
};

bool is_expression(const Case& one) {
    const std::string what = one.what;
    return what.find("$1") == std::string::npos;
}

struct Outcome {
    long calls;
    Use before;
    Use after;
    double seconds;
    bool is_flat() const {
        return after.contexts - before.contexts <= contexts_bound &&
               after.pages - before.pages <= pages_bound;
    }
};

Outcome measure(const std::string& database, const Case& one, double share) {
    const auto start = std::chrono::steady_clock::now();
    Backend backend(database, one.who);
    const bool expression = is_expression(one);
    backend.prepare("many", expression ? std::string("SELECT count(") + one.what +
                                             ") FROM generate_series(1, $1::int) AS n"
                                       : one.what);
    if (expression)
        backend.prepare("single",
                        std::string("SELECT ") + one.what + " FROM (SELECT $1::int) AS one (n)");
    const long calls = std::lround(one.calls / share);
    const long a_statement = std::max(1L, std::min(one.a_statement, calls / 10));
    const long singles = expression ? std::min(std::lround(single / share), calls / 10) : 0;
    const auto call = [&](long count) {
        for (long made = 0; made < count; made += a_statement) backend.execute("many", a_statement);
    };
    const auto call_singly = [&](long count) {
        if (count > 0) backend.execute_each("single", count);
    };

    backend.use();
    // Twice, since malloc adapts itself to what was needed before.
    for (int i = 0; i < 2; ++i) {
        call(calls / 10);
        call_singly(singles / 10);
    }
    const Use before = backend.use();
    call(calls - singles);
    call_singly(singles);
    const Use after = backend.use();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    return {calls, before, after, took.count()};
}

struct Series {
    std::vector<const Case*> cases;
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    bool all_well = true;
};

void report(Series& series, const Case& one, const Outcome& outcome) {
    const std::lock_guard lock(series.mutex);
    const bool well = outcome.is_flat() != one.grows;
    series.all_well = series.all_well && well;
    std::printf("%s - %s: %s\n", well ? "ok" : "not ok",
                one.grows ? "growth is seen" : "memory stays flat", one.name);
    std::printf("# %-36s %8ld calls  contexts %6ld → %6ld kB  own pages %6ld → %6ld kB  %5.1f s\n",
                one.name, outcome.calls, outcome.before.contexts / kilobyte,
                outcome.after.contexts / kilobyte, outcome.before.pages / kilobyte,
                outcome.after.pages / kilobyte, outcome.seconds);
    std::fflush(stdout);
}

void work(Series& series, const std::string& database, double share) {
    for (std::size_t i = series.next++; i < series.cases.size(); i = series.next++)
        report(series, *series.cases[i], measure(database, *series.cases[i], share));
}

}  // namespace

}  // namespace memory

int main(int count, char** arguments) {
    if (count != 3 && count != 4) {
        std::fprintf(stderr, "usage: memory DATABASE SHARE [NAME]\n");
        return 2;
    }
    memory::Series series;
    const auto choose = [&](const memory::Case& one) {
        if (count == 3 || std::string(one.name) == arguments[3]) series.cases.push_back(&one);
    };
    for (const memory::Case& one : memory::hot) choose(one);
    for (const memory::Case& one : memory::others) choose(one);
    const double share = std::stod(arguments[2]);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back(memory::work, std::ref(series), arguments[1], share);
    for (std::thread& one : threads) one.join();
    return series.all_well ? 0 : 1;
}
