-- What somebody may do to the extension's own tables, which a dump does not carry by itself. Run by the owner of the database.
SET client_min_messages = warning;
CREATE FUNCTION shoe_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new."Shoe size" := round(new."Shoe size", 1); RETURN new; END $$;
CREATE TABLE colours (name text PRIMARY KEY);
INSERT INTO colours VALUES ('red'), (E'light\t"blue"');

-- columns with data, one of them counted on, one computed
ALTER TABLE coaching.users ADD COLUMN "Shoe size" numeric(5,2);
ALTER TABLE coaching.client_profiles ADD COLUMN number serial, ADD COLUMN place int GENERATED ALWAYS AS IDENTITY, ADD COLUMN colour text COLLATE "C",
    ADD COLUMN loud text GENERATED ALWAYS AS (upper(currency)) STORED;
UPDATE coaching.users SET "Shoe size" = 30 + right(id::text, 2)::int % 15;
ALTER TABLE coaching.users ALTER COLUMN "Shoe size" SET DEFAULT 42.5, ALTER COLUMN "Shoe size" SET NOT NULL, ALTER COLUMN "Shoe size" SET STATISTICS 200;
UPDATE coaching.client_profiles SET colour = CASE WHEN number % 2 = 0 THEN 'red' ELSE E'light\t"blue"' END;
COMMENT ON COLUMN coaching.client_profiles.colour IS E'one of\n"colours", it''s said; really';
-- what holds them together
ALTER TABLE coaching.client_profiles ADD CONSTRAINT colour_known FOREIGN KEY (colour) REFERENCES colours, ADD CONSTRAINT number_once UNIQUE (number);
ALTER TABLE coaching.users ADD CONSTRAINT feet CHECK ("Shoe size" BETWEEN 10 AND 60);
CREATE INDEX "Shoes" ON coaching.users ("Shoe size" DESC) WHERE "Shoe size" > 40;
CREATE STATISTICS coaching.shoes_and_names ON "Shoe size", full_name FROM coaching.users;
ALTER STATISTICS coaching.shoes_and_names SET STATISTICS 300;
CREATE INDEX shoes_twice ON coaching.users (("Shoe size" * 2));
ALTER INDEX coaching.shoes_twice ALTER COLUMN 1 SET STATISTICS 400;
CREATE TABLE weights (LIKE coaching.match_weights INCLUDING ALL);
ALTER TABLE coaching.match_weights SET UNLOGGED, INHERIT weights;
CREATE TRIGGER shoes BEFORE INSERT OR UPDATE OF "Shoe size" ON coaching.users FOR EACH ROW EXECUTE FUNCTION shoe_changed();
CREATE TRIGGER sleeping BEFORE DELETE ON coaching.settings FOR EACH ROW EXECUTE FUNCTION shoe_changed();
ALTER TABLE coaching.settings DISABLE TRIGGER sleeping;
CREATE POLICY no_giants ON coaching.users AS RESTRICTIVE FOR SELECT TO authenticated USING ("Shoe size" < 44);
-- what PostgreSQL 18 has besides
SELECT current_setting('server_version_num')::int >= 180000 AS is_18 \gset
\if :is_18
ALTER TABLE coaching.users ADD COLUMN laced boolean DEFAULT true, ADD CONSTRAINT "Laces" NOT NULL laced NOT VALID,
    ADD COLUMN inches numeric GENERATED ALWAYS AS (("Shoe size" + 2) / 3) VIRTUAL, ADD CONSTRAINT wish CHECK ("Shoe size" < 40) NOT ENFORCED;
COMMENT ON CONSTRAINT "Laces" ON coaching.users IS 'or barefoot';
\endif
-- what stands on them, and is the user's own
CREATE VIEW shoes WITH (security_invoker = true) AS SELECT id, "Shoe size" FROM coaching.users;
GRANT SELECT ON shoes TO authenticated;
GRANT UPDATE ("Shoe size") ON coaching.users TO authenticated;
SET client_min_messages = error;    -- this server is not set to publish, which does not matter here
CREATE PUBLICATION people FOR TABLE coaching.users;

-- what the extension had made, made otherwise; rows stand on that
ALTER TABLE coaching.exercises DROP CONSTRAINT exercises_level_check, ADD CONSTRAINT exercises_level_check CHECK (level <> 'hopeless');
UPDATE coaching.exercises SET level = 'olympic' WHERE name = 'Plank';
ALTER TABLE coaching.programs ALTER COLUMN metadata DROP NOT NULL, DROP COLUMN expected_duration_weeks;
UPDATE coaching.programs SET metadata = NULL WHERE name = 'Program 1';
DROP INDEX coaching.audit_log_at_idx;
ALTER TABLE coaching.bookings SET (fillfactor = 80), ALTER COLUMN location SET DEFAULT 'the "gym"';
ALTER TABLE coaching.exercises DISABLE TRIGGER exercises_audit;
ALTER POLICY settings_insert ON coaching.settings WITH CHECK (false);
