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

std::span<const PlannedDays> view_of(const Plans& plans) { return {plans.data(), plans.size()}; }

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

/// Says on which days of a week a client trained; for tally_of and streak_of. Reads some weeks at
/// once, and more each time: most who ask want all weeks, but a streak may end soon.
class TrainedOn {
public:
    /// No week before that of `earliest` is asked for.
    TrainedOn(const Client& client, LocalDate earliest, std::int32_t weeks_at_once)
        : client_(client), earliest_(monday_of(earliest)), weeks_at_once_(weeks_at_once) {}

    Weekdays operator()(LocalDate monday) {
        if (weeks_.empty() || monday < first_) read_up_to(monday);
        return days_in_week_of(monday);
    }

private:
    Weekdays& days_in_week_of(LocalDate date) {
        const std::int32_t days = date.days_since_2000 - first_.days_since_2000;
        return weeks_[static_cast<std::size_t>(days / 7)];
    }

    void read_up_to(LocalDate monday) {
        first_ = std::max(earliest_, monday + -7 * (weeks_at_once_ - 1));
        const DateRange dates{first_, monday + 6};
        const std::int32_t days = dates.last.days_since_2000 - first_.days_since_2000;
        weeks_.assign(static_cast<std::size_t>(days / 7 + 1), Weekdays{});
        weeks_at_once_ = std::min(2 * weeks_at_once_, 1024);
        read_dates(progress_columns, dates);
        read_dates(log_columns, dates);
    }

    template <class Columns>
    void read_dates(Columns& columns, const DateRange& dates) {
        const scheduling::Interval range = client_.instants_around(dates);
        const pg::Within<pg::Timestamp> times{scheduling::timestamp_of(range.start),
                                              scheduling::timestamp_of(range.end)};
        for (pg::KeyLookup row(columns, client_.id, times); row.next();) {
            pg::check_for_interrupts();
            const scheduling::Instant at = scheduling::instant_of(row.get<pg::Timestamp>(1));
            const LocalDate date = scheduling::date_at(client_.zone, at);
            if (!dates.contains(date)) continue;
            Weekdays& days = days_in_week_of(date);
            days = days | Weekdays::only(day_of_week(date));
        }
    }

    const Client& client_;
    LocalDate earliest_;
    std::int32_t weeks_at_once_;
    LocalDate first_;
    pg::Vector<Weekdays> weeks_;
};

}  // namespace

Tally week_of(const Client& client, LocalDate date) {
    const LocalDate monday = monday_of(date);
    const Plans plans = plans_within(client.id, {monday, monday + 6});
    const Weekdays due = due_in_week(view_of(plans), monday);
    if (due.is_empty()) return {};
    return Tally::of(due, TrainedOn(client, monday, 1)(monday));
}

Tally compliance_of(const Client& client, const DateRange& dates) {
    constexpr std::int32_t half_a_year = 26;
    const LocalDate today = client.today();
    const Plans plans = plans_within(client.id, {dates.first, std::min(dates.last, today)});
    return tally_of(view_of(plans), dates.first, dates.last, today,
                    TrainedOn(client, dates.first, half_a_year), pg::check_for_interrupts);
}

std::int32_t current_streak_of(const Client& client) {
    constexpr std::int32_t some_weeks = 4;
    const LocalDate today = client.today();
    const LocalDate ever{std::numeric_limits<std::int32_t>::min()};
    const Plans plans = plans_within(client.id, {ever, monday_of(today) + 6});
    return streak_of(view_of(plans), today, TrainedOn(client, ever, some_weeks),
                     pg::check_for_interrupts);
}

}  // namespace coaching::training
