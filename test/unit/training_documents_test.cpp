// Documents of plans, workouts and exercises: read whole, filled where nothing is said, refused by
// the path of what is wrong.
#include "training/documents.hpp"

#include <gtest/gtest.h>

#include "base/failure.hpp"
#include "json_values.hpp"

namespace coaching::training {
namespace {

using json::array;
using json::make_object;
using json::number;
using json::refusal_of;
using json::string;
using json::Value;

const Value null;

Value planned(const char* day, const char* name) {
    return make_object({{"day_of_week", string(day)}, {"exercise_name", string(name)}});
}

std::string refusal_of_plan(std::string field, Value value) {
    return refusal_of([&] {
        read_plan(make_object({{"title", string("x")}, {std::move(field), std::move(value)}}));
    });
}

TEST(PlanDocument, is_a_title_at_least) {
    const PlanDocument plan = read_plan(make_object({{"title", string("x")}}));
    EXPECT_EQ(plan.title, "x");
    EXPECT_EQ(plan.duration_weeks, 4);
    EXPECT_EQ(plan.start_date, std::nullopt);
    EXPECT_TRUE(plan.exercises.empty());
    EXPECT_EQ(refusal_of([] { read_plan(make_object({})); }), "title must be given");
    EXPECT_EQ(refusal_of([] { read_plan(make_object({{"title", null}})); }), "title must be given");
}

TEST(PlanDocument, knows_no_end_from_nothing_said) {
    EXPECT_EQ(
        read_plan(make_object({{"title", string("x")}, {"duration_weeks", null}})).duration_weeks,
        std::nullopt);
    EXPECT_NE(refusal_of_plan("duration_weeks", number("521")), "");
}

TEST(PlanDocument, reads_dates_of_the_calendar) {
    const auto days = [](const char* date) {
        return read_plan(make_object({{"title", string("x")}, {"start_date", string(date)}}))
            .start_date;
    };
    EXPECT_EQ(days("2000-01-01"), 0);
    EXPECT_EQ(days("1999-12-31"), -1);
    EXPECT_EQ(days("2024-02-29"), 8825);
    EXPECT_EQ(days("1900-01-01"), -36524);
    EXPECT_EQ(days("9999-12-31"), 2921939);
    for (const char* date : {"2023-02-29", "1899-12-31", "2024-13-01", "2024-00-01", "2024-1-1",
                             "2024-01-01 ", "infinity", "", "01/02/2024", "2024-01-0x"})
        EXPECT_NE(refusal_of_plan("start_date", string(date)), "") << date;
}

TEST(PlanDocument, counts_places_within_a_day) {
    const PlanDocument plan = read_plan(make_object(
        {{"title", string("x")},
         {"exercises",
          array({planned("Monday", "a"), planned("Tuesday", "b"), planned("Monday", "c"),
                 make_object({{"day_of_week", string("Monday")},
                              {"exercise_name", string("d")},
                              {"order_index", number("0")}})})}}));
    ASSERT_EQ(plan.exercises.size(), 4U);
    EXPECT_EQ(plan.exercises[0].order_index, 0);
    EXPECT_EQ(plan.exercises[1].order_index, 0);
    EXPECT_EQ(plan.exercises[2].order_index, 1);
    EXPECT_EQ(plan.exercises[3].order_index, 0);
    EXPECT_EQ(plan.exercises[0].rest_seconds, 60);
}

TEST(PlanDocument, names_where_an_exercise_is_wrong) {
    EXPECT_EQ(refusal_of_plan("exercises", array({planned("Monday", "a"), planned("Mon", "b")})),
              "exercises[1].day_of_week must be one of Monday, Tuesday, Wednesday, Thursday, "
              "Friday, Saturday, Sunday");
    EXPECT_EQ(
        refusal_of_plan("exercises", array({make_object({{"day_of_week", string("Monday")}})})),
        "exercises[0].exercise_name must be given");
    Value typo = planned("Monday", "a");
    typo.names.push_back("set");
    typo.elements.push_back(number("3"));
    EXPECT_EQ(refusal_of_plan("exercises", array({typo})), "there is no field exercises[0].set");
    EXPECT_EQ(refusal_of_plan("exercise", array({})), "there is no field exercise");
}

TEST(PlanDocument, has_at_most_a_thousand_exercises) {
    std::vector<Value> many(most_planned_exercises, planned("Monday", "a"));
    EXPECT_EQ(refusal_of_plan("exercises", array(many)), "");
    many.push_back(planned("Monday", "a"));
    EXPECT_EQ(refusal_of_plan("exercises", array(many)),
              "exercises must be an array of at most 1000 elements");
}

TEST(LogDocument, may_be_empty) {
    const LogDocument log = read_log(make_object({}));
    EXPECT_EQ(log.source, "app");
    EXPECT_TRUE(log.sets.empty());
}

TEST(LogDocument, takes_sets_under_either_word_but_not_both) {
    const Value sets = array({make_object({{"exercise_name", string("Squat")}})});
    EXPECT_EQ(read_log(make_object({{"sets", sets}})).sets.at(0).path, "sets[0]");
    EXPECT_EQ(read_log(make_object({{"exercises", sets}})).sets.at(0).path, "exercises[0]");
    EXPECT_EQ(refusal_of([&] {
                  read_log(make_object({{"sets", sets}, {"exercises", sets}}));
              }),
              "there is no field exercises");
}

TEST(LogDocument, keeps_numbers_as_they_were_written) {
    const LogDocument log =
        read_log(make_object({{"sets", array({make_object({{"exercise_name", string("Squat")},
                                                           {"weight_used", number("82.50")},
                                                           {"rpe", number("8.5")}})})}}));
    EXPECT_EQ(log.sets[0].weight_used, "82.50");
    EXPECT_EQ(log.sets[0].rpe, "8.5");
    EXPECT_EQ(log.sets[0].set_type, "normal");
}

TEST(LogDocument, wants_times_in_the_form_of_iso8601) {
    const auto refusal = [](const char* time) {
        return refusal_of([&] { read_log(make_object({{"started_at", string(time)}})); });
    };
    for (const char* time : {"2026-03-31T18:30:00Z", "2026-03-31 18:30", "2026-03-31"})
        EXPECT_EQ(refusal(time), "") << time;
    for (const char* time :
         {"now", "infinity", "31.03.2026", "", "2026-03-31x", "20260331T183000Z"})
        EXPECT_EQ(refusal(time), "started_at must be a time such as 2026-03-31T18:30:00Z") << time;
}

TEST(LogDocument, wants_to_know_what_was_done) {
    const auto refusal = [](const Value& set) {
        return refusal_of([&] { read_log(make_object({{"sets", array({set})}})); });
    };
    const Value id = string("00000000-0000-4000-8000-000000000001");
    EXPECT_EQ(refusal(make_object({{"exercise_id", id}})), "");
    EXPECT_EQ(refusal(make_object({{"catalog_exercise_id", id}})), "");
    EXPECT_EQ(refusal(make_object({})), "sets[0].exercise_name must be given");
    EXPECT_EQ(refusal(make_object({{"exercise_id", string("7")}})),
              "sets[0].exercise_id must be a UUID");
}

TEST(CatalogueExercise, is_read_as_the_public_database_has_it) {
    const CatalogueExercise one =
        read_exercise(make_object({{"name", string("3/4 Sit-Up")},
                                   {"force", string("pull")},
                                   {"level", string("beginner")},
                                   {"mechanic", null},
                                   {"equipment", string("body only")},
                                   {"primaryMuscles", array({string("abdominals")})},
                                   {"secondaryMuscles", array({})},
                                   {"instructions", array({string("Lie down."), string("")})},
                                   {"category", string("strength")},
                                   {"images", array({string("3_4_Sit-Up/0.jpg")})},
                                   {"id", string("3_4_Sit-Up")}}),
                      "exercises[0]");
    EXPECT_EQ(one.name, "3/4 Sit-Up");
    EXPECT_EQ(one.mechanic, std::nullopt);
    EXPECT_EQ(one.primary_muscles, std::vector<std::string>{"abdominals"});
    EXPECT_EQ(one.instructions.size(), 2U);
    EXPECT_EQ(one.source_id, "3_4_Sit-Up");
    EXPECT_EQ(refusal_of([] { read_exercise(make_object({}), "exercises[7]"); }),
              "exercises[7].name must be given");
}

}  // namespace
}  // namespace coaching::training
