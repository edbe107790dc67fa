// The loadable module: its magic, and what the slices do when it is loaded.

#include "access/exported.hpp"
#include "events/erasure.hpp"
#include "events/notifications.hpp"
#include "feedback/erasure.hpp"
#include "identity/session.hpp"
#include "packages/erasure.hpp"
#include "people/erasure.hpp"
#include "pg/function.hpp"
#include "pg/setting.hpp"
#include "relationships/erasure.hpp"
#include "scheduling/erasure.hpp"
#include "scheduling/locks.hpp"
#include "training/erasure.hpp"
#include "transfer/erasure.hpp"

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
        coaching::people::join_erasure();
        coaching::relationships::join_erasure();
        coaching::packages::join_erasure();
        coaching::scheduling::join_erasure();
        coaching::training::join_erasure();
        coaching::feedback::join_erasure();
        coaching::transfer::join_erasure();
        // What all others do leaves its traces in the log.
        coaching::events::join_erasure();
        coaching::pg::reserve_setting_prefix("coaching");
    });
}
