#include "training/rights.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/latest_view.hpp"
#include "pg/row_changes.hpp"
#include "pg/statement.hpp"
#include "training/client.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;

constinit pg::Check<bool(Uuid, Uuid)> lets_program{
    "SELECT true FROM coaching.trainer_clients WHERE trainer_id = $2 AND client_id = $1 "
    "AND status = 'active' AND can_create_programs"};
constinit pg::Check<pg::Text(Uuid)> name_in_catalogue{
    "SELECT name FROM coaching.exercises WHERE id = $1"};

}  // namespace

bool may_program(const Uuid& client, const Uuid& trainer) {
    pg::AsOwner owner;
    return lets_program.first(client, trainer).has_value();
}

void require_may_log(const Uuid& client, relationships::DataKind kind) {
    if (pg::AsOwner::active()) return;
    if (identity::caller().administers()) {
        identity::require_known_user(client);
        return;
    }
    // Somebody with a token who is nobody here sees what is their own, and has nothing.
    identity::require_user();
    if (!relationships::visible_clients().sees(client, kind))
        throw Failure(Token::permission_denied,
                      "only the client and trainers the client lets see it may write this down");
}

void require_own_entry(const pg::TriggerCall& call, relationships::DataKind kind) {
    if (pg::AsOwner::active()) return;
    const pg::TriggerRow before = call.old_row();
    const Uuid client = before.get<Uuid>("client_id");
    require_may_log(client, kind);
    const identity::Caller& who = identity::caller();
    if (who.administers() || who.is(client)) return;
    const auto writer = before.get<OptionalId>("logged_by");
    if (!writer || !who.is(*writer))
        throw Failure(Token::permission_denied,
                      "a trainer changes only what they wrote themselves");
}

pg::Date today_of(const Uuid& client) {
    const pg::LatestView latest;
    if (const auto found = find_client(client)) return pg::Date{found->today().days_since_2000};
    throw identity::no_such_user(client);
}

void take_name_from_catalogue(const pg::TriggerCall& call, pg::NewRow& row) {
    const auto exercise = row.get<OptionalId>("catalog_exercise_id");
    const bool is_nameless = row.is_null("exercise_name");
    if (exercise && (is_nameless || call.changes("catalog_exercise_id"))) {
        pg::AsOwner owner;
        const auto name = name_in_catalogue.first(*exercise);
        if (!name)
            throw Failure(Token::not_found, "there is no such exercise in the catalogue")
                .with("catalog_exercise_id", exercise->text());
        if (is_nameless) row.set("exercise_name", *name);
    } else if (is_nameless) {
        throw Failure(Token::invalid_argument, "exercise_name must not be NULL")
            .with("argument", "exercise_name");
    }
}

bool only_takes_away(const pg::TriggerCall& call, const char* column, const char* generated) {
    if (!call.is_update() || call.old_row().is_null(column) || !call.new_row().is_null(column))
        return false;
    pg::RowChanges changes(call);
    changes.leave_out(column);
    changes.leave_out("updated_at");
    if (generated != nullptr) changes.leave_out(generated);
    return changes.empty();
}

}  // namespace coaching::training
