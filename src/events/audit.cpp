// The audit log: one generic trigger for every audited table.

#include <algorithm>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "identity/erasure.hpp"
#include "identity/session.hpp"
#include "pg/json.hpp"
#include "pg/row_changes.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"

namespace coaching::events {

namespace {

using OptionalId = std::optional<Uuid>;

constinit pg::Command<void(Uuid, pg::Text, pg::Text, pg::Text, OptionalId, OptionalId, pg::Json)>
    insert_entry{
        "INSERT INTO coaching.audit_log "
        "(actor, database_role, table_name, operation, row_id, client_id, trainer_id, changes) "
        "VALUES ($1, session_user, $2, $3, $4, $5, $6, $7)"};

/// Columns whose change alone is not worth an entry, or which only repeat others.
constexpr std::string_view unremarkable[] = {"updated_at", "created_at", "email_key"};

pg::RowChanges changes_of(const pg::TriggerCall& call) {
    pg::RowChanges changes(call);
    const auto arguments = call.arguments();
    for (const std::string_view column : unremarkable) changes.leave_out(column);
    for (const std::string_view argument : arguments.subspan(1)) {
        if (argument.find('=') != std::string_view::npos) continue;
        if (argument.starts_with('-'))
            changes.leave_out(argument.substr(1));
        else
            changes.hide(argument);
    }
    return changes;
}

/// Where a row's client or trainer stands: in the column of that name, or the one an argument such
/// as "client_id=from_user_id" names.
const char* column_of(const pg::TriggerCall& call, const char* role) {
    for (const char* argument : call.arguments().subspan(1)) {
        const std::string_view text(argument);
        const std::size_t at = text.find('=');
        if (at != std::string_view::npos && text.substr(0, at) == role) return argument + at + 1;
    }
    return role;
}

/// The row's client or trainer; who is not so any more still is who it is about.
OptionalId person_of(const pg::TriggerCall& call, const char* role) {
    const char* column = column_of(call, role);
    OptionalId person;
    if (!call.is_delete()) person = call.new_row().id_if_present(column);
    if (!person && !call.is_insert()) person = call.old_row().id_if_present(column);
    return person;
}

/// Stands for a trusted caller, who is no person; no session can take it as its identity.
constexpr Uuid nobody{};

const char* operation_of(const pg::TriggerCall& call) {
    if (call.is_insert()) return "INSERT";
    return call.is_update() ? "UPDATE" : "DELETE";
}

/// Of what an erasure takes out the log keeps that a person was erased, when and by whom.
pg::TriggerResult write_audit(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    if (call.arguments().empty())
        throw Failure(Token::invalid_argument, "write_audit needs the name of the key column");
    const bool is_emptied = identity::Emptying::active();
    if (is_emptied && call.table_name() != "users") return call.pass();
    const pg::RowChanges changes = changes_of(call);
    if (changes.empty()) return call.pass();
    const pg::TriggerRow row = call.is_delete() ? call.old_row() : call.new_row();
    const Uuid actor = identity::caller().id.value_or(nobody);
    pg::AsOwner owner;
    insert_entry.run(actor, pg::Text(call.table_name()), pg::Text(operation_of(call)),
                     pg::Text(row.text_of(call.arguments()[0])), person_of(call, "client_id"),
                     person_of(call, "trainer_id"),
                     is_emptied ? pg::json_from_text("{}") : changes.json());
    return call.pass();
}

constinit pg::Command<void(pg::Span)> prune_notifications{
    "DELETE FROM coaching.notifications WHERE created_at < now() - $1 "
    "AND (delivered_at IS NOT NULL OR attempts >= 10)"};
constinit pg::Command<void(pg::Span)> prune_audit{
    "DELETE FROM coaching.audit_log WHERE at < now() - $1"};

pg::Json prune_events(pg::Span older_than) {
    identity::require_admin("prune events");
    if (!pg::is_usable_length(older_than))
        throw Failure(Token::invalid_argument,
                      "older_than must be a positive interval of at most 1000 years");
    pg::AsOwner owner;
    const auto notifications = prune_notifications.run(older_than);
    const auto entries = prune_audit.run(older_than);
    return pg::json_from_text("{\"notifications\": " + std::to_string(notifications) +
                              ", \"audit_log\": " + std::to_string(entries) + "}");
}

}  // namespace

COACHING_TRIGGER(coaching_write_audit, write_audit);
COACHING_FUNCTION(coaching_prune_events, prune_events);

}  // namespace coaching::events
