// Supabase realtime: a publication the app listens to.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::events {

namespace {

constinit pg::Query<bool()> publication_exists{
    "SELECT true FROM pg_catalog.pg_publication WHERE pubname = 'supabase_realtime'"};

/// Tables of the extension worth listening to that the publication does not hold yet.
constinit pg::Query<pg::Text()> missing_tables{
    "SELECT c.relname::text FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'coaching' AND c.relkind = 'r' "
    "AND c.relname IN ('notifications', 'trainer_clients', 'connection_requests', "
    "  'client_invitations', 'bookings', 'workout_logs', 'workout_progress', 'workout_plans', "
    "  'coaching_insights') "
    "AND NOT EXISTS (SELECT FROM pg_catalog.pg_publication_tables p "
    "  WHERE p.pubname = 'supabase_realtime' AND p.schemaname = n.nspname AND p.tablename = "
    "c.relname) "
    "ORDER BY c.relname"};

std::int32_t enable_realtime() {
    if (!identity::caller().trusted)
        throw Failure(Token::permission_denied, "only a trusted caller may enable realtime");
    if (!publication_exists.first())
        throw Failure(Token::not_found, "there is no publication supabase_realtime")
            .hint("On Supabase it exists; elsewhere: CREATE PUBLICATION supabase_realtime;");
    const pg::Vector<pg::Text> tables = missing_tables.all();
    for (const pg::Text& table : tables)
        pg::run_utility("ALTER PUBLICATION supabase_realtime ADD TABLE coaching." +
                        pg::quoted_name(table));
    return static_cast<std::int32_t>(tables.size());
}

}  // namespace

COACHING_FUNCTION(coaching_enable_realtime, enable_realtime);

}  // namespace coaching::events
