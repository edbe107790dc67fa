-- step: What it costs: an index condition, not a function call per row
-- why: Tom asks for his clients' last weigh-ins. The planner puts the ids he may see into the index, so
-- why: his query reads 730 rows of the 732,920, and would read 730 of 700 million.
-- expect: 730
-- expect: Index Cond: (client_id = ANY (coaching.visible_ids('progress'::text)))
-- expect: -> …(actual rows=730…loops=1)
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT count(*) FROM app.weigh_ins;

EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF)
SELECT client_id, weighed_on, kilograms FROM app.weigh_ins ORDER BY weighed_on DESC LIMIT 20;
