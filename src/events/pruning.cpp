// Notifications and entries of the audit log that nobody needs any more.

#include "base/failure.hpp"
#include "base/json_object.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"

namespace coaching::events {

namespace {

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
    JsonObject counts;
    counts.add("notifications", static_cast<std::int64_t>(notifications));
    counts.add("audit_log", static_cast<std::int64_t>(entries));
    return pg::json_from_text(counts.text());
}

}  // namespace

COACHING_FUNCTION(coaching_prune_events, prune_events);

}  // namespace coaching::events
