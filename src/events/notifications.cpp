#include "events/notifications.hpp"

#include "base/failure.hpp"
#include "base/json_object.hpp"
#include "identity/caller.hpp"
#include "pg/json.hpp"
#include "pg/listen.hpp"
#include "pg/setting.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "pg/trigger.hpp"

namespace coaching::events {

namespace {

constinit pg::Switch notify_setting{
    "coaching.notify", "Wake listeners on channel coaching_notifications at every notification."};

constinit pg::Command<void(Uuid, pg::Text, pg::Json)> insert_notification{
    "INSERT INTO coaching.notifications (user_id, kind, payload) "
    "SELECT id, $2, $3 FROM coaching.users WHERE id = $1 AND erased_at IS NULL"};

constinit pg::Command<void(pg::Vector<Uuid>, pg::Text, pg::Json)> insert_notifications{
    "INSERT INTO coaching.notifications (user_id, kind, payload) "
    "SELECT u.id, $2, $3 FROM unnest($1) WITH ORDINALITY AS told (id, place) "
    "JOIN coaching.users u ON u.id = told.id WHERE u.erased_at IS NULL ORDER BY told.place"};

constinit pg::Command<pg::Record(std::int32_t, pg::Span)> claim{
    "WITH claimed AS ("
    "UPDATE coaching.notifications AS n "
    "SET claimed_at = now(), claimed_until = clock_timestamp() + $2, attempts = attempts + 1 "
    "WHERE id IN (SELECT id FROM coaching.notifications "
    "             WHERE delivered_at IS NULL AND attempts < 10 "
    "               AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) "
    "             ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) "
    "RETURNING n AS whole, n.id) "
    "SELECT whole FROM claimed ORDER BY id"};

constinit pg::Command<bool(Uuid, std::optional<pg::Text>)> finish{
    "UPDATE coaching.notifications SET last_error = $2, "
    "delivered_at = CASE WHEN $2 IS NULL THEN clock_timestamp() END "
    "WHERE id = $1 AND delivered_at IS NULL RETURNING true"};

constinit pg::Query<bool(Uuid)> notification_exists{
    "SELECT true FROM coaching.notifications WHERE id = $1"};

constinit pg::Command<void(pg::Vector<Uuid>, Uuid)> mark_read{
    "UPDATE coaching.notifications SET read_at = now() "
    "WHERE id = ANY ($1) AND user_id = $2 AND read_at IS NULL"};

pg::Json payload_of(Facts facts) {
    JsonObject payload;
    for (const auto& [name, id] : facts) payload.add(name, id);
    return pg::json_from_text(payload.text());
}

int silences = 0;

}  // namespace

Silence::Silence() noexcept { ++silences; }
Silence::~Silence() { --silences; }

void define_event_settings() { notify_setting.define(); }

void notify(const Uuid& user, std::string_view kind, Facts facts) {
    if (silences > 0) return;
    pg::AsOwner owner;
    insert_notification.run(user, pg::Text(kind), payload_of(facts));
}

void notify_all(std::span<const Uuid> users, std::string_view kind, Facts facts) {
    if (users.empty() || silences > 0) return;
    pg::AsOwner owner;
    insert_notifications.run(pg::Vector<Uuid>(users.begin(), users.end()), pg::Text(kind),
                             payload_of(facts));
}

void notify_all(std::initializer_list<Uuid> users, std::string_view kind, Facts facts) {
    notify_all(std::span(users.begin(), users.size()), kind, facts);
}

namespace {

pg::TriggerResult wake_listeners(pg::TriggerCall& call) {
    if (notify_setting.on() && !pg::restoring()) pg::send_notify("coaching_notifications");
    return call.pass();
}

pg::Rows<pg::Record> claim_notifications(std::int32_t max_rows, pg::Span lease) {
    identity::require_admin("claim notifications");
    if (max_rows < 1) throw Failure(Token::invalid_argument, "max_rows must be at least 1");
    if (!pg::is_usable_length(lease))
        throw Failure(Token::invalid_argument,
                      "the lease must be a positive interval of at most 1000 years");
    pg::AsOwner owner;
    return claim.all(max_rows, lease);
}

void finish_notification(Uuid notification, std::optional<pg::Text> error) {
    identity::require_admin("finish notifications");
    pg::AsOwner owner;
    // Finishing twice is no error: the first worker's lease may have run out meanwhile.
    if (!finish.first(notification, error) && !notification_exists.first(notification))
        throw Failure(Token::not_found, "there is no such notification");
}

std::int32_t mark_notifications_read(pg::Vector<Uuid> notifications) {
    const Uuid reader = identity::require_user();
    pg::AsOwner owner;
    return static_cast<std::int32_t>(mark_read.run(notifications, reader));
}

}  // namespace

COACHING_TRIGGER(coaching_wake_listeners, wake_listeners);
COACHING_FUNCTION(coaching_claim_notifications, claim_notifications);
COACHING_FUNCTION(coaching_finish_notification, finish_notification);
COACHING_FUNCTION(coaching_mark_notifications_read, mark_notifications_read);

}  // namespace coaching::events
