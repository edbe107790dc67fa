-- The last lines of every script that updates the extension, coaching--OLD--NEW.sql: what the script has made belongs to the
-- owner of the tables, nobody may use what access_grants() does not give them, and new tables' rows are dumped.
CREATE FUNCTION coaching.finish_update() RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_finish_update';
SELECT coaching.finish_update();
DROP FUNCTION coaching.finish_update();
