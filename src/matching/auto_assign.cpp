// A new client gets a trainer, where the house has set auto_assign.

#include "base/failure.hpp"
#include "identity/house_settings.hpp"
#include "identity/roles.hpp"
#include "matching/best_trainers.hpp"
#include "matching/house_weights.hpp"
#include "matching/profile_row.hpp"
#include "pg/latest_view.hpp"
#include "pg/security.hpp"
#include "pg/subtransaction.hpp"
#include "pg/trigger.hpp"
#include "relationships/connect.hpp"

namespace coaching::matching {

namespace {

using OptionalId = std::optional<Uuid>;
using identity::UserRole;

bool has_role(const pg::TriggerRow& row, UserRole role) {
    for (const pg::Text& word : row.get<pg::Vector<pg::Text>>("roles"))
        if (word == identity::role_name(role)) return true;
    return false;
}

/// Staff who are clients as well choose for themselves.
bool is_client(const pg::TriggerRow& row) {
    return has_role(row, UserRole::client) && !has_role(row, UserRole::trainer) &&
           !has_role(row, UserRole::admin);
}

bool is_new_client(const pg::TriggerCall& call) {
    const pg::NewRow row = call.new_row();
    if (!is_client(row) || !row.is_null("deactivated_at")) return false;
    return call.is_insert() || !has_role(call.old_row(), UserRole::client);
}

/// The only trainer who works here, if one does and takes clients.
OptionalId only_trainer() {
    OptionalId only;
    bool takes = false;
    for (pg::TableScan row(profile_columns); row.next();) {
        if (!row.get<bool>(is_active)) continue;
        if (only) return std::nullopt;
        only = row.get<Uuid>(trainer_id);
        takes = takes_clients(row);
    }
    return takes ? only : std::nullopt;
}

/// The best who was not tried yet.
OptionalId best_trainer(const Uuid& client, const pg::FlatSet<Uuid>& tried) {
    const auto best = best_trainers(client, wish_of(client), weights_in_force(), tried.size() + 1);
    for (const Match& match : best)
        if (!tried.contains(match.trainer)) return match.trainer;
    return std::nullopt;
}

/// Whoever is next, by what is committed now.
OptionalId next_trainer(std::string_view setting, const Uuid& client,
                        const pg::FlatSet<Uuid>& tried) {
    const pg::LatestView latest;
    if (Between(client).is_connected()) return std::nullopt;
    if (setting == "best_match") return best_trainer(client, tried);
    const OptionalId only = only_trainer();
    return only && !tried.contains(*only) ? only : std::nullopt;
}

/// What concerns the whole session (the server running out of something, or going down) travels on;
/// a cancel does so already.
bool concerns_all(const pg::Error& error) {
    const std::string_view state = error.sqlstate();
    return state.starts_with("53") || state.starts_with("57") || state.starts_with("58") ||
           state.starts_with("XX");
}

/// False where the step could not be done, and nothing of it is left.
template <class Step>
bool succeeds(Step&& step) {
    try {
        const auto error = pg::attempt(step);
        if (error && concerns_all(*error)) throw pg::Error(*error);
        return !error;
    } catch (const Failure&) {
        return false;
    }
}

/// The sign-up stands either way: without a trainer who can be had there is no assignment.
pg::TriggerResult assign_new_client(pg::TriggerCall& call) {
    if (pg::restoring() || !is_new_client(call)) return call.pass();
    const auto setting = identity::house_setting("auto_assign");
    if (!setting || *setting == "off") return call.pass();
    const Uuid client = call.new_row().get<Uuid>("id");
    pg::AsOwner owner;
    constexpr std::size_t most_tries = 20;
    pg::FlatSet<Uuid> tried;
    while (tried.size() < most_tries) {
        pg::check_for_interrupts();
        OptionalId trainer;
        // What was brought in from elsewhere may be unreadable here, such as a time zone.
        const bool chosen = succeeds([&] { trainer = next_trainer(*setting, client, tried); });
        if (!chosen || !trainer) break;
        // The trainer cannot be had where the last place went to somebody else while it was waited
        // for, two sign-ups of many waited for each other, or the profile has changed since this
        // transaction's snapshot.
        if (succeeds([&] { relationships::assign(client, *trainer, std::nullopt); })) break;
        tried.insert(*trainer);
    }
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_assign_new_client, assign_new_client);

}  // namespace coaching::matching
