// Errors that cross the boundary, in both directions and several times.

#include <stdexcept>

#include "base/failure.hpp"
#include "bridge/witness.hpp"
#include "pg/function.hpp"
#include "pg/security.hpp"
#include "pg/statement.hpp"

extern "C" {
PG_MODULE_MAGIC;
}

namespace coaching::bridge_test {

namespace {

int witnesses_alive() { return Witness::alive; }
int witnesses_made() { return Witness::made; }
bool owner_scope_active() { return pg::AsOwner::active(); }

void execute(std::string_view sql) {
    Witness witness;
    const pg::Vector<Witness*> also_in_server_memory(3, &witness);
    pg::run_utility(std::string(sql));
}

void execute_as_owner(std::string_view sql) {
    Witness outer;
    pg::AsOwner owner;
    Witness inner;
    pg::run_utility(std::string(sql));
}

// An AsOwner and a path inside one another, several times, all left by the same error.
void execute_in_many_scopes(std::string_view sql) {
    Witness witness;
    pg::AsOwner first;
    pg::FixedSearchPath path;
    pg::AsOwner second;
    pg::run_utility(std::string(sql));
}

void refuse(int token) {
    Witness witness;
    throw Failure(static_cast<Token>(token), "refused: \"no\"")
        .with("who", "a \"quoted\" \\ person\n")
        .with("count", 3)
        .hint("Ask again.");
}

void refuse_without_hint() { throw Failure(Token::not_found, "gone"); }

void throw_runtime_error() {
    Witness witness;
    throw std::runtime_error("the core gave up");
}
void throw_int() {
    Witness witness;
    throw 42;
}

// Refused while the server is several calls deep in C++ again.
void refuse_in_a_loop_of(std::string_view sql, int times) {
    Witness witness;
    for (int i = 0; i < times; ++i) pg::run_utility(std::string(sql));
    throw Failure(Token::blocked, "after all of them");
}

// Until interrupted; the limit keeps a broken bridge from hanging the suite.
double seconds_since(const TimestampTz start) {
    return static_cast<double>(GetCurrentTimestamp() - start) / 1e6;
}

double spin(double seconds) {
    Witness witness;
    const TimestampTz start = GetCurrentTimestamp();
    volatile std::uint64_t work = 0;
    while (seconds_since(start) < seconds) {
        work = work + 1;
        pg::check_for_interrupts();
    }
    return seconds_since(start);
}

}  // namespace

COACHING_FUNCTION(bridge_witnesses_alive, witnesses_alive);
COACHING_FUNCTION(bridge_witnesses_made, witnesses_made);
COACHING_FUNCTION(bridge_owner_scope_active, owner_scope_active);
COACHING_FUNCTION(bridge_execute, execute);
COACHING_FUNCTION(bridge_execute_as_owner, execute_as_owner);
COACHING_FUNCTION(bridge_execute_in_many_scopes, execute_in_many_scopes);
COACHING_FUNCTION(bridge_refuse, refuse);
COACHING_FUNCTION(bridge_refuse_without_hint, refuse_without_hint);
COACHING_FUNCTION(bridge_throw_runtime_error, throw_runtime_error);
COACHING_FUNCTION(bridge_throw_int, throw_int);
COACHING_FUNCTION(bridge_refuse_in_a_loop_of, refuse_in_a_loop_of);
COACHING_FUNCTION(bridge_spin, spin);

}  // namespace coaching::bridge_test

// What the same call is without any C++ in between: the measure of fidelity.
COACHING_ENTRY(bridge_execute_plainly)
Datum bridge_execute_plainly(PG_FUNCTION_ARGS) {
    SPI_connect();
    SPI_execute(text_to_cstring(PG_GETARG_TEXT_PP(0)), false, 0);
    SPI_finish();
    PG_RETURN_VOID();
}
