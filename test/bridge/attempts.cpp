// Going on after an error.

#include <stdexcept>

#include "base/failure.hpp"
#include "bridge/witness.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"

extern "C" {
#include "utils/resowner.h"
}

namespace coaching::bridge_test {

namespace {

void run(std::string_view sql) {
    Witness witness;
    pg::run_utility(std::string(sql));
}

std::string state_of(const std::optional<pg::Error>& error) {
    return error ? std::string(error->sqlstate()) : "none";
}

pg::Text text(std::string_view value) { return pg::Text(value); }

// Tries `risky`, then runs `after` in any case; tells what became of the attempt.
pg::Text attempt(std::string_view risky, std::string_view after) {
    Witness witness;
    const std::optional<pg::Error> error = pg::attempt([&] { run(risky); });
    run(after);
    if (!error) return text("none");
    return text(state_of(error) + " " + std::string(error->message()) + " [" +
                std::string(error->constraint()) + "]");
}

pg::Text attempt_as_owner(std::string_view risky, std::string_view after) {
    const std::optional<pg::Error> error = pg::attempt([&] {
        pg::AsOwner owner;
        pg::FixedSearchPath path;
        run(risky);
    });
    run(after);
    return text(state_of(error));
}

// inner fails or not inside outer, which writes before and after it and may fail itself.
pg::Text attempt_nested(std::string_view before, std::string_view inner, std::string_view last) {
    std::string inner_state;
    const std::optional<pg::Error> outer = pg::attempt([&] {
        run(before);
        inner_state = state_of(pg::attempt([&] { run(inner); }));
        run(last);
    });
    return text(inner_state + " " + state_of(outer));
}

// Other exceptions roll back and travel on. kind: failure, standard or number.
void attempt_and_throw(std::string_view sql, std::string_view kind) {
    Witness witness;
    pg::attempt([&] {
        run(sql);
        if (kind == "failure") throw Failure(Token::blocked, "thrown inside an attempt");
        if (kind == "standard") throw std::runtime_error("thrown inside an attempt");
        throw 42;
    });
}

// As above, and the thrown Failure is dealt with outside the attempt.
pg::Text attempt_and_catch(std::string_view sql, std::string_view after) {
    try {
        pg::attempt([&] {
            run(sql);
            throw Failure(Token::blocked, "thrown inside an attempt");
        });
    } catch (const Failure& failure) {
        run(after);
        return text(failure.message());
    }
    return text("nothing was thrown");
}

int attempt_often(std::string_view sql, int times) {
    int failed = 0;
    for (int i = 0; i < times; ++i) {
        pg::check_for_interrupts();
        if (pg::attempt([&] { run(sql); })) ++failed;
    }
    return failed;
}

// What is opened after an attempt must belong to the caller's statement, not to its transaction.
bool attempt_keeps_owner_and_memory(std::string_view sql) {
    const ResourceOwner owner = CurrentResourceOwner;
    const MemoryContext memory = CurrentMemoryContext;
    pg::attempt([&] { run(sql); });
    return CurrentResourceOwner == owner && CurrentMemoryContext == memory;
}

constinit pg::Query<int(int)> numbers{"SELECT generate_series(1, $1)"};

// An attempt that fails between the rows of a statement still being read.
int attempt_between_rows(std::string_view sql, int rows) {
    int sum = 0;
    numbers.each(rows, [&](int number) {
        pg::attempt([&] { run(sql); });
        sum += number;
    });
    return sum;
}

}  // namespace

COACHING_FUNCTION(bridge_attempt, attempt);
COACHING_FUNCTION(bridge_attempt_as_owner, attempt_as_owner);
COACHING_FUNCTION(bridge_attempt_nested, attempt_nested);
COACHING_FUNCTION(bridge_attempt_and_throw, attempt_and_throw);
COACHING_FUNCTION(bridge_attempt_and_catch, attempt_and_catch);
COACHING_FUNCTION(bridge_attempt_often, attempt_often);
COACHING_FUNCTION(bridge_attempt_keeps_owner_and_memory, attempt_keeps_owner_and_memory);
COACHING_FUNCTION(bridge_attempt_between_rows, attempt_between_rows);

}  // namespace coaching::bridge_test
