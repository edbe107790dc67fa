-- One query, asked by five people. The view is the demo's; its rows are those of whoever asks.
CREATE TEMP VIEW seen WITH (security_invoker = true) AS
SELECT (SELECT count(*) FROM coaching.users) AS people, (SELECT count(*) FROM coaching.bookings) AS sessions,
       (SELECT count(*) FROM coaching.workout_progress) AS sets, (SELECT count(*) FROM app.weigh_ins) AS weigh_ins,
       (SELECT count(*) FROM coaching.client_packages) AS packages;
GRANT SELECT ON seen TO authenticated;
CREATE TEMP TABLE answers (place int, who text, what text, people bigint, sessions bigint, sets bigint, weigh_ins bigint, packages bigint);
GRANT INSERT ON answers TO authenticated;

SET ROLE authenticated;
SET coaching.user_id TO :'lena';
INSERT INTO answers SELECT 1, split_part(full_name, ' ', 1), 'trainer', seen.* FROM seen, coaching.users WHERE id = coaching.uid();
SET coaching.user_id TO :'ben';
INSERT INTO answers SELECT 2, split_part(full_name, ' ', 1), 'her client', seen.* FROM seen, coaching.users WHERE id = coaching.uid();
SET coaching.user_id TO :'hugo';
INSERT INTO answers SELECT 3, split_part(full_name, ' ', 1), 'knows neither', seen.* FROM seen, coaching.users WHERE id = coaching.uid();
SET coaching.user_id TO :'nora';
INSERT INTO answers SELECT 5, split_part(full_name, ' ', 1), 'admin', seen.* FROM seen, coaching.users WHERE id = coaching.uid();
RESET coaching.user_id;
INSERT INTO answers SELECT 4, 'Nobody', 'no identity', * FROM seen;
RESET ROLE;

SELECT '<section id="who-sees-what"><header><p class="who">as five people</p><h2>The same query</h2>
<p><code>SELECT count(*) FROM …</code> without a WHERE: row level security is the WHERE.</p></header>
<div class="scroll"><table><thead><tr><th>Asked by</th><th class="number">people</th><th class="number">sessions</th><th class="number">sets</th><th class="number">weigh-ins</th><th class="number">packages</th></tr></thead><tbody>';
SELECT format('<tr><th>%s <small>%s</small></th><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td><td class="number">%s</td></tr>',
              pg_temp.html(who), what, to_char(people, 'FM999,999,999'), to_char(sessions, 'FM999,999,999'), to_char(sets, 'FM999,999,999'), to_char(weigh_ins, 'FM999,999,999'), to_char(packages, 'FM999,999,999'))
FROM answers ORDER BY place;
SELECT '</tbody></table></div></section>';
