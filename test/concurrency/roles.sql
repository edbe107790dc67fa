-- The role the storm's connections log in as, and the one that kills them.
CREATE ROLE authenticated LOGIN;
CREATE ROLE service_role NOLOGIN BYPASSRLS;
CREATE ROLE anon NOLOGIN;
