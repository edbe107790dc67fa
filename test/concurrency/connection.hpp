// A connection to the server in the storm: what a call came to, told apart into done, refused and
// unknown.
#pragma once

#include <libpq-fe.h>

#include <mutex>
#include <string>
#include <vector>

namespace storm {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

enum class Fate {
    /// The server said that it is committed.
    acknowledged,
    /// The server said why not: nothing of it happened.
    refused,
    /// The connection went away before the server said anything: it happened or it did not.
    unknown
};

struct Reply {
    Fate fate = Fate::unknown;
    std::string sqlstate;
    /// The word in the DETAIL of the extension's own errors.
    std::string token;
    std::string message;
    /// What the last statement returned.
    Rows rows;
};

/// A value as an SQL literal.
std::string quoted(const std::string& text);

class Connection {
public:
    Connection(std::string database, std::string user);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Tries until the server answers, for at most a minute.
    bool connect();
    bool usable() const;

    /// Runs statements separated by semicolons as one transaction: the simple protocol commits once
    /// after the last. The fate is known only when the server is ready for more.
    Reply run(const std::string& sql);
    /// Runs statements and ends the program with a message when they fail.
    Rows must(const std::string& sql);

    /// Sends statements and closes the socket at once, as a client that crashes does.
    void send_and_vanish(const std::string& sql);
    void vanish();

    /// Asks the server to cancel what runs now; from another thread.
    void cancel();

private:
    void close();

    const std::string database_;
    const std::string user_;
    PGconn* connection_ = nullptr;
    std::mutex cancel_mutex_;
    PGcancel* cancel_ = nullptr;
};

}  // namespace storm
