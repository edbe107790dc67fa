-- Triggers in C++.

CREATE SCHEMA shop;
CREATE TABLE shop.log (number int GENERATED ALWAYS AS IDENTITY, line text);
CREATE TABLE shop.notes (id int PRIMARY KEY, note text, touched boolean NOT NULL DEFAULT false, seen text);
CREATE FUNCTION public.logged() RETURNS text LANGUAGE sql AS
$$ WITH gone AS (DELETE FROM shop.log RETURNING *) SELECT string_agg(line, ', ' ORDER BY number) FROM gone $$;
CREATE FUNCTION public.rows_now() RETURNS text LANGUAGE sql AS
$$ SELECT string_agg(concat_ws('|', id, coalesce(note, '-'), touched, coalesce(seen, '-')), ' ' ORDER BY id) FROM shop.notes $$;

CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.watch('stamp');
INSERT INTO shop.notes VALUES (1, 'a'), (2, 'forget');
SELECT tap.is('a trigger sets columns, also to NULL, on insert', rows_now(), '1|a|f|shop.notes insert 2|-|f|shop.notes insert');
UPDATE shop.notes SET note = 'forget' WHERE id = 1;
SELECT tap.is('and on update', rows_now(), '1|-|f|shop.notes update 2|-|f|shop.notes insert');
INSERT INTO shop.notes VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET note = excluded.note;
SELECT tap.is('and on an insert that becomes an update', rows_now(), '1|b|f|shop.notes update 2|-|f|shop.notes insert');
DROP TRIGGER stamp ON shop.notes;

CREATE TRIGGER changes BEFORE INSERT OR UPDATE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.watch('note changes');
INSERT INTO shop.notes VALUES (3, NULL);
UPDATE shop.notes SET note = repeat('long', 20000) WHERE id = 1;
UPDATE shop.notes SET note = note, touched = true WHERE id = 2;
SELECT tap.is('a trigger knows what an update changes; on insert everything',
    string_agg(id || ':' || seen, ' ' ORDER BY id), '1:note 2:touched 3:id note touched') FROM shop.notes;
UPDATE shop.notes SET note = (SELECT note FROM shop.notes WHERE id = 1), id = 1 WHERE id = 1;
SELECT tap.is('the same long text again is no change', seen, '') FROM shop.notes WHERE id = 1;
UPDATE shop.notes SET note = 'x' WHERE id = 3;
SELECT tap.is('from NULL to a value is one', seen, 'note') FROM shop.notes WHERE id = 3;
ALTER TABLE shop.notes DROP COLUMN touched;
ALTER TABLE shop.notes ADD COLUMN touched boolean DEFAULT true;
UPDATE shop.notes SET note = NULL WHERE id = 3;
SELECT tap.is('after columns were dropped and added too', seen, 'note') FROM shop.notes WHERE id = 3;
DROP TRIGGER changes ON shop.notes;

CREATE TRIGGER skip BEFORE INSERT OR UPDATE OR DELETE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.watch('skip');
INSERT INTO shop.notes VALUES (4, NULL);
UPDATE shop.notes SET note = 'skipped';
DELETE FROM shop.notes;
SELECT tap.is('a trigger skips rows', string_agg(id::text, ' ' ORDER BY id), '1 2 3') FROM shop.notes WHERE note IS DISTINCT FROM 'skipped';
DROP TRIGGER skip ON shop.notes;

CREATE TRIGGER refuse BEFORE DELETE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.watch('refuse');
SELECT tap.is('a trigger refuses', tap.said('DELETE FROM shop.notes'), '42501 the trigger refuses');
DROP TRIGGER refuse ON shop.notes;

CREATE TRIGGER old BEFORE UPDATE OR DELETE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.watch('look at the old row');
CREATE TRIGGER log_row AFTER UPDATE OR DELETE ON shop.notes FOR EACH ROW EXECUTE FUNCTION bridge.log_call('with', 'id');
UPDATE shop.notes SET note = 'u' WHERE id = 1;
DELETE FROM shop.notes WHERE id IN (2, 3);
SELECT tap.is('a trigger sees the old row of an update and a delete', concat_ws('; ', logged(), rows_now()),
    'update 1, delete 2, delete 3; 1|u|t|');
DROP TRIGGER old ON shop.notes;
DROP TRIGGER log_row ON shop.notes;

CREATE TRIGGER log_before BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON shop.notes
    FOR EACH STATEMENT EXECUTE FUNCTION bridge.log_call();
CREATE TRIGGER log_after AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON shop.notes
    FOR EACH STATEMENT EXECUTE FUNCTION bridge.log_call();
INSERT INTO shop.notes SELECT g FROM generate_series(11, 15) g;
UPDATE shop.notes SET note = 'n';
DELETE FROM shop.notes WHERE false;
TRUNCATE shop.notes;
SELECT tap.is('a trigger for each statement runs once before and once after each', logged(),
    'insert, insert, update, update, delete, delete, truncate, truncate');
DROP TRIGGER log_before ON shop.notes;
DROP TRIGGER log_after ON shop.notes;

CREATE VIEW shop.upper_notes AS SELECT id, upper(note) AS note FROM shop.notes;
CREATE TRIGGER instead INSTEAD OF INSERT ON shop.upper_notes FOR EACH ROW EXECUTE FUNCTION bridge.log_call();
INSERT INTO shop.upper_notes VALUES (1, 'x');
SELECT tap.is('a trigger stands in for a view', logged(), 'insert');

SELECT tap.is('a trigger called as a function is refused', tap.state('SELECT bridge.watch()'), '22023');

-- Slips in a trigger's C++.
CREATE FUNCTION public.slip(what text, clause text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE format('CREATE TRIGGER slip %s EXECUTE FUNCTION bridge.watch(%L)', clause, what);
    said := tap.state(statement);
    DROP TRIGGER slip ON shop.notes;
    RETURN said;
END $$;
INSERT INTO shop.notes VALUES (1, 'a');
SELECT tap.is('a slip in a trigger is an error and not a crash: ' || name, concat_ws(' ', slip(what, clause, statement), bridge.witnesses_alive()), 'XX000 0')
FROM (VALUES
    ('a column read as another type', 'read text as int', 'BEFORE INSERT ON shop.notes FOR EACH ROW', 'INSERT INTO shop.notes VALUES (2, ''b'')'),
    ('a column written as another type', 'write int into text', 'BEFORE INSERT ON shop.notes FOR EACH ROW', 'INSERT INTO shop.notes VALUES (2, ''b'')'),
    ('a column that is not there', 'read no column', 'BEFORE INSERT ON shop.notes FOR EACH ROW', 'INSERT INTO shop.notes VALUES (2, ''b'')'),
    ('changes of a column that is not there', 'ask about no column', 'BEFORE UPDATE ON shop.notes FOR EACH ROW', 'UPDATE shop.notes SET note = ''c'''),
    ('the new row of a whole statement', 'look at the new row', 'BEFORE INSERT ON shop.notes FOR EACH STATEMENT', 'INSERT INTO shop.notes VALUES (2, ''b'')'),
    ('the old row of a whole statement', 'look at the old row', 'BEFORE DELETE ON shop.notes FOR EACH STATEMENT', 'DELETE FROM shop.notes'),
    ('the new row of a delete', 'look at the new row', 'BEFORE DELETE ON shop.notes FOR EACH ROW', 'DELETE FROM shop.notes'),
    ('the old row of an insert', 'look at the old row', 'BEFORE INSERT ON shop.notes FOR EACH ROW', 'INSERT INTO shop.notes VALUES (2, ''b'')'),
    ('the row of a TRUNCATE', 'look at the old row', 'BEFORE TRUNCATE ON shop.notes FOR EACH STATEMENT', 'TRUNCATE shop.notes')
) slips (name, what, clause, statement);
SELECT tap.is('after them the table is as it was', rows_now(), '1|a|t|-')
FROM (SELECT 1) s WHERE true;
