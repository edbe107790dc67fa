#include "training/documents.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace coaching::training {

namespace {

using json::Fields;
using json::Value;

constexpr std::string_view set_types[] = {"normal", "warmup", "drop", "failure"};
constexpr std::string_view levels[] = {"beginner", "intermediate", "expert"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// YYYY-MM-DD, and nothing but that up to there.
bool begins_with_date(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00";
    return text.size() >= shape.size() &&
           std::equal(shape.begin(), shape.end(), text.begin(),
                      [](char wanted, char c) { return wanted == '0' ? is_digit(c) : c == '-'; });
}

int number_at(std::string_view text, std::size_t start, std::size_t digits) {
    int number = 0;
    std::from_chars(text.data() + start, text.data() + start + digits, number);
    return number;
}

std::optional<std::int32_t> parse_date(std::string_view text) {
    using namespace std::chrono;
    if (text.size() != 10 || !begins_with_date(text)) return std::nullopt;
    const year_month_day date{year(number_at(text, 0, 4)),
                              month(static_cast<unsigned>(number_at(text, 5, 2))),
                              day(static_cast<unsigned>(number_at(text, 8, 2)))};
    if (!date.ok() || date.year() < year(1900)) return std::nullopt;
    constexpr sys_days epoch{year(2000) / January / 1};
    return static_cast<std::int32_t>((sys_days(date) - epoch).count());
}

std::optional<std::int32_t> date(Fields& fields, std::string_view name) {
    const OptionalString text = fields.text(name, 20);
    if (!text) return std::nullopt;
    const auto days = parse_date(*text);
    if (!days)
        json::refuse(fields.path_of(name), "a date such as 2026-03-31, in the years 1900 to 9999");
    return days;
}

/// Others than ISO 8601's would be read by the session's DateStyle, which is not the app's.
OptionalString time(Fields& fields, std::string_view name) {
    OptionalString text = fields.text(name, 64);
    if (text && (!begins_with_date(*text) ||
                 (text->size() > 10 && (*text)[10] != 'T' && (*text)[10] != ' ')))
        json::refuse(fields.path_of(name), "a time such as 2026-03-31T18:30:00Z");
    return text;
}

std::int32_t place_within_day(const std::vector<PlannedExercise>& before, std::string_view day) {
    return static_cast<std::int32_t>(
        std::count_if(before.begin(), before.end(),
                      [day](const PlannedExercise& one) { return one.day_of_week == day; }));
}

std::string require(const Fields& fields, OptionalString value, const char* name) {
    if (!value) json::refuse(fields.path_of(name), "given");
    return std::move(*value);
}

PlannedExercise read_planned(const Value& document, std::string path,
                             const std::vector<PlannedExercise>& before) {
    Fields fields(document, std::move(path), "");
    PlannedExercise out;
    out.day_of_week = require(fields, fields.choice("day_of_week", days_of_week), "day_of_week");
    out.order_index =
        fields.integer("order_index", 0, 10000).value_or(place_within_day(before, out.day_of_week));
    out.exercise_name = fields.name("exercise_name", 200);
    out.catalog_exercise_id = fields.id("catalog_exercise_id");
    if (!out.catalog_exercise_id) require(fields, out.exercise_name, "exercise_name");
    out.exercise_type = fields.text("exercise_type", 100);
    out.sets = fields.integer("sets", 1, 1000);
    out.reps = fields.words("reps", 100);
    out.weight = fields.words("weight", 100);
    out.rest_seconds = fields.names("rest_seconds") ? fields.integer("rest_seconds", 0, 86400) : 60;
    out.notes = fields.text("notes", 4000);
    fields.require_no_others();
    return out;
}

LoggedSet read_set(const Value& document, std::string path) {
    Fields fields(document, path, "");
    LoggedSet out;
    out.path = std::move(path);
    out.exercise_id = fields.id("exercise_id");
    out.exercise_name = fields.name("exercise_name", 200);
    out.catalog_exercise_id = fields.id("catalog_exercise_id");
    if (!out.exercise_id && !out.catalog_exercise_id)
        require(fields, out.exercise_name, "exercise_name");
    out.completed_at = time(fields, "completed_at");
    out.sets_completed = fields.integer("sets_completed", 0, 1000);
    out.reps_completed = fields.integer("reps_completed", 0, 100000);
    out.weight_used = fields.decimal("weight_used", 100000);
    out.duration_minutes = fields.decimal("duration_minutes", 100000);
    out.distance_km = fields.decimal("distance_km", 100000);
    out.rpe = fields.decimal("rpe", 10);
    out.set_type = fields.choice("set_type", set_types).value_or("normal");
    out.rating = fields.integer("rating", 1, 5);
    out.notes = fields.text("notes", 20000);
    fields.require_no_others();
    return out;
}

}  // namespace

PlanDocument read_plan(const Value& document) {
    Fields fields(document, "", "plan");
    PlanDocument out;
    out.title = require(fields, fields.name("title", 500), "title");
    out.description = fields.text("description", 20000);
    out.goals = fields.text("goals", 20000);
    out.duration_weeks =
        fields.names("duration_weeks") ? fields.integer("duration_weeks", 1, 520) : 4;
    out.start_date = date(fields, "start_date");
    out.program_id = fields.id("program_id");
    fields.object("metadata");
    const auto exercises = fields.list("exercises", most_planned_exercises);
    out.exercises.reserve(exercises.size());
    for (const Value& one : exercises)
        out.exercises.push_back(read_planned(
            one, json::element_path("exercises", out.exercises.size()), out.exercises));
    fields.require_no_others();
    return out;
}

LogDocument read_log(const Value& document) {
    Fields fields(document, "", "log");
    LogDocument out;
    out.name = fields.text("name", 500);
    out.plan_id = fields.id("plan_id");
    out.started_at = time(fields, "started_at");
    out.ended_at = time(fields, "ended_at");
    out.notes = fields.text("notes", 20000);
    out.source = fields.name("source", 100).value_or("app");
    out.external_id = fields.name("external_id", 255);
    fields.object("metadata");
    // Two words for one list; of both, one stays unread and is refused.
    const char* list = fields.names("sets") ? "sets" : "exercises";
    const auto sets = fields.list(list, most_logged_sets);
    out.sets.reserve(sets.size());
    for (const Value& one : sets)
        out.sets.push_back(read_set(one, json::element_path(list, out.sets.size())));
    fields.require_no_others();
    return out;
}

CatalogueExercise read_exercise(const Value& document, std::string path) {
    Fields fields(document, std::move(path), "");
    CatalogueExercise out;
    out.name = require(fields, fields.name("name", 200), "name");
    out.category = fields.text("category", 100);
    out.level = fields.choice("level", levels);
    out.equipment = fields.text("equipment", 100);
    out.force = fields.text("force", 100);
    out.mechanic = fields.text("mechanic", 100);
    out.primary_muscles = fields.texts("primaryMuscles", 100, 200);
    out.secondary_muscles = fields.texts("secondaryMuscles", 100, 200);
    out.instructions = fields.texts("instructions", 100, 20000);
    out.images = fields.texts("images", 100, 2000);
    out.source_id = fields.text("id", 200);
    fields.require_no_others();
    return out;
}

}  // namespace coaching::training
