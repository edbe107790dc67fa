#include "training/attendance.hpp"

#include "pg/key_lookup.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::training {

namespace {

using scheduling::DateRange;

constinit pg::TableColumns plan_columns{
    "workout_plans", "workout_plans_client_idx", "client_id", "start_date", "id", "duration_weeks",
    "ended_on"};
enum PlanColumn { plan_start_date = 1, plan_id, plan_duration_weeks, plan_ended_on };

constinit pg::TableColumns exercise_columns{"workout_exercises", "workout_exercises_plan_idx",
                                            "plan_id", "day_of_week"};

// A set is done when it is completed, a workout when it begins.
constinit pg::TableColumns progress_columns{"workout_progress", "workout_progress_client_idx",
                                            "client_id", "completed_at"};
constinit pg::TableColumns log_columns{"workout_logs", "workout_logs_client_idx", "client_id",
                                       "started_at"};

/// 0 is Monday. The table takes no other words.
int weekday_named(std::string_view word) {
    switch (word[0]) {
        case 'M': return 0;
        case 'T': return word[1] == 'u' ? 1 : 3;
        case 'W': return 2;
        case 'F': return 4;
        default: return word[1] == 'a' ? 5 : 6;
    }
}

Weekdays exercised_days(const Uuid& plan) {
    Weekdays days;
    for (pg::KeyLookup exercise(exercise_columns, plan); exercise.next();) {
        pg::check_for_interrupts();
        days = days | Weekdays::only(weekday_named(exercise.get<std::string_view>(1)));
    }
    return days;
}

/// The first day on which a plan is not followed any more: it was ended, or its weeks are over.
std::optional<LocalDate> end_of(const pg::KeyLookup& plan) {
    std::optional<LocalDate> end;
    if (const auto ended = plan.get<std::optional<pg::Date>>(plan_ended_on))
        end = scheduling::local_date_of(*ended);
    if (const auto weeks = plan.get<std::optional<std::int32_t>>(plan_duration_weeks)) {
        const LocalDate over =
            scheduling::local_date_of(plan.get<pg::Date>(plan_start_date)) + 7 * *weeks;
        end = end ? std::min(*end, over) : over;
    }
    return end;
}

using Plans = pg::SmallVector<PlannedDays, 4>;

/// The plans in force on any of these dates.
Plans plans_within(const Uuid& client, const DateRange& dates) {
    Plans plans;
    const pg::Within<pg::Date> starts{std::nullopt, pg::Date{(dates.last + 1).days_since_2000}};
    for (pg::KeyLookup plan(plan_columns, client, starts); plan.next();) {
        pg::check_for_interrupts();
        const std::optional<LocalDate> end = end_of(plan);
        if (end && *end <= dates.first) continue;
        plans.push_back({scheduling::local_date_of(plan.get<pg::Date>(plan_start_date)), end,
                         exercised_days(plan.get<Uuid>(plan_id))});
    }
    return plans;
}

/// The dates on which the rows of one table say somebody trained. Of a day with many rows one is
/// read, and what lies before that day is looked for anew.
template <class Columns>
class DatesIn {
public:
    DatesIn(Columns& columns, const Client& client) : columns_(columns), client_(client) {}

    /// Weeks are asked for from the latest to the earliest.
    Weekdays in_week(LocalDate monday) {
        if (!latest_ || *latest_ >= monday + 7) find_before(monday + 7);
        Weekdays days;
        while (*latest_ >= monday) {
            days = days | Weekdays::only(day_of_week(*latest_));
            find_before(*latest_);
        }
        return days;
    }

private:
    void find_before(LocalDate date) {
        pg::check_for_interrupts();
        const scheduling::Instant midnight =
            scheduling::start_at(client_.zone, scheduling::beginning_of(date));
        pg::KeyLookup row(columns_, client_.id,
                          pg::LatestBefore{scheduling::timestamp_of(midnight)});
        latest_ = row.next() ? date_of(row) : LocalDate{std::numeric_limits<std::int32_t>::min()};
    }

    LocalDate date_of(const pg::KeyLookup& row) const {
        return scheduling::date_at(client_.zone, scheduling::instant_of(row.get<pg::Timestamp>(1)));
    }

    Columns& columns_;
    const Client& client_;
    /// The latest date known not to have been told yet; the first of all dates where there is none.
    std::optional<LocalDate> latest_;
};

/// Says on which days of a week a client trained; for tally_of and streak_of.
class TrainedOn {
public:
    explicit TrainedOn(const Client& client)
        : sets_(progress_columns, client), workouts_(log_columns, client) {}

    Weekdays operator()(LocalDate monday) {
        return sets_.in_week(monday) | workouts_.in_week(monday);
    }

private:
    DatesIn<decltype(progress_columns)> sets_;
    DatesIn<decltype(log_columns)> workouts_;
};

}  // namespace

Tally week_of(const Client& client, LocalDate date) {
    const LocalDate monday = monday_of(date);
    const Plans plans = plans_within(client.id, {monday, monday + 6});
    const Weekdays due = due_in_week(plans, monday);
    if (due.is_empty()) return {};
    return Tally::of(due, TrainedOn(client)(monday));
}

Tally compliance_of(const Client& client, const DateRange& dates) {
    const LocalDate today = client.today();
    const Plans plans = plans_within(client.id, {dates.first, std::min(dates.last, today)});
    return tally_of(plans, dates.first, dates.last, today, TrainedOn(client),
                    pg::check_for_interrupts);
}

std::int32_t current_streak_of(const Client& client) {
    const LocalDate today = client.today();
    const LocalDate ever{std::numeric_limits<std::int32_t>::min()};
    const Plans plans = plans_within(client.id, {ever, monday_of(today) + 6});
    return streak_of(plans, today, TrainedOn(client), pg::check_for_interrupts);
}

}  // namespace coaching::training
