// The JSON documents of this slice: a plan, a workout that was done, an exercise of the catalogue.
// Reading one judges its shape: names, types, lengths and limits (the same as the tables'), each
// refusal an invalid_argument with the path of what is wrong: "exercises[2].sets". Whom it is
// about, and whether ids in it mean anything, is for the tables to judge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace coaching::training {

using OptionalString = std::optional<std::string>;
using OptionalNumber = std::optional<std::int32_t>;

inline constexpr std::string_view days_of_week[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};

inline constexpr std::size_t most_planned_exercises = 1000;
inline constexpr std::size_t most_logged_sets = 2000;

/// A row of workout_exercises.
struct PlannedExercise {
    std::string day_of_week;
    std::int32_t order_index = 0;  ///< without one: how many stand before it on its day
    OptionalString exercise_name;  ///< without one: the catalogue's
    OptionalString exercise_type;
    std::optional<Uuid> catalog_exercise_id;
    OptionalNumber sets;
    OptionalString reps;
    OptionalString weight;
    OptionalNumber rest_seconds;  ///< 60 where nothing is said, none where null is
    OptionalString notes;
};

/// {"title", "description", "goals", "duration_weeks", "start_date", "program_id", "metadata",
/// "exercises": […]}
struct PlanDocument {
    std::string title;
    OptionalString description;
    OptionalString goals;
    OptionalNumber duration_weeks;           ///< 4 where nothing is said, without end where null is
    std::optional<std::int32_t> start_date;  ///< days since 2000-01-01
    std::optional<Uuid> program_id;
    std::vector<PlannedExercise> exercises;
};
PlanDocument read_plan(const json::Value& document);

/// A row of workout_progress. Numbers with a fraction stand as they were written.
struct LoggedSet {
    std::string path;  ///< where it stands: "sets[0]"
    std::optional<Uuid> exercise_id;
    OptionalString exercise_name;
    std::optional<Uuid> catalog_exercise_id;
    OptionalString completed_at;
    OptionalNumber sets_completed;
    OptionalNumber reps_completed;
    OptionalString weight_used;
    OptionalString duration_minutes;
    OptionalString distance_km;
    OptionalString rpe;
    std::string set_type;
    OptionalNumber rating;
    OptionalString notes;
};

/// {"name", "plan_id", "started_at", "ended_at", "notes", "source", "external_id", "metadata",
/// "exercises" or "sets": […]}. Times have the form of ISO 8601; whether the calendar has them the
/// server knows.
struct LogDocument {
    OptionalString name;
    std::optional<Uuid> plan_id;
    OptionalString started_at;
    OptionalString ended_at;
    OptionalString notes;
    std::string source;
    OptionalString external_id;
    std::vector<LoggedSet> sets;
};
LogDocument read_log(const json::Value& document);

/// {"name", "force", "level", "mechanic", "equipment", "primaryMuscles", "secondaryMuscles",
/// "instructions", "category", "images", "id"}, as the free exercise database has them.
struct CatalogueExercise {
    std::string name;
    OptionalString category;
    OptionalString level;
    OptionalString equipment;
    OptionalString force;
    OptionalString mechanic;
    std::vector<std::string> primary_muscles;
    std::vector<std::string> secondary_muscles;
    std::vector<std::string> instructions;
    std::vector<std::string> images;
    OptionalString source_id;
};
/// `path` is where it stands: "exercises[0]".
CatalogueExercise read_exercise(const json::Value& document, std::string path);

}  // namespace coaching::training
