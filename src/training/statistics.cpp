// How much of what was planned is done.

#include "base/failure.hpp"
#include "pg/function.hpp"
#include "pg/key_lookup.hpp"
#include "training/attendance.hpp"
#include "training/one_rep_max.hpp"
#include "training/percentage.hpp"

namespace coaching::training {

namespace {

constinit pg::TableColumns planned_columns{"workout_exercises", "workout_exercises_plan_idx",
                                           "plan_id", "client_id", "id"};
constinit pg::TableColumns logged_columns{"workout_progress", "workout_progress_exercise_idx",
                                          "exercise_id", "client_id"};

using Completion = std::tuple<std::int32_t, std::int32_t, Percentage>;

pg::Rows<Completion> get_workout_completion_stats(Uuid client, Uuid plan) {
    pg::Rows<Completion> rows;
    if (!find_visible_client(client)) return rows;
    std::int32_t planned = 0;
    std::int32_t logged = 0;
    for (pg::KeyLookup exercise(planned_columns, plan, pg::Equals{client}); exercise.next();) {
        pg::check_for_interrupts();
        ++planned;
        pg::KeyLookup done(logged_columns, exercise.get<Uuid>(2), pg::Equals{client});
        logged += done.next() ? 1 : 0;
    }
    rows.push_back({planned, logged, planned > 0 ? percentage(logged, planned) : Percentage{0}});
    return rows;
}

using Summary = std::tuple<std::int32_t, std::int32_t, pg::Text>;

pg::Rows<Summary> get_weekly_summary(Uuid client_id, std::optional<pg::Date> week) {
    std::optional<LocalDate> date;
    if (week) date = require_date(*week, "week");
    pg::Rows<Summary> rows;
    const std::optional<Client> client = find_visible_client(client_id);
    if (!client) return rows;
    const Tally tally = week_of(*client, date ? *date : client->today());
    const std::string summary = std::to_string(tally.done) + " of " + std::to_string(tally.due);
    rows.push_back({static_cast<std::int32_t>(tally.due), static_cast<std::int32_t>(tally.done),
                    pg::Text(summary)});
    return rows;
}

std::optional<Percentage> client_compliance(Uuid client_id, pg::Date from, pg::Date to) {
    const scheduling::DateRange dates = require_date_range(from, to);
    const std::optional<Client> client = find_visible_client(client_id);
    if (!client) return std::nullopt;
    return percentage(compliance_of(*client, dates));
}

std::optional<std::int32_t> current_streak(Uuid client_id) {
    const std::optional<Client> client = find_visible_client(client_id);
    if (!client) return std::nullopt;
    return current_streak_of(*client);
}

Formula require_formula(std::string_view word) {
    const std::optional<Formula> formula = formula_named(word);
    if (!formula)
        throw Failure(Token::invalid_argument, "there is no formula of that name")
            .with("formula", beginning_of(word))
            .hint("Formulas are epley, brzycki, lombardi, oconner, mayhew and wathan.");
    return *formula;
}

/// Weights may come from pounds, with more decimals than a column keeps: they are taken to a
/// millionth of a gram.
std::optional<pg::Numeric> estimate_one_rep_max(pg::Numeric weight, std::int32_t repetitions,
                                                std::string_view formula) {
    constexpr int decimals = 9;
    constexpr std::int64_t millionths = 1'000'000;
    constexpr std::int64_t too_heavy = std::int64_t{10'000'000} * 1000 * millionths;
    const Formula by = require_formula(formula);
    const std::optional<std::int64_t> units = pg::units_of(weight, decimals);
    if (!units || *units < 0 || *units >= too_heavy)
        throw Failure(Token::invalid_argument,
                      "weight must be at least 0 and below 10000000 kilograms")
            .with("argument", "weight");
    if (repetitions < 0)
        throw Failure(Token::invalid_argument, "reps must not be negative")
            .with("argument", "reps");
    if (repetitions == 1) return weight;
    const std::optional<std::int64_t> grams = one_rep_max(by, *units, repetitions, millionths);
    if (!grams) return std::nullopt;
    return pg::numeric_of(*grams, 3);
}

}  // namespace

COACHING_FUNCTION(coaching_get_workout_completion_stats, get_workout_completion_stats);
COACHING_FUNCTION(coaching_get_weekly_summary, get_weekly_summary);
COACHING_FUNCTION(coaching_client_compliance, client_compliance);
COACHING_FUNCTION(coaching_current_streak, current_streak);
COACHING_FUNCTION(coaching_estimate_one_rep_max, estimate_one_rep_max);

}  // namespace coaching::training
