-- Every INSERT, UPDATE and DELETE there is, on tables and on views one writes through, by the catalog; what is not refused as
-- on a standby is told. And TRUNCATE and row locks, which are writes as well.
SET client_min_messages = notice;
SET ROLE service_role;
DO $$
DECLARE
    statement text;
    tried int := 0;
BEGIN
    FOR statement IN SELECT s FROM pg_class c, LATERAL (SELECT quote_ident(attname) AS name FROM pg_attribute
                WHERE attrelid = c.oid AND attnum > 0 AND attgenerated = '' AND NOT attisdropped ORDER BY attnum LIMIT 1) AS a,
            LATERAL unnest(ARRAY[format('INSERT INTO %s DEFAULT VALUES', c.oid::regclass), format('UPDATE %s SET %s = %s', c.oid::regclass, a.name, a.name),
                format('DELETE FROM %s', c.oid::regclass)] || CASE WHEN c.relkind = 'r' THEN ARRAY[format('SELECT FROM %s FOR UPDATE', c.oid::regclass)] ELSE '{}' END) AS s
        WHERE c.relnamespace = 'coaching'::regnamespace
            AND (c.relkind = 'r' OR c.relkind = 'v' AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgtype & 64 <> 0))
        ORDER BY 1
    LOOP
        BEGIN
            tried := tried + 1;
            EXECUTE statement;
            RAISE NOTICE '% gives no error', statement;
        EXCEPTION WHEN OTHERS THEN
            IF sqlstate <> '25006' THEN RAISE NOTICE '% gives %', statement, sqlstate; END IF;
        END;
    END LOOP;
    IF tried < 150 THEN RAISE NOTICE 'only % statements tried', tried; END IF;
END $$;
