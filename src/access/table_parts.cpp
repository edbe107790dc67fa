#include "access/table_parts.hpp"

#include "pg/statement.hpp"

namespace coaching::access {

namespace {

using PartRow =
    std::tuple<pg::Text, pg::Text, pg::Text, pg::Text, pg::Text, bool, pg::Text, std::int64_t>;

// Under the fixed search_path everything outside of pg_catalog comes out with its schema. Rows
// stand in the order in which a restore needs them: a column before all else, since the rows dumped
// have it; its default only after them, since the default may need what the dump itself brings.
constinit pg::Query<PartRow()> parts{R"sql(
WITH relations AS (
    SELECT c.oid, c.relkind, c.xmin, c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.reloptions,
        c.reltoastrelid, c.relpersistence, c.reltablespace, c.relowner, format('%I.%I', n.nspname, c.relname) AS name,
        CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS word, n.nspname AS schema
    FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
      AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'coaching') AND c.relkind IN ('r', 'p', 'v')
), attributes AS (
    SELECT r.name AS relation, r.relkind, a.*, a.xmin AS writer, quote_ident(a.attname) AS name, format('ALTER TABLE %s ALTER COLUMN %I ', r.name, a.attname) AS change,
        format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> t.typcollation THEN
            (SELECT format(' COLLATE %I.%I', n.nspname, l.collname) FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation)
            ELSE '' END AS type,
        d.oid AS default_oid, d.xmin AS default_writer, pg_get_expr(d.adbin, d.adrelid) AS expression, t.typstorage
    FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
), sequences AS (
    SELECT a.attrelid, a.attnum, s.*
    FROM attributes a JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
        AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum JOIN pg_sequence s ON s.seqrelid = d.objid
), indexes AS (
    SELECT r.name AS relation, r.schema, i.*, i.xmin AS writer, quote_ident(c.relname) AS name, c.reltablespace
    FROM relations r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class c ON c.oid = i.indexrelid
), named_not_null AS ( -- from 18 on it is a constraint, which may have a name of the user's own and not be validated yet
    SELECT c.oid, c.conrelid, c.conkey, c.conname FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid AND c.contype = 'n'
    JOIN pg_class t ON t.oid = r.oid JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
    WHERE NOT c.convalidated OR c.connoinherit OR c.conname <> format('%s_%s_not_null', t.relname, a.attname)
), found (rank, relation, kind, name, state, definition, usual, statement, writer) AS (
    SELECT 0::numeric, name, 'relation', '', '', '', false, '', xmin FROM relations
    UNION ALL SELECT 1 + a.attnum / 10000.0, relation, 'column', a.name, concat(a.attgenerated, a.attidentity), CASE WHEN a.attgenerated <> '' THEN a.expression END, false,
        format('ALTER TABLE %s ADD COLUMN %s %s', relation, a.name, a.type)
            || CASE WHEN attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%s) %s', expression, CASE attgenerated::text WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END)
                WHEN attidentity <> '' THEN (SELECT format(' GENERATED %s AS IDENTITY (START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s)',
                    CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
                    FROM sequences s WHERE (s.attrelid, s.attnum) = (a.attrelid, a.attnum)) ELSE '' END,
        a.writer FROM attributes a WHERE relkind <> 'v'
    UNION ALL SELECT 2, relation, 'column type', name, type, '', false, change || 'TYPE ' || type, writer FROM attributes WHERE relkind <> 'v'
    UNION ALL SELECT 11, relation, 'column default', name, CASE WHEN expression IS NULL THEN 'none' ELSE '' END, expression, expression IS NULL,
        change || coalesce('SET DEFAULT ' || expression, 'DROP DEFAULT'), coalesce(default_writer, writer) FROM attributes WHERE attgenerated = ''
    UNION ALL SELECT CASE WHEN attnotnull THEN 12 ELSE 3 END, a.relation, 'column not null', a.name, attnotnull::text, '', NOT attnotnull OR attidentity <> '',
        CASE WHEN n.oid IS NOT NULL THEN format('ALTER TABLE %s ADD CONSTRAINT %I %s', a.relation, n.conname, pg_get_constraintdef(n.oid))
            ELSE change || CASE WHEN attnotnull THEN 'SET' ELSE 'DROP' END || ' NOT NULL' END, writer
        FROM attributes a LEFT JOIN named_not_null n ON n.conrelid = a.attrelid AND n.conkey[1] = a.attnum WHERE a.relkind <> 'v'
    UNION ALL SELECT 13, relation, 'column storage', name, attstorage::text, '', attstorage = typstorage,
        change || 'SET STORAGE ' || CASE attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END, writer
        FROM attributes WHERE relkind <> 'v'
    UNION ALL SELECT 14, relation, 'column compression', name, attcompression::text, '', attcompression = '',
        change || 'SET COMPRESSION ' || CASE attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END, writer FROM attributes WHERE relkind <> 'v'
    UNION ALL SELECT 15, relation, 'column statistics', name, coalesce(attstattarget, -1)::text, '', coalesce(attstattarget, -1) = -1,
        change || 'SET STATISTICS ' || coalesce(attstattarget, -1), writer FROM attributes WHERE relkind <> 'v'
    UNION ALL SELECT 16, relation, 'column option', format('%s (%I)', a.name, o.option_name), o.option_value, '', false,
        format('%sSET (%I = %L)', change, o.option_name, o.option_value), writer FROM attributes a, pg_options_to_table(a.attoptions) o
        WHERE relkind <> 'v' AND o.option_name IN ('n_distinct', 'n_distinct_inherited')
    UNION ALL SELECT 17, a.relation, 'sequence', a.name, coalesce(pg_sequence_last_value(s.seqrelid)::text, ''), '', pg_sequence_last_value(s.seqrelid) IS NULL,
        format('SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%L, %L), %s)', a.relation, a.attname, pg_sequence_last_value(s.seqrelid)), a.writer
        FROM attributes a JOIN sequences s ON (s.attrelid, s.attnum) = (a.attrelid, a.attnum)
    UNION ALL SELECT 20, r.name, 'view', '', '', pg_get_viewdef(r.oid), false,
        format(E'CREATE OR REPLACE VIEW %s%s AS\n%s', r.name, coalesce(' WITH (' || array_to_string(r.reloptions, ', ') || ')', ''), rtrim(pg_get_viewdef(r.oid), ';')), w.xmin
        FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid AND w.rulename = '_RETURN' WHERE r.relkind = 'v'
    UNION ALL SELECT CASE c.contype WHEN 'f' THEN 33 WHEN 'c' THEN 32 ELSE 30 END, r.name, CASE c.contype WHEN 'f' THEN 'foreign key' ELSE 'constraint' END,
        quote_ident(c.conname), concat_ws(' ', c.contype, c.convalidated, c.condeferrable, c.condeferred), pg_get_constraintdef(c.oid), false,
        format('ALTER TABLE %s ADD CONSTRAINT %I %s', r.name, c.conname, pg_get_constraintdef(c.oid)), c.xmin
        FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid WHERE c.contype IN ('c', 'f', 'p', 'u', 'x') AND c.conparentid = 0
    UNION ALL SELECT 31, i.relation, 'index', format('%I.%s', i.schema, i.name), '', pg_get_indexdef(i.indexrelid), false, pg_get_indexdef(i.indexrelid), i.writer
        FROM indexes i WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x') AND c.conrelid = i.indrelid)
    UNION ALL SELECT 31.5, i.relation, 'index statistics', format('%I.%s %s', i.schema, i.name, a.attnum), coalesce(a.attstattarget, -1)::text, '', coalesce(a.attstattarget, -1) = -1,
        format('ALTER INDEX %I.%s ALTER COLUMN %s SET STATISTICS %s', i.schema, i.name, a.attnum, coalesce(a.attstattarget, -1)), i.writer FROM indexes i JOIN pg_attribute a ON a.attrelid = i.indexrelid
    UNION ALL SELECT 34, r.name, 'statistics', format('%I.%I', n.nspname, s.stxname), '', pg_get_statisticsobjdef(s.oid), false, pg_get_statisticsobjdef(s.oid), s.xmin
        FROM relations r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
    UNION ALL SELECT 34.5, r.name, 'statistics target', format('%I.%I', n.nspname, s.stxname), coalesce(s.stxstattarget, -1)::text, '', coalesce(s.stxstattarget, -1) = -1,
        format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, coalesce(s.stxstattarget, -1)), s.xmin
        FROM relations r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
    UNION ALL SELECT 35, r.name, 'cluster', '', coalesce(i.name, ''), '', i.name IS NULL, format('ALTER TABLE %s %s', r.name, coalesce('CLUSTER ON ' || i.name, 'SET WITHOUT CLUSTER')), r.xmin
        FROM relations r LEFT JOIN indexes i ON i.indrelid = r.oid AND i.indisclustered WHERE r.relkind <> 'v'
    UNION ALL SELECT 36, r.name, 'replica identity', '', concat_ws(' ', r.relreplident, i.name), '', r.relreplident = 'd', format('ALTER TABLE %s REPLICA IDENTITY %s', r.name,
        CASE r.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN 'USING INDEX ' || i.name ELSE 'DEFAULT' END), r.xmin
        FROM relations r LEFT JOIN indexes i ON i.indrelid = r.oid AND i.indisreplident WHERE r.relkind <> 'v' AND (r.relreplident <> 'i' OR i.name IS NOT NULL)
    UNION ALL SELECT 40, r.name, 'rule', quote_ident(w.rulename), '', pg_get_ruledef(w.oid), false, rtrim(pg_get_ruledef(w.oid), ';'), w.xmin
        FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'
    UNION ALL SELECT 41, r.name, 'rule state', quote_ident(w.rulename), w.ev_enabled::text, '', w.ev_enabled = 'O',
        format('ALTER TABLE %s %s RULE %I', r.name, CASE w.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, w.rulename), w.xmin
        FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'
    UNION ALL SELECT 42, r.name, 'trigger', quote_ident(t.tgname), '', pg_get_triggerdef(t.oid), false, pg_get_triggerdef(t.oid), t.xmin
        FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL SELECT 43, r.name, 'trigger state', quote_ident(t.tgname), t.tgenabled::text, '', t.tgenabled = 'O',
        format('ALTER TABLE %s %s TRIGGER %I', r.name, CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, t.tgname), t.xmin
        FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL SELECT 50, r.name, 'policy', quote_ident(p.polname), '', concat_ws(' ', p.polpermissive, p.polcmd, o.roles, pg_get_expr(p.polqual, p.polrelid), '/', pg_get_expr(p.polwithcheck, p.polrelid)), false,
        format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, r.name, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
            CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, o.roles)
            || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''),
        p.xmin
        FROM relations r JOIN pg_policy p ON p.polrelid = r.oid, LATERAL (
            SELECT string_agg(coalesce(quote_ident(a.rolname), 'PUBLIC'), ', ' ORDER BY a.rolname) AS roles FROM unnest(p.polroles) AS role LEFT JOIN pg_roles a ON a.oid = role) o
    UNION ALL SELECT 51, name, 'row security', '', relrowsecurity::text, '', NOT relrowsecurity, format('ALTER TABLE %s %s ROW LEVEL SECURITY', name, CASE WHEN relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END), xmin
        FROM relations WHERE relkind <> 'v'
    UNION ALL SELECT 52, name, 'forced row security', '', relforcerowsecurity::text, '', NOT relforcerowsecurity, format('ALTER TABLE %s %s ROW LEVEL SECURITY', name, CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END), xmin
        FROM relations WHERE relkind <> 'v'
    UNION ALL SELECT 53, r.name, 'option', o.prefix || quote_ident(o.option_name), o.option_value, '', false, format('ALTER %s %s SET (%s%I = %L)', r.word, r.name, o.prefix, o.option_name, o.option_value), r.xmin
        FROM relations r LEFT JOIN pg_class t ON t.oid = r.reltoastrelid, LATERAL (
            SELECT '' AS prefix, * FROM pg_options_to_table(r.reloptions) UNION ALL SELECT 'toast.', * FROM pg_options_to_table(t.reloptions)) o
    UNION ALL SELECT 54, name, 'persistence', '', relpersistence::text, '', relpersistence = 'p', format('ALTER TABLE %s SET %s', name, CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END), xmin
        FROM relations WHERE relkind = 'r'
    UNION ALL SELECT 55, r.name, 'tablespace', i.name, coalesce(s.spcname, ''), '', s.spcname IS NULL, format('ALTER %s SET TABLESPACE %I', i.object, coalesce(s.spcname, 'pg_default')), r.xmin
        FROM relations r JOIN LATERAL (SELECT '' AS name, 'TABLE ' || r.name AS object, r.reltablespace
            UNION ALL SELECT i.name, format('INDEX %I.%s', i.schema, i.name), i.reltablespace FROM indexes i WHERE i.indrelid = r.oid) i ON true
        LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace WHERE r.relkind = 'r'
    UNION ALL SELECT 56, r.name, 'parent', p.inhparent::regclass::text, '', '', false, format('ALTER TABLE %s INHERIT %s', r.name, p.inhparent::regclass), p.xmin
        FROM relations r JOIN pg_inherits p ON p.inhrelid = r.oid WHERE r.relkind = 'r'
    UNION ALL SELECT 57, name, 'owner', '', CASE WHEN r.relowner = u.relowner THEN '' ELSE o.rolname END, '', r.relowner = u.relowner, format('ALTER %s %s OWNER TO %I', r.word, r.name, o.rolname), r.xmin
        FROM relations r JOIN pg_class u ON u.oid = 'coaching.users'::regclass JOIN pg_roles o ON o.oid = r.relowner
    UNION ALL SELECT 60, r.name, 'label', coalesce('COLUMN ' || r.name || '.' || quote_ident(a.attname), r.word || ' ' || r.name) || ' ' || l.provider, l.label, '', false,
        format('SECURITY LABEL FOR %I ON %s IS %L', l.provider, coalesce('COLUMN ' || r.name || '.' || quote_ident(a.attname), r.word || ' ' || r.name), l.label), l.xmin
        FROM relations r JOIN pg_seclabel l ON l.classoid = 'pg_class'::regclass AND l.objoid = r.oid LEFT JOIN pg_attribute a ON (a.attrelid, a.attnum) = (r.oid, l.objsubid)
    UNION ALL SELECT 61, r.name, 'publication', quote_ident(p.pubname), '', concat_ws(' ', x.prattrs, pg_get_expr(x.prqual, x.prrelid)), false,
        format('ALTER PUBLICATION %I ADD TABLE ONLY %s', p.pubname, r.name)
            || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')' FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attnum = ANY (x.prattrs)), '')
            || coalesce(' WHERE (' || pg_get_expr(x.prqual, x.prrelid) || ')', ''), x.xmin
        FROM relations r JOIN pg_publication_rel x ON x.prrelid = r.oid JOIN pg_publication p ON p.oid = x.prpubid
        WHERE current_setting('server_version_num')::int4 < 180000 -- whose pg_dump carries it
), described (class, id, sub, object) AS (
    SELECT 'pg_class'::regclass, attrelid, attnum::int, format('COLUMN %s.%s', relation, name) FROM attributes
    UNION ALL SELECT 'pg_class'::regclass, oid, 0, word || ' ' || name FROM relations
    UNION ALL SELECT 'pg_class'::regclass, indexrelid, 0, format('INDEX %I.%s', schema, name) FROM indexes
    UNION ALL SELECT 'pg_constraint'::regclass, c.oid, 0, format('CONSTRAINT %I ON %s', c.conname, r.name) FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid
    UNION ALL SELECT 'pg_trigger'::regclass, t.oid, 0, format('TRIGGER %I ON %s', t.tgname, r.name) FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid
    UNION ALL SELECT 'pg_policy'::regclass, p.oid, 0, format('POLICY %I ON %s', p.polname, r.name) FROM relations r JOIN pg_policy p ON p.polrelid = r.oid
    UNION ALL SELECT 'pg_rewrite'::regclass, w.oid, 0, format('RULE %I ON %s', w.rulename, r.name) FROM relations r JOIN pg_rewrite w ON w.ev_class = r.oid WHERE w.rulename <> '_RETURN'
    UNION ALL SELECT 'pg_statistic_ext'::regclass, s.oid, 0, format('STATISTICS %I.%I', n.nspname, s.stxname) FROM relations r JOIN pg_statistic_ext s ON s.stxrelid = r.oid JOIN pg_namespace n ON n.oid = s.stxnamespace
)
SELECT f.relation, f.kind, f.name, f.state, coalesce(left(md5(nullif(f.definition, '')), 12), ''), f.usual, f.statement, f.writer::text::int8
FROM (SELECT rank, relation, kind, name, state, definition, usual, statement, writer FROM found
    UNION ALL SELECT 70, '', 'comment', d.object, left(md5(c.description), 12), '', false, format('COMMENT ON %s IS %L', d.object, c.description), c.xmin
        FROM described d JOIN pg_description c ON (c.classoid, c.objoid, c.objsubid) = (d.class, d.id, d.sub)) f
ORDER BY floor(f.rank), f.relation COLLATE "C", f.rank, f.kind COLLATE "C", f.name COLLATE "C"
)sql"};

}  // namespace

std::vector<TablePart> table_parts() {
    std::vector<TablePart> found;
    for (const auto& [relation, kind, name, state, definition, usual, statement, writer] :
         parts.all())
        found.push_back({std::string(relation), std::string(kind), std::string(name),
                         std::string(state), std::string(definition), usual, std::string(statement),
                         writer});
    return found;
}

std::string removal_of(const TablePart& part) {
    const std::string table = "ALTER TABLE " + part.relation + " ";
    if (part.kind == "column") return table + "DROP COLUMN " + part.name;
    if (part.kind == "constraint" || part.kind == "foreign key")
        return table + "DROP CONSTRAINT " + part.name;
    if (part.kind == "index") return "DROP INDEX " + part.name;
    if (part.kind == "statistics") return "DROP STATISTICS " + part.name;
    if (part.kind == "trigger") return "DROP TRIGGER " + part.name + " ON " + part.relation;
    if (part.kind == "policy") return "DROP POLICY " + part.name + " ON " + part.relation;
    if (part.kind == "rule") return "DROP RULE " + part.name + " ON " + part.relation;
    if (part.kind == "option") return table + "RESET (" + part.name + ")";
    return {};
}

}  // namespace coaching::access
