// An admin gives clients to trainers; who is the primary one; the end of a trainer's role.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"
#include "relationships/connect.hpp"
#include "relationships/people_between.hpp"

#include <algorithm>
#include <vector>

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalId = std::optional<Uuid>;

constinit pg::Check<bool(Uuid)> trainer_exists{
    "SELECT true FROM coaching.trainer_profiles WHERE trainer_id = $1"};

Uuid assign_trainer(Uuid client, Uuid trainer, OptionalText notes) {
    identity::require_admin("assign a trainer");
    if (notes) require_at_most(100000, *notes, "the notes");
    return assign(client, trainer, identity::caller().id, notes);
}

using ReportRow = std::tuple<Uuid, OptionalId, pg::Text, OptionalText>;

/// The word in the error's DETAIL, where it is one of ours.
OptionalText code_of(const pg::Error& error) {
    static constexpr std::string_view path[] = {"error"};
    const std::string_view detail = error.detail();
    if (!detail.empty() && detail.front() == '{')
        if (const auto word = pg::JsonDocument::parse(detail).string_at(path))
            return pg::Text(*word);
    return std::nullopt;
}

/// Assigns one client in a subtransaction of its own, so that the next can still be tried. Refusals
/// are for the report; a deadlock, a full disk or a standby concerns the whole call.
ReportRow try_to_assign(const Uuid& client, const Uuid& trainer) {
    OptionalId relationship;
    try {
        const auto error =
            pg::attempt([&] { relationship = assign(client, trainer, identity::caller().id); });
        if (!error) return {client, relationship, pg::Text("assigned"), std::nullopt};
        const OptionalText code = code_of(*error);
        if (!code) throw pg::Error(*error);
        return {client, std::nullopt, *code, pg::Text(error->message())};
    } catch (const Failure& refused) {
        return {client, std::nullopt, pg::Text(token_name(refused.token())),
                pg::Text(refused.message())};
    }
}

/// Thrown to roll back the subtransaction around all of them.
struct NotAll {};

void forget_assignments(pg::Vector<ReportRow>& report) {
    for (auto& [client, relationship, code, message] : report) {
        relationship.reset();
        if (code != "assigned") continue;
        code = "not_assigned";
        message = pg::Text("nothing was wrong with this one, but all are assigned or none");
    }
}

pg::Rows<ReportRow> assign_clients(Uuid trainer, pg::Vector<Uuid> clients) {
    identity::require_admin("assign clients");
    {
        pg::AsOwner owner;
        if (!trainer_exists.first(trainer))
            throw Failure(Token::not_found, "there is no such trainer");
    }
    // The report's order, whatever the list's.
    std::sort(clients.begin(), clients.end());
    if (std::adjacent_find(clients.begin(), clients.end()) != clients.end())
        throw Failure(Token::invalid_argument, "client_ids names somebody twice");
    pg::Vector<ReportRow> report;
    try {
        const auto error = pg::attempt([&] {
            // Everybody before the trainer's profile, which the first assignment locks.
            lock_relationships_of(clients);
            bool all = true;
            for (const Uuid& client : clients) {
                pg::check_for_interrupts();
                report.push_back(try_to_assign(client, trainer));
                all &= std::get<2>(report.back()) == "assigned";
            }
            if (!all) throw NotAll();
        });
        if (error) throw pg::Error(*error);
    } catch (const NotAll&) {
        forget_assignments(report);
    }
    return pg::Rows<ReportRow>(std::move(report));
}

constinit pg::Check<void(Uuid, Uuid)> clear_primary{
    "UPDATE coaching.trainer_clients SET is_primary = false "
    "WHERE client_id = $1 AND trainer_id <> $2 AND status = 'active' AND is_primary"};
constinit pg::Check<void(Uuid, Uuid)> make_primary{
    "UPDATE coaching.trainer_clients SET is_primary = true "
    "WHERE client_id = $1 AND trainer_id = $2 AND status = 'active' AND NOT is_primary"};

void set_primary_trainer(Uuid client, Uuid trainer) {
    identity::require_self_or_admin(client, "choose the primary trainer");
    pg::AsOwner owner;
    lock_relationships_of(client);
    if (!active_relationship(client, trainer))
        throw Failure(Token::relationship_error,
                      "that trainer is not one of the client's active ones");
    clear_primary.run(client, trainer);
    make_primary.run(client, trainer);
}

constinit pg::Command<void(Uuid)> take_trainer_role{
    "UPDATE coaching.users SET roles = array_remove(roles, 'trainer') "
    "WHERE id = $1 AND 'trainer' = ANY (roles)"};

/// The trigger on users.roles refuses it while clients are active.
void demote_coach(Uuid person) {
    identity::require_admin("demote a trainer");
    identity::require_known_user(person);
    pg::AsOwner owner;
    take_trainer_role.run(person);
}

}  // namespace

COACHING_FUNCTION(coaching_assign_trainer, assign_trainer);
COACHING_FUNCTION(coaching_assign_clients, assign_clients);
COACHING_FUNCTION(coaching_set_primary_trainer, set_primary_trainer);
COACHING_FUNCTION(coaching_demote_coach, demote_coach);

}  // namespace coaching::relationships
