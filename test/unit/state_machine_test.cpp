// State machines as tables of moves.

#include "base/state_machine.hpp"

#include <gtest/gtest.h>

#include <array>

namespace coaching {
namespace {

// A gate which anyone known opens, only a trainer or admin locks, and only the system breaks.
constexpr std::array gate{
    Move{"", "closed", Actor::trainer},
    Move{"closed", "open", Actor::client | Actor::trainer | Actor::admin},
    Move{"open", "closed", Actor::client | Actor::trainer | Actor::admin},
    Move{"closed", "locked", Actor::trainer | Actor::admin},
    Move{"open", "broken", Actor::system},
};

TEST(StateMachine, allows_a_move_of_its_table_to_those_it_names) {
    for (const Actor who : {Actor::client, Actor::trainer, Actor::admin})
        EXPECT_EQ(judge(gate, "closed", "open", who), Verdict::allowed);
    EXPECT_EQ(judge(gate, "open", "broken", Actor::system), Verdict::allowed);
}

TEST(StateMachine, forbids_a_move_of_its_table_to_anyone_else) {
    EXPECT_EQ(judge(gate, "closed", "locked", Actor::client), Verdict::forbidden_actor);
    EXPECT_EQ(judge(gate, "closed", "open", Actor::system), Verdict::forbidden_actor);
    EXPECT_EQ(judge(gate, "open", "broken", Actor::admin), Verdict::forbidden_actor);
}

TEST(StateMachine, allows_a_stranger_nothing) {
    for (const Move& move : gate)
        EXPECT_EQ(judge(gate, move.from, move.to, Actor::stranger), Verdict::forbidden_actor);
}

TEST(StateMachine, knows_no_move_that_is_not_in_its_table) {
    EXPECT_EQ(judge(gate, "locked", "open", Actor::admin), Verdict::illegal_move);
    EXPECT_EQ(judge(gate, "open", "locked", Actor::trainer), Verdict::illegal_move);
    EXPECT_EQ(judge(gate, "open", "ajar", Actor::system), Verdict::illegal_move);
    EXPECT_EQ(judge(gate, "open", "", Actor::system), Verdict::illegal_move);
}

TEST(StateMachine, starts_a_row_only_in_a_state_it_may_start_in) {
    EXPECT_EQ(judge(gate, "", "closed", Actor::trainer), Verdict::allowed);
    EXPECT_EQ(judge(gate, "", "closed", Actor::client), Verdict::forbidden_actor);
    EXPECT_EQ(judge(gate, "", "open", Actor::trainer), Verdict::illegal_move);
}

TEST(StateMachine, lets_anyone_stay_where_they_are) {
    for (const char* state : {"open", "closed", "locked", "broken"})
        EXPECT_EQ(judge(gate, state, state, Actor::stranger), Verdict::allowed);
}

TEST(StateMachine, with_an_empty_table_allows_no_move) {
    EXPECT_EQ(judge({}, "a", "b", Actor::system), Verdict::illegal_move);
}

TEST(StateMachine, is_judged_at_compile_time_too) {
    static_assert(judge(gate, "closed", "open", Actor::client) == Verdict::allowed);
    static_assert(judge(gate, "closed", "locked", Actor::client) == Verdict::forbidden_actor);
    static_assert(judge(gate, "locked", "open", Actor::admin) == Verdict::illegal_move);
}

TEST(Actors, contain_exactly_the_ones_they_were_made_of) {
    const Actors two = Actor::client | Actor::system;
    EXPECT_TRUE(two.contains(Actor::client));
    EXPECT_TRUE(two.contains(Actor::system));
    EXPECT_FALSE(two.contains(Actor::trainer));
    EXPECT_FALSE(two.contains(Actor::admin));
    EXPECT_FALSE(two.contains(Actor::stranger));
}

}  // namespace
}  // namespace coaching
