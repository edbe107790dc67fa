// Running out of memory, and giving back what was had.

#include "base/failure.hpp"
#include "bridge/witness.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::bridge_test {

namespace {

// One request of so many bytes. Nothing is written there, so that the system need not have it.
std::int64_t reserve(std::int64_t bytes) {
    Witness witness;
    pg::Vector<char> vector;
    vector.reserve(static_cast<std::size_t>(bytes));
    return static_cast<std::int64_t>(vector.capacity());
}

// Ever more, as a container grows by itself. With no element in it there is none to move.
std::int64_t grow_for_ever() {
    Witness witness;
    pg::Vector<std::int64_t> vector;
    for (std::size_t size = 1024;; size *= 2) {
        pg::check_for_interrupts();
        vector.reserve(size);
    }
}

void append_past_the_limit() {
    Witness witness;
    pg::Text text;
    text.reserve(MaxAllocSize - 2);
    text.append(text.max_size() - text.size() + 1, 'x');
}

void grow_small_vector_absurdly() {
    Witness witness;
    pg::SmallVector<int, 4> vector;
    vector.reserve(vector.max_size() + 1);
}

void grow_flat_map_absurdly() {
    Witness witness;
    pg::FlatMap<int, int> map;
    map.reserve(std::size_t{1} << 60);
}

void grow_standard_string_absurdly() {
    Witness witness;
    std::string text;
    text.resize(text.max_size() + 1);
}

void exhaust_the_heap() {
    Witness witness;
    // Called by name: a plain `new` of something unused may be optimised away.
    void* memory = ::operator new (std::size_t{1} << 62);
    ::operator delete(memory);
}

// Holds so many bytes in many pieces and then fails in one of three ways, or not at all.
void hold_and_fail(std::int64_t bytes, std::string_view how) {
    Witness witness;
    pg::Vector<pg::Vector<char>> pieces;
    constexpr std::int64_t piece = 8000;
    for (std::int64_t held = 0; held < bytes; held += piece)
        pieces.emplace_back(static_cast<std::size_t>(piece), 'x');
    if (how == "failure") throw Failure(Token::blocked, "holding much");
    if (how == "server") pg::run_utility("SELECT 1/0");
    if (how == "memory") pieces.reserve(MaxAllocSize);
}

constinit pg::Query<std::int64_t(pg::Text)> length_of{"SELECT pg_catalog.length($1)::bigint"};

// Runs one statement many times within one call, with an argument of so many bytes.
std::int64_t repeat_statement(int times, int bytes) {
    const pg::Text argument(static_cast<std::size_t>(bytes), 'x');
    std::int64_t sum = 0;
    for (int i = 0; i < times; ++i) {
        pg::check_for_interrupts();
        sum += length_of.one(argument);
    }
    return sum;
}

// The memory that one call of repeat_statement leaves behind until its caller ends.
std::int64_t left_by_repeated_statement(int times, int bytes) {
    const auto used = [] {
        return static_cast<std::int64_t>(MemoryContextMemAllocated(CurrentMemoryContext, true));
    };
    const std::int64_t before = used();
    repeat_statement(times, bytes);
    return used() - before;
}

}  // namespace

COACHING_FUNCTION(bridge_reserve, reserve);
COACHING_FUNCTION(bridge_grow_for_ever, grow_for_ever);
COACHING_FUNCTION(bridge_append_past_the_limit, append_past_the_limit);
COACHING_FUNCTION(bridge_grow_small_vector_absurdly, grow_small_vector_absurdly);
COACHING_FUNCTION(bridge_grow_flat_map_absurdly, grow_flat_map_absurdly);
COACHING_FUNCTION(bridge_grow_standard_string_absurdly, grow_standard_string_absurdly);
COACHING_FUNCTION(bridge_exhaust_the_heap, exhaust_the_heap);
COACHING_FUNCTION(bridge_hold_and_fail, hold_and_fail);
COACHING_FUNCTION(bridge_left_by_repeated_statement, left_by_repeated_statement);

}  // namespace coaching::bridge_test
