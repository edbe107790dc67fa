SET client_min_messages = warning;
-- The roles PostgREST and Supabase use, where an earlier suite has not made them.
SELECT format('CREATE ROLE %I %s', role, options) FROM (VALUES
    ('anon', 'NOLOGIN'), ('authenticated', 'NOLOGIN'), ('service_role', 'NOLOGIN BYPASSRLS'),
    ('coaching_authenticator', 'LOGIN NOINHERIT')) AS wanted (role, options)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)
\gexec
ALTER ROLE service_role BYPASSRLS;
GRANT anon, authenticated TO coaching_authenticator;
