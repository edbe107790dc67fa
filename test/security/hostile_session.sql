-- Temporary objects come before everything else for tables.
CREATE TEMPORARY TABLE users AS SELECT * FROM hostile.users;
CREATE TEMPORARY TABLE trainer_clients AS SELECT * FROM hostile.trainer_clients;
CREATE TEMPORARY TABLE user_blocks AS SELECT * FROM hostile.user_blocks;
CREATE TEMPORARY TABLE pg_class (oid oid);
GRANT ALL ON users, trainer_clients, user_blocks, pg_class TO PUBLIC;
