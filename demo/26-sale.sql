-- step: Packages are sold, and keep the terms of that day
-- why: Nora offers tasters and tens; Tom asks another price for his. A sale that is sent twice, since the
-- why: connection broke, sells once. Carla has paused, and buys nothing. What Nora changes afterwards
-- why: changes nothing of what was sold.
-- expect: t
-- expect: UPDATE 1
-- expect: Anna | Taster | 2 | 60.00 | 30 days
-- expect: Anna | Ten sessions | 10 | 500.00 |
-- expect: Ben | Ten sessions | 10 | 450.00 |
-- expect: Emil | Ten sessions | 10 | 500.00 |
-- expect: ERROR: PT409: a trainer sells packages to their active clients
-- expect: payments | 1510.00
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
INSERT INTO coaching.session_packages (name, sessions, price, validity_days)
VALUES ('Taster', 2, 60, 30) RETURNING id AS taster \gset
INSERT INTO coaching.session_packages (name, sessions, price)
VALUES ('Ten sessions', 10, 500) RETURNING id AS ten \gset

SET coaching.user_id TO :'tom';
INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (:'tom', :'ten', 450);
SELECT coaching.new_id() AS key \gset
SELECT coaching.sell_package(:'ben', :'ten', :'tom', idempotency_key => :'key') AS sold \gset
SELECT coaching.sell_package(:'ben', :'ten', :'tom', idempotency_key => :'key') = :'sold' AS the_same;
SELECT coaching.sell_package(:'carla', :'ten', :'tom');

SET coaching.user_id TO :'iris';
SELECT coaching.sell_package(:'anna', :'taster', :'iris'), coaching.sell_package(:'anna', :'ten', :'iris'),
       coaching.sell_package(:'emil', :'ten', :'iris') \g /dev/null

SET coaching.user_id TO :'nora';
UPDATE coaching.session_packages SET price = 650, sessions = 12 WHERE id = :'ten';
SELECT split_part(full_name, ' ', 1) AS client, name, sessions_remaining AS sessions, price,
       expires_at - purchased_at AS valid_for
FROM coaching.client_packages JOIN coaching.users ON users.id = client_id ORDER BY client, name DESC;
SELECT sum(amount) AS payments FROM coaching.package_payments \gx
