// What a trainer sees first: a trainer's figures as one JSON object, and those of the schedule.

#include "base/failure.hpp"
#include "base/json_object.hpp"
#include "dashboard/hundredths.hpp"
#include "dashboard/trainer_figures.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "relationships/visibility.hpp"

namespace coaching::dashboard {

namespace {

pg::Json get_trainer_dashboard_stats(Uuid id) {
    identity::require_self_or_admin(id, "see a trainer's dashboard");
    const std::optional<Trainer> trainer = find_trainer(id);
    if (!trainer) throw Failure(Token::not_found, "there is no such trainer");
    const Periods periods = periods_of(trainer->today());
    const Credits credits = credits_of(id);
    const SessionCounts sessions = sessions_of(*trainer, periods);
    const Revenue revenue = revenue_of(*trainer, periods.month);
    const auto own = revenue.find(trainer->currency);
    JsonObject stats;
    stats.add("total_clients", trainer->active_clients);
    stats.add("active_packages", credits.packages);
    stats.add("today_sessions", sessions.today);
    stats.add("this_week_sessions", sessions.this_week);
    stats.add("this_month_sessions", sessions.this_month);
    stats.add("total_sessions_remaining", credits.sessions);
    stats.add_json("total_revenue_this_month",
                   text_of_hundredths(own == revenue.end() ? 0 : own->second));
    return pg::json_from_text(stats.text());
}

using Schedule = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

/// For a view, which leaves out what its reader may not see.
pg::Rows<Schedule> trainer_schedule(Uuid id) {
    pg::Rows<Schedule> rows;
    if (!relationships::visible_clients().is_self(id)) return rows;
    const std::optional<Trainer> trainer = find_trainer(id);
    if (!trainer) return rows;
    const LocalDate today = trainer->today();
    const DateRange day{today, today};
    rows.push_back({sessions_of(*trainer, {day, day, day}).today, upcoming_sessions_of(id),
                    credits_of(id).sessions});
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_get_trainer_dashboard_stats, get_trainer_dashboard_stats);
COACHING_FUNCTION(coaching_trainer_schedule, trainer_schedule);

}  // namespace coaching::dashboard
