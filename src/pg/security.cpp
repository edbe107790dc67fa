#include "pg/security.hpp"

#include "pg/catalog_changes.hpp"
#include "pg/version.hpp"

extern "C" {
#include "access/htup.h"
#include "catalog/pg_class.h"
#include "utils/rls.h"
}

namespace coaching::pg {

namespace {

constexpr const char* fixed_path = "pg_catalog, pg_temp";
int open_scopes = 0;

// GUC_ACTION_SAVE: undone at the end of the nest level, and allowed in parallel workers.
void set_local(const char* name, const char* value) {
    set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

bool path_is_fixed() { return std::strcmp(namespace_search_path, fixed_path) == 0; }

// Ends our level and any that failed code left open above it.
void end_guc_level(int level, int exceptions_at_entry) noexcept {
    if (level != 0) AtEOXact_GUC(std::uncaught_exceptions() == exceptions_at_entry, level);
}

}  // namespace

FixedSearchPath::FixedSearchPath() {
    if (path_is_fixed()) return;
    guc_level_ = NewGUCNestLevel();
    guarded([] { set_local("search_path", fixed_path); });
}

FixedSearchPath::~FixedSearchPath() { end_guc_level(guc_level_, exceptions_); }

AsOwner::AsOwner() {
    const Oid owner = table_owner();
    GetUserIdAndSecContext(&user_before_, &security_before_);
    if (!path_is_fixed() || !row_security) {
        guc_level_ = NewGUCNestLevel();
        guarded([] {
            if (!path_is_fixed()) set_local("search_path", fixed_path);
            if (!row_security) set_local("row_security", "on");
        });
    }
    SetUserIdAndSecContext(owner, security_before_ | SECURITY_LOCAL_USERID_CHANGE);
    ++open_scopes;
}

AsOwner::~AsOwner() {
    --open_scopes;
    SetUserIdAndSecContext(user_before_, security_before_);
    end_guc_level(guc_level_, exceptions_);
}

bool AsOwner::active() noexcept { return open_scopes > 0; }

bool outer_user_bypasses_rls() {
    const Oid outer = GetOuterUserId();
    const Oid owner = table_owner();
    return guarded(
        [&] { return has_bypassrls_privilege(outer) || has_privs_of_role(outer, owner); });
}

bool current_user_owns_tables() {
    const Oid current = GetUserId();
    const Oid owner = table_owner();
    return guarded([&] { return has_privs_of_role(current, owner); });
}

bool restoring() { return !row_security && !AsOwner::active() && outer_user_bypasses_rls(); }

Oid table_owner() {
    static Oid known = InvalidOid;
    static std::uint64_t as_of = 0;
    if (as_of == detail::catalog_changes()) return known;
    const std::uint64_t now = detail::catalog_changes();
    known = guarded([] {
        const Oid schema = get_namespace_oid("coaching", false);
        const HeapTuple users =
            SearchSysCache2(RELNAMENSP, CStringGetDatum("users"), ObjectIdGetDatum(schema));
        if (!HeapTupleIsValid(users))
            ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
                            errmsg("the extension \"coaching\" is not installed here"),
                            errhint("CREATE EXTENSION coaching CASCADE;")));
        const Oid owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(users))->relowner;
        ReleaseSysCache(users);
        return owner;
    });
    as_of = now;
    return known;
}

}  // namespace coaching::pg
