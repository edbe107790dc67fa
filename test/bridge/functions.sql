-- The functions of the test module; :module is its path.

CREATE SCHEMA bridge;
GRANT USAGE ON SCHEMA bridge TO PUBLIC;
SET search_path = bridge;

CREATE FUNCTION witnesses_alive() RETURNS int LANGUAGE c AS :'module', 'bridge_witnesses_alive';
CREATE FUNCTION witnesses_made() RETURNS int LANGUAGE c AS :'module', 'bridge_witnesses_made';
CREATE FUNCTION owner_scope_active() RETURNS boolean LANGUAGE c AS :'module', 'bridge_owner_scope_active';

CREATE FUNCTION execute(sql text) RETURNS void LANGUAGE c AS :'module', 'bridge_execute';
CREATE FUNCTION execute_plainly(sql text) RETURNS void LANGUAGE c AS :'module', 'bridge_execute_plainly';
CREATE FUNCTION execute_as_owner(sql text) RETURNS void LANGUAGE c AS :'module', 'bridge_execute_as_owner';
CREATE FUNCTION execute_in_many_scopes(sql text) RETURNS void
    LANGUAGE c AS :'module', 'bridge_execute_in_many_scopes';
CREATE FUNCTION refuse(token int) RETURNS void LANGUAGE c AS :'module', 'bridge_refuse';
CREATE FUNCTION refuse_without_hint() RETURNS void LANGUAGE c AS :'module', 'bridge_refuse_without_hint';
CREATE FUNCTION throw_runtime_error() RETURNS void LANGUAGE c AS :'module', 'bridge_throw_runtime_error';
CREATE FUNCTION throw_int() RETURNS void LANGUAGE c AS :'module', 'bridge_throw_int';
CREATE FUNCTION refuse_in_a_loop_of(sql text, times int) RETURNS void
    LANGUAGE c AS :'module', 'bridge_refuse_in_a_loop_of';
CREATE FUNCTION spin(seconds float8) RETURNS float8 LANGUAGE c AS :'module', 'bridge_spin';

CREATE FUNCTION attempt(risky text, after text) RETURNS text LANGUAGE c AS :'module', 'bridge_attempt';
CREATE FUNCTION attempt_as_owner(risky text, after text) RETURNS text
    LANGUAGE c AS :'module', 'bridge_attempt_as_owner';
CREATE FUNCTION attempt_nested(before text, "inner" text, last text) RETURNS text
    LANGUAGE c AS :'module', 'bridge_attempt_nested';
CREATE FUNCTION attempt_and_throw(sql text, kind text) RETURNS void
    LANGUAGE c AS :'module', 'bridge_attempt_and_throw';
CREATE FUNCTION attempt_and_catch(sql text, after text) RETURNS text
    LANGUAGE c AS :'module', 'bridge_attempt_and_catch';
CREATE FUNCTION attempt_often(sql text, times int) RETURNS int LANGUAGE c AS :'module', 'bridge_attempt_often';
CREATE FUNCTION attempt_keeps_owner_and_memory(sql text) RETURNS boolean
    LANGUAGE c AS :'module', 'bridge_attempt_keeps_owner_and_memory';
CREATE FUNCTION attempt_between_rows(sql text, rows int) RETURNS int
    LANGUAGE c AS :'module', 'bridge_attempt_between_rows';

CREATE FUNCTION reserve(bytes bigint) RETURNS bigint LANGUAGE c AS :'module', 'bridge_reserve';
CREATE FUNCTION grow_for_ever() RETURNS bigint LANGUAGE c AS :'module', 'bridge_grow_for_ever';
CREATE FUNCTION append_past_the_limit() RETURNS void LANGUAGE c AS :'module', 'bridge_append_past_the_limit';
CREATE FUNCTION grow_small_vector_absurdly() RETURNS void
    LANGUAGE c AS :'module', 'bridge_grow_small_vector_absurdly';
CREATE FUNCTION grow_flat_map_absurdly() RETURNS void LANGUAGE c AS :'module', 'bridge_grow_flat_map_absurdly';
CREATE FUNCTION grow_standard_string_absurdly() RETURNS void
    LANGUAGE c AS :'module', 'bridge_grow_standard_string_absurdly';
CREATE FUNCTION exhaust_the_heap() RETURNS void LANGUAGE c AS :'module', 'bridge_exhaust_the_heap';
CREATE FUNCTION hold_and_fail(bytes bigint, how text) RETURNS void
    LANGUAGE c AS :'module', 'bridge_hold_and_fail';
CREATE FUNCTION left_by_repeated_statement(times int, bytes int) RETURNS bigint
    LANGUAGE c AS :'module', 'bridge_left_by_repeated_statement';

CREATE FUNCTION write_and_count(id int, OUT before bigint, OUT by_query bigint, OUT by_command bigint)
    LANGUAGE c AS :'module', 'bridge_write_and_count';
CREATE FUNCTION note_of(id int) RETURNS text LANGUAGE c AS :'module', 'bridge_note_of';
CREATE FUNCTION touch_and_look_at_one() RETURNS boolean
    LANGUAGE c AS :'module', 'bridge_touch_and_look_at_one';
CREATE FUNCTION touch_and_count() RETURNS bigint LANGUAGE c AS :'module', 'bridge_touch_and_count';
CREATE FUNCTION slip(kind text) RETURNS void LANGUAGE c AS :'module', 'bridge_slip';
CREATE FUNCTION text_there_and_back(value text) RETURNS text
    LANGUAGE c AS :'module', 'bridge_text_there_and_back';
CREATE FUNCTION int_there_and_back(value int) RETURNS int LANGUAGE c AS :'module', 'bridge_int_there_and_back';
CREATE FUNCTION length_of_text(value text) RETURNS int LANGUAGE c AS :'module', 'bridge_length_of_text';
CREATE FUNCTION texts_there_and_back("values" text[]) RETURNS text[]
    LANGUAGE c AS :'module', 'bridge_texts_there_and_back';
CREATE FUNCTION uuids_there_and_back("values" uuid[]) RETURNS uuid[]
    LANGUAGE c AS :'module', 'bridge_uuids_there_and_back';
CREATE FUNCTION sum_of("values" int[]) RETURNS int LANGUAGE c AS :'module', 'bridge_sum_of';
CREATE FUNCTION notes_joined() RETURNS text LANGUAGE c AS :'module', 'bridge_notes_joined';
CREATE FUNCTION shadowed(value text) RETURNS text LANGUAGE c AS :'module', 'bridge_shadowed';
CREATE FUNCTION path_inside() RETURNS text LANGUAGE c AS :'module', 'bridge_path_inside';
CREATE FUNCTION "order"(id int) RETURNS void LANGUAGE c AS :'module', 'bridge_order';
CREATE FUNCTION rights_as_owner(OUT who text, OUT row_security text)
    LANGUAGE c AS :'module', 'bridge_rights_as_owner';

CREATE FUNCTION numbers(count int) RETURNS SETOF int LANGUAGE c AS :'module', 'bridge_numbers';
CREATE FUNCTION numbers_as_pairs(count int) RETURNS TABLE (a int, b int)
    LANGUAGE c AS :'module', 'bridge_numbers';
CREATE FUNCTION pairs(count int) RETURNS TABLE (number int, name text)
    LANGUAGE c AS :'module', 'bridge_pairs';
CREATE FUNCTION pairs_as_record(count int) RETURNS SETOF record LANGUAGE c AS :'module', 'bridge_pairs';
CREATE FUNCTION one_row(number int, OUT same int, OUT name text, OUT there boolean)
    LANGUAGE c AS :'module', 'bridge_one_row';
CREATE FUNCTION one_row_as_value(number int) RETURNS int LANGUAGE c AS :'module', 'bridge_one_row';
CREATE FUNCTION one_row_of_two(number int, OUT same int, OUT name text)
    LANGUAGE c AS :'module', 'bridge_one_row';
CREATE FUNCTION row_or_null(there boolean, OUT number int, OUT name text)
    LANGUAGE c AS :'module', 'bridge_row_or_null';
CREATE FUNCTION describe(name text, number int, flag boolean) RETURNS text
    LANGUAGE c AS :'module', 'bridge_describe';
CREATE FUNCTION argument_without_name(int) RETURNS int
    LANGUAGE c AS :'module', 'bridge_argument_without_name';
CREATE FUNCTION watch() RETURNS trigger LANGUAGE c AS :'module', 'bridge_watch';
CREATE FUNCTION log_call() RETURNS trigger LANGUAGE c AS :'module', 'bridge_log_call';

CREATE FUNCTION by_day_ids(trainer uuid, how text, a date, b date DEFAULT NULL) RETURNS text
    LANGUAGE c AS :'module', 'bridge_by_day_ids';
CREATE FUNCTION by_instant_ids(trainer uuid, how text, a timestamptz, b timestamptz DEFAULT NULL) RETURNS text
    LANGUAGE c AS :'module', 'bridge_by_instant_ids';
CREATE FUNCTION by_number_ids(trainer uuid, how text, a int, b int DEFAULT NULL) RETURNS text
    LANGUAGE c AS :'module', 'bridge_by_number_ids';
CREATE FUNCTION by_client_id_ids(trainer uuid, how text, a uuid, b uuid DEFAULT NULL) RETURNS text
    LANGUAGE c AS :'module', 'bridge_by_client_ids';
CREATE FUNCTION live_ids(trainer uuid, how text, a timestamptz, b timestamptz DEFAULT NULL) RETURNS text
    LANGUAGE c AS :'module', 'bridge_live_ids';
CREATE FUNCTION all_ids(trainer uuid) RETURNS text LANGUAGE c AS :'module', 'bridge_all_ids';
CREATE FUNCTION row_of(trainer uuid, wanted int, OUT number int, OUT day date, OUT instant timestamptz,
    OUT starts time, OUT length interval, OUT confirmed boolean, OUT status text, OUT client_id uuid)
    LANGUAGE c AS :'module', 'bridge_row_of';
CREATE FUNCTION slip_in_lookup(kind text) RETURNS void LANGUAGE c AS :'module', 'bridge_slip_in_lookup';
CREATE FUNCTION read_as_another_type(trainer uuid) RETURNS void
    LANGUAGE c AS :'module', 'bridge_read_as_another_type';
CREATE FUNCTION counts(trainer uuid, OUT before int, OUT latest int, OUT checked int, OUT again int)
    LANGUAGE c AS :'module', 'bridge_counts';
CREATE FUNCTION counts_after_adding(trainer uuid, id int, OUT before int, OUT latest int, OUT checked int, OUT again int)
    LANGUAGE c AS :'module', 'bridge_counts_after_adding';
CREATE FUNCTION counts_adding_inside(trainer uuid, id int, OUT inside int, OUT next int)
    LANGUAGE c AS :'module', 'bridge_counts_adding_inside';
CREATE FUNCTION lock_and_count(trainer uuid, OUT locked bool, OUT before int, OUT after int)
    LANGUAGE c AS :'module', 'bridge_lock_and_count';
CREATE FUNCTION run_in_latest_view(sql text) RETURNS void LANGUAGE c AS :'module', 'bridge_run_in_latest_view';
CREATE FUNCTION refuse_in_latest_view(trainer uuid) RETURNS void
    LANGUAGE c AS :'module', 'bridge_refuse_in_latest_view';
CREATE FUNCTION count_after_attempt(trainer uuid, sql text) RETURNS int
    LANGUAGE c AS :'module', 'bridge_count_after_attempt';
CREATE FUNCTION probe_often(trainer uuid, kind text, at timestamptz, times int) RETURNS int
    LANGUAGE c AS :'module', 'bridge_probe_often';

CREATE FUNCTION zone_change(name text, unix_seconds bigint, OUT before int, OUT at bigint, OUT after int)
    LANGUAGE c AS :'module', 'bridge_zone_change';
CREATE FUNCTION zone_changes(name text, unix_seconds bigint, most int)
    RETURNS TABLE (before int, at bigint, after int) LANGUAGE c AS :'module', 'bridge_zone_changes';
CREATE FUNCTION zone_changes_at(name text, unix_seconds int[])
    RETURNS TABLE (before int, at bigint, after int) LANGUAGE c AS :'module', 'bridge_zone_changes_at';
CREATE FUNCTION shown(name text, as_if_utc timestamptz, OUT first timestamptz, OUT last timestamptz)
    LANGUAGE c AS :'module', 'bridge_shown';
CREATE FUNCTION server_zone_change(name text, instant timestamptz, OUT at timestamptz, OUT same boolean)
    LANGUAGE c AS :'module', 'bridge_server_zone_change';
CREATE FUNCTION length_of(span interval) RETURNS bigint LANGUAGE c AS :'module', 'bridge_length_of';
CREATE FUNCTION ask_zone_often(name text, unix_seconds bigint, step int, times int) RETURNS bigint
    LANGUAGE c AS :'module', 'bridge_ask_zone_often';
CREATE FUNCTION make_zone_often(name text, times int) RETURNS bigint
    LANGUAGE c AS :'module', 'bridge_make_zone_often';

CREATE FUNCTION units_of(value numeric, decimals int) RETURNS bigint
    LANGUAGE c AS :'module', 'bridge_units_of';
CREATE FUNCTION numeric_of(high bigint, low bigint, decimals int) RETURNS numeric
    LANGUAGE c AS :'module', 'bridge_numeric_of';
CREATE FUNCTION there_and_back(value numeric) RETURNS numeric LANGUAGE c AS :'module', 'bridge_decimal';
CREATE FUNCTION sum_of_weights() RETURNS bigint LANGUAGE c AS :'module', 'bridge_sum_of_weights';

CREATE FUNCTION scan() RETURNS TABLE (id int, words text, amount float8, no_note boolean) LANGUAGE c AS :'module', 'bridge_scan';
CREATE FUNCTION slip_in_scan(kind text) RETURNS void LANGUAGE c AS :'module', 'bridge_slip_in_scan';
CREATE FUNCTION array_words(words text[]) RETURNS text LANGUAGE c AS :'module', 'bridge_array_words';
CREATE FUNCTION json_rows(value jsonb) RETURNS text LANGUAGE c AS :'module', 'bridge_json_rows';

CREATE FUNCTION signature(entry text, OUT arguments int[], OUT takes_null int[], OUT columns int[], OUT is_set boolean)
    LANGUAGE c AS :'module', 'bridge_signature';

RESET search_path;
