# The extension in the hands of a plain database owner: no superuser was needed. Sourced by `run`.

fresh_owned_database coaching_owned coaching_owner
owned() { sql coaching_owned -U coaching_owner "$@"; }

is "a plain database owner creates the extension and what it requires" \
    "$(owned -c "SET client_min_messages = warning" -c "CREATE EXTENSION coaching CASCADE" 2>&1)" ""
is "the owner is no superuser" "$(owned -c "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")" f
is "everything the extension made belongs to the owner" "$(owned -c "
    SELECT string_agg(o.type || ' ' || o.identity, ', ') FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) AS o
    WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'coaching')
        AND coalesce((SELECT relowner FROM pg_class WHERE d.classid = 'pg_class'::regclass AND oid = d.objid),
            (SELECT proowner FROM pg_proc WHERE d.classid = 'pg_proc'::regclass AND oid = d.objid),
            (SELECT typowner FROM pg_type WHERE d.classid = 'pg_type'::regclass AND oid = d.objid), 0) <> 'coaching_owner'::regrole")" ""
is "no function and no table is open to PUBLIC" "$(owned -c "
    SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
    WHERE p.pronamespace = 'coaching'::regnamespace AND a.grantee = 0" -c "
    SELECT string_agg(c.relname, ' ') FROM pg_class c, aclexplode(c.relacl) AS a
    WHERE c.relnamespace = 'coaching'::regnamespace AND a.grantee = 0" | xargs)" ""
is "the owner grants access to a role of an app" "$(owned -c "SELECT coaching.grant_access('coaching_app')" 2>&1)" ""
is "… which then has what authenticated has" "$(owned -c "
    SELECT string_agg(c.relname, ' ') FROM pg_class c WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind = 'r'
        AND (has_any_column_privilege('authenticated', c.oid, 'SELECT'), has_any_column_privilege('authenticated', c.oid, 'INSERT'),
            has_any_column_privilege('authenticated', c.oid, 'UPDATE'), has_table_privilege('authenticated', c.oid, 'DELETE'))
        <> (has_any_column_privilege('coaching_app', c.oid, 'SELECT'), has_any_column_privilege('coaching_app', c.oid, 'INSERT'),
            has_any_column_privilege('coaching_app', c.oid, 'UPDATE'), has_table_privilege('coaching_app', c.oid, 'DELETE'))")" ""
is "the owner is a trusted caller: people, roles and relationships are theirs to make" "$(owned -c "
    INSERT INTO coaching.users (id, full_name) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n FROM generate_series(1, 3) AS n" -c "
    SELECT coaching.promote_to_coach('00000000-0000-4000-8000-000000000002')" -c "
    SELECT code FROM coaching.assign_clients('00000000-0000-4000-8000-000000000002', ARRAY['00000000-0000-4000-8000-000000000003']::uuid[])" | xargs)" "assigned"
is "the owner asking in a person's name is that person" "$(owned -c "SET coaching.user_id = '00000000-0000-4000-8000-000000000003'" \
    -c "SELECT coaching.is_admin()")" f
is "another role cannot grant access to the owner's tables" \
    "$(sql coaching_owned -U coaching_owner -c "SELECT 1" >/dev/null && psql -X -q -A -t -d coaching_owned -c "SET ROLE service_role" \
        -c "SELECT coaching.grant_access('anon')" 2>&1 | grep -c 'ERROR')" 1
is "a role without rights in the database cannot create the extension" \
    "$(fresh_database coaching_foreign && psql -X -q -U coaching_owner -d coaching_foreign -c "CREATE EXTENSION coaching CASCADE" 2>&1 |
        grep -c 'ERROR:  permission denied')" 1

# What the database hands out by default does not reach the extension's tables.
fresh_database coaching_foreign
sql coaching_foreign -c "SET client_min_messages = warning" \
    -c "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO authenticated, anon" \
    -c "ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO authenticated, anon" -c "CREATE EXTENSION coaching CASCADE"
is "default privileges of the database open no table of the extension" "$(sql coaching_foreign -c "
    SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_class c
    WHERE c.relnamespace = 'coaching'::regnamespace AND c.relkind IN ('r', 'v')
        AND (has_table_privilege('authenticated', c.oid, 'TRUNCATE') OR has_table_privilege('anon', c.oid, 'INSERT, TRUNCATE'))")" ""
is "… and no function" "$(sql coaching_foreign -c "
    SELECT string_agg(p.proname, ' ' ORDER BY p.proname) FROM pg_proc p
    WHERE p.pronamespace = 'coaching'::regnamespace AND p.prorettype = 'trigger'::regtype
        AND (has_function_privilege('authenticated', p.oid, 'EXECUTE') OR has_function_privilege('anon', p.oid, 'EXECUTE'))")" ""
sql postgres -c "DROP DATABASE coaching_owned WITH (FORCE)" -c "DROP DATABASE coaching_foreign WITH (FORCE)"
