// Whose rights a piece of C++ runs with.
//
// Inside the extension there is no SECURITY DEFINER. A function first authorises its caller and
// then enters AsOwner, the owner of the extension's tables, for the statements it was made for, as
// the backend's own foreign-key triggers do. The caller is always judged by the outer user (what
// SET ROLE or the login set), which AsOwner does not change.
#pragma once

#include "pg/guard.hpp"

namespace coaching::pg {

/// Fixes search_path to "pg_catalog, pg_temp" for a scope, so that no name in our statements can be
/// shadowed. Costs nothing where it is so already.
class FixedSearchPath {
public:
    FixedSearchPath();
    ~FixedSearchPath();
    FixedSearchPath(const FixedSearchPath&) = delete;
    FixedSearchPath& operator=(const FixedSearchPath&) = delete;

private:
    int guc_level_ = 0;
    int exceptions_ = std::uncaught_exceptions();
};

/// The rights of the owner of the tables, with row_security = on and a fixed search_path.
/// Enter it only after an explicit authorisation check.
class AsOwner {
public:
    AsOwner();
    ~AsOwner();
    AsOwner(const AsOwner&) = delete;
    AsOwner& operator=(const AsOwner&) = delete;

    /// True while any AsOwner scope of this backend is open: what happens now was asked for by the
    /// extension itself, after its own checks.
    static bool active() noexcept;

private:
    int guc_level_ = 0;
    int exceptions_ = std::uncaught_exceptions();
    Oid user_before_ = InvalidOid;
    int security_before_ = 0;
};

/// Superuser, BYPASSRLS (Supabase's service_role) or a member of the role that owns the tables:
/// judged for the outer user.
bool outer_user_bypasses_rls();

/// Superuser or a member of the role that owns the tables, judged for the current user: who may
/// grant rights on them.
bool current_user_owns_tables();

/// True while a dump is being restored: row_security is off, we are not in an AsOwner scope and the
/// outer user bypasses row level security anyway. Triggers that judge, count or announce stand
/// aside then; nobody else gains by setting row_security.
bool restoring();

/// Owner of the extension's tables.
Oid table_owner();

}  // namespace coaching::pg
