// What an admin sees first: the house's figures, which are the sums of its trainers', and each
// trainer's.

#include "base/json_object.hpp"
#include "dashboard/hundredths.hpp"
#include "dashboard/trainer_figures.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"

namespace coaching::dashboard {

namespace {

// A trainer works here while active in every sense; of the others only figures are told.
using TrainerRow =
    std::tuple<Uuid, pg::Text, bool, std::int32_t, std::optional<std::int32_t>, pg::Text, pg::Text>;
constinit pg::Query<TrainerRow()> every_trainer{
    "SELECT p.trainer_id, coalesce(p.display_name, u.full_name, ''), "
    "  p.is_active AND u.deactivated_at IS NULL AND 'trainer' = ANY (u.roles), "
    "  p.active_clients, p.max_clients, p.time_zone, p.currency "
    "FROM coaching.trainer_profiles p JOIN coaching.users u ON u.id = p.trainer_id "
    "ORDER BY lower(coalesce(p.display_name, u.full_name, '')), p.trainer_id"};

using People = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
constinit pg::Query<People()> people{
    "WITH trained AS (SELECT DISTINCT client_id FROM coaching.trainer_clients "
    "  WHERE status = 'active'), "
    "members AS (SELECT id FROM coaching.users WHERE deactivated_at IS NULL "
    "  AND 'client' = ANY (roles) AND NOT roles && '{trainer,admin}') "
    "SELECT (SELECT count(*) FROM trained), (SELECT count(*) FROM members), "
    "  (SELECT count(*) FROM members m WHERE NOT EXISTS "
    "    (SELECT FROM trained t WHERE t.client_id = m.id))"};

std::string json_of(const Revenue& revenue) {
    JsonObject by_currency;
    for (const auto& [currency, hundredths] : revenue)
        by_currency.add_json(currency, text_of_hundredths(hundredths));
    return by_currency.text();
}

/// Of one trainer, or of all.
struct Figures {
    Credits credits;
    SessionCounts sessions;
    Revenue revenue;

    bool is_nothing() const {
        return credits == Credits{} && sessions == SessionCounts{} && revenue.empty();
    }
    Figures& operator+=(const Figures& other) {
        credits += other.credits;
        sessions += other.sessions;
        for (const auto& [currency, hundredths] : other.revenue) revenue[currency] += hundredths;
        return *this;
    }
    void write(JsonObject& json) const {
        json.add("active_packages", credits.packages);
        json.add("total_sessions_remaining", credits.sessions);
        json.add("today_sessions", sessions.today);
        json.add("this_week_sessions", sessions.this_week);
        json.add("this_month_sessions", sessions.this_month);
        json.add_json("revenue_this_month", json_of(revenue));
    }
};

Figures figures_of(const Trainer& trainer) {
    const Periods periods = periods_of(trainer.today());
    return {credits_of(trainer.id), sessions_of(trainer, periods),
            revenue_of(trainer, periods.month)};
}

/// The house's, and the list of trainers as it grows.
struct House {
    Figures figures;
    std::int64_t trainers = 0;
    std::string list;

    void add(const TrainerRow& row) {
        const auto& [id, name, is_active, clients, max_clients, zone, currency] = row;
        const Figures own = figures_of({id, scheduling::ServerZone(zone), currency, clients});
        trainers += is_active ? 1 : 0;
        if (!is_active && clients == 0 && own.is_nothing()) return;
        figures += own;
        JsonObject json;
        json.add("trainer_id", id);
        json.add("trainer_name", name);
        json.add("is_active", is_active);
        json.add("total_clients", clients);
        json.add("max_clients", max_clients);
        own.write(json);
        list += (list.empty() ? "" : ", ") + json.text();
    }
};

/// Of members to one trainer, to a hundredth: 12.50.
std::int64_t hundredths_per(std::int64_t whole, std::int64_t parts) {
    return (whole * 200 + parts) / (parts * 2);
}

pg::Json get_admin_dashboard_stats() {
    identity::require_admin("see the house's dashboard");
    pg::AsOwner owner;
    House house;
    for (const TrainerRow& row : every_trainer.all()) {
        pg::check_for_interrupts();
        house.add(row);
    }
    const auto [clients, members, unassigned] = people.one();
    JsonObject stats;
    stats.add("total_trainers", house.trainers);
    stats.add("total_members", members);
    stats.add("total_clients", clients);
    stats.add("unassigned_members", unassigned);
    if (house.trainers > 0) {
        stats.add_json("members_per_trainer",
                       text_of_hundredths(hundredths_per(members, house.trainers)));
    } else {
        stats.add("members_per_trainer", std::nullopt);
    }
    stats.add("trainer_to_member_ratio",
              std::to_string(house.trainers) + ":" + std::to_string(members));
    house.figures.write(stats);
    stats.add_json("trainers", "[" + house.list + "]");
    return pg::json_from_text(stats.text());
}

}  // namespace

COACHING_FUNCTION(coaching_get_admin_dashboard_stats, get_admin_dashboard_stats);

}  // namespace coaching::dashboard
