// The loadable module: its magic, and what the slices do when it is loaded.

#include "access/exported.hpp"
#include "events/notifications.hpp"
#include "identity/session.hpp"
#include "pg/function.hpp"
#include "pg/setting.hpp"
#include "scheduling/locks.hpp"

extern "C" {
PG_MODULE_MAGIC;
PGDLLEXPORT void _PG_init(void);
}

void _PG_init(void) {
    coaching::pg::boundary([] {
        coaching::identity::define_identity_settings();
        coaching::events::define_event_settings();
        coaching::scheduling::join_locks();
        coaching::access::declare_exported();
        coaching::pg::reserve_setting_prefix("coaching");
    });
}
