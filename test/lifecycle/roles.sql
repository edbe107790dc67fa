-- The roles PostgREST and Supabase use, where an earlier suite has not made them; an owner of databases
-- who is no superuser; a role an app made for itself.
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I %s', role, options) FROM (VALUES
    ('anon', 'NOLOGIN'), ('authenticated', 'NOLOGIN'), ('service_role', 'NOLOGIN BYPASSRLS'),
    ('coaching_owner', 'LOGIN'), ('coaching_app', 'NOLOGIN')) AS wanted (role, options)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)
\gexec
