-- step: A database, and the roles that use it
-- why: The gym's database belongs to gym_owner, who is no superuser. The other three are the roles
-- why: Supabase and PostgREST know: signed-in people, visitors, and the app's own servers.
-- connect: -U postgres -d postgres
-- expect: CREATE DATABASE
-- expect: gym_owner | f | f
-- expect: authenticated | f | f
-- expect: service_role | f | t
CREATE ROLE gym_owner LOGIN;
CREATE ROLE authenticated;
CREATE ROLE anon;
CREATE ROLE service_role BYPASSRLS;
GRANT authenticated, anon TO gym_owner;
CREATE DATABASE gym OWNER gym_owner;

SELECT rolname, rolsuper, rolbypassrls FROM pg_roles
WHERE rolname IN ('gym_owner', 'authenticated', 'anon', 'service_role') ORDER BY oid;
