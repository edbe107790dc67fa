#include "connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <utility>

namespace storm {

namespace {

/// The word after {"error": " in a DETAIL.
std::string token_in(const char* detail) {
    constexpr std::string_view begin = "{\"error\": \"";
    const std::string_view text = detail == nullptr ? "" : detail;
    if (!text.starts_with(begin)) return {};
    return std::string(text.substr(begin.size(), text.find('"', begin.size()) - begin.size()));
}

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
}

Rows rows_of(const PGresult* result) {
    Rows rows(static_cast<std::size_t>(PQntuples(result)));
    for (int i = 0; i < PQntuples(result); ++i)
        for (int j = 0; j < PQnfields(result); ++j)
            rows[static_cast<std::size_t>(i)].emplace_back(PQgetvalue(result, i, j));
    return rows;
}

/// Reads all the server has to say about what was sent.
void read(PGconn* connection, Reply& reply) {
    while (PGresult* result = PQgetResult(connection)) {
        switch (PQresultStatus(result)) {
            case PGRES_TUPLES_OK: reply.rows = rows_of(result); break;
            case PGRES_COMMAND_OK: break;
            default:
                // What libpq adds when the connection breaks says less.
                if (!reply.sqlstate.empty()) break;
                // Its errors have no SQLSTATE: the server is gone.
                reply.sqlstate = field(result, PG_DIAG_SQLSTATE);
                if (reply.sqlstate.empty()) reply.sqlstate = "08006";
                reply.message = PQresultErrorMessage(result);
                reply.token = token_in(PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL));
        }
        PQclear(result);
        if (PQstatus(connection) == CONNECTION_BAD) break;
    }
}

}  // namespace

std::string quoted(const std::string& text) {
    std::string literal = "'";
    for (const char c : text) {
        if (c == '\'') literal += '\'';
        literal += c;
    }
    return literal + "'";
}

Connection::Connection(std::string database, std::string user)
    : database_(std::move(database)), user_(std::move(user)) {}

Connection::~Connection() { close(); }

void Connection::close() {
    const std::lock_guard lock(cancel_mutex_);
    if (cancel_ != nullptr) PQfreeCancel(cancel_);
    if (connection_ != nullptr) PQfinish(connection_);
    cancel_ = nullptr;
    connection_ = nullptr;
}

bool Connection::usable() const {
    return connection_ != nullptr && PQstatus(connection_) == CONNECTION_OK;
}

bool Connection::connect() {
    close();
    const std::string where = "dbname=" + database_ + " user=" + user_ + " application_name=storm";
    for (int attempt = 0; attempt < 600; ++attempt) {
        PGconn* fresh = PQconnectdb(where.c_str());
        if (PQstatus(fresh) == CONNECTION_OK) {
            // What the server notes on the side is not ours to print.
            PQsetNoticeProcessor(
                fresh, [](void*, const char*) {}, nullptr);
            const std::lock_guard lock(cancel_mutex_);
            connection_ = fresh;
            cancel_ = PQgetCancel(fresh);
            return true;
        }
        PQfinish(fresh);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

Reply Connection::run(const std::string& sql) {
    Reply reply;
    if (PQsendQuery(connection_, sql.c_str()) == 0) {
        // Not even sent.
        reply.sqlstate = "08003";
        reply.fate = Fate::refused;
        return reply;
    }
    read(connection_, reply);
    if (!usable())
        reply.fate = Fate::unknown;
    else
        reply.fate = reply.sqlstate.empty() ? Fate::acknowledged : Fate::refused;
    return reply;
}

Rows Connection::must(const std::string& sql) {
    Reply reply = run(sql);
    if (reply.fate == Fate::acknowledged) return std::move(reply.rows);
    std::fprintf(stderr, "%s\nin: %s\n", reply.message.c_str(), sql.c_str());
    std::exit(1);
}

void Connection::send_and_vanish(const std::string& sql) {
    PQsendQuery(connection_, sql.c_str());
    PQflush(connection_);
    vanish();
}

void Connection::vanish() {
    // Not PQfinish, which says goodbye.
    shutdown(PQsocket(connection_), SHUT_RDWR);
    close();
}

void Connection::cancel() {
    const std::lock_guard lock(cancel_mutex_);
    if (cancel_ == nullptr) return;
    char why[256];
    PQcancel(cancel_, why, sizeof why);
}

}  // namespace storm
