-- access: what users change about the extension's tables, which a dump does not carry.

CREATE FUNCTION coaching.own_parts() RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT '{"parts": []}'::jsonb;
END;
COMMENT ON FUNCTION coaching.own_parts() IS
    'Maintained by note_own_parts: columns, constraints, indexes, triggers, policies and so on of the extension''s tables that are the extension''s own.';

CREATE FUNCTION coaching.note_own_parts() RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_note_own_parts';
COMMENT ON FUNCTION coaching.note_own_parts() IS
    'Last line of every script of the extension, the installing one and each upgrade: what the script has made is the extension''s own, what it dropped is so no longer. What users had added before stays theirs. Errors: permission_denied outside of a script.';

CREATE FUNCTION coaching.unportable_changes(before_rows boolean DEFAULT NULL) RETURNS SETOF text
    LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_unportable_changes';
COMMENT ON FUNCTION coaching.unportable_changes(boolean) IS
    'What somebody has changed about the extension''s tables and views, as SQL to replay where a dump is restored, since pg_dump does not carry it: a statement each, in order. Nothing where nobody changed anything. before_rows chooses a part: true what to replay right after CREATE EXTENSION (added columns, and what the rows of a dump would not pass), false what to replay when all else has been restored; without it both. For the owner.';
