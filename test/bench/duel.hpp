// Two statements measured side by side in one run: ours, and its peer.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <vector>

namespace bench {

enum class Protocol { simple, prepared };

/// Who asks, and what. `session` is SQL that sets the session up (role, identity); `database` where
/// it is not the one both are measured in.
struct Side {
    std::string session;
    std::string statement;
    std::string database = {};
};

/// What the ratio is measured against: ours must be at least so many times faster than the peer, or
/// at most so many times slower than it.
struct Bar {
    enum class Kind { at_least_faster, at_most_slower, none } kind;
    double factor;
};

struct Duel {
    std::string name;
    Protocol protocol;
    Side ours;
    std::string peer_name;
    Side peer;
    Bar bar;
};

/// A connection that ends with its scope; exits the program with a message when anything fails.
class Session {
public:
    explicit Session(const std::string& database);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void run(const std::string& sql);
    std::string value(const std::string& sql);
    void prepare(const std::string& sql);
    /// Seconds the whole statement took, as a client sees it: planning, execution, round trip.
    double time(Protocol protocol, const std::string& sql);
    /// Of the statement prepared last, with its parameters.
    double time_prepared(const std::vector<std::string>& parameters);

private:
    PGresult* check(PGresult* result, const std::string& what);
    PGconn* connection_;
};

double median(std::vector<double> values);

/// Measures by turns, prints one line, and says whether the bar was met.
bool measure(const std::string& database, const Duel& duel);

}  // namespace bench
