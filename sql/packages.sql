-- packages: the catalogue, trainers' own prices, and selling.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
CALL person('dora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
UPDATE coaching.trainer_profiles SET currency = 'CHF' WHERE trainer_id = id('tina');
INSERT INTO coaching.trainer_business (trainer_id, commission_rate) VALUES (id('tina'), 0.6);

-- What was sold, paid and booked, in one look.
CREATE FUNCTION sales() RETURNS TABLE (client text, trainer text, sold_by text, name text, total int, remaining int, price numeric,
    currency text, commission numeric, days int, status text, entries text, payments text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(p.client_id), who(p.trainer_id), who(p.sold_by), p.name, p.sessions_total, p.sessions_remaining, p.price, p.currency,
        (SELECT commission_rate FROM coaching.package_commissions c WHERE c.client_package_id = p.id),
        extract(epoch FROM p.expires_at - p.purchased_at)::int / 86400, p.status,
        (SELECT string_agg(kind || to_char(delta, 'SG999'), ', ' ORDER BY l.id) FROM coaching.package_ledger l WHERE l.client_package_id = p.id),
        (SELECT string_agg(concat_ws(' ', kind, amount, y.currency, external_id), ', ' ORDER BY y.id) FROM coaching.package_payments y WHERE y.client_package_id = p.id)
    FROM coaching.client_packages p ORDER BY p.created_at, p.id $$;
-- What the caller sees.
CREATE FUNCTION seen() RETURNS text LANGUAGE sql AS $$
    SELECT format('%s lots, %s payments, %s entries, %s commissions', (SELECT count(*) FROM coaching.client_packages),
        (SELECT count(*) FROM coaching.package_payments), (SELECT count(*) FROM coaching.package_ledger), (SELECT count(*) FROM coaching.package_commissions)) $$;
CREATE FUNCTION balance(client text) RETURNS TABLE (name text, trainer text, total int, remaining int, days int, status text) LANGUAGE sql AS $$
    SELECT package_name, who(trainer_id), sessions_total, sessions_remaining, round(extract(epoch FROM expires_at - now()) / 86400)::int, status
    FROM coaching.package_balance(id(client)) $$;

-- The house's packages are the admin's to write; a trainer writes their own, in their own currency.
CALL be('ada');
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days)
    VALUES (id('ten'), 'Ten sessions', 10, 500, 90), (id('trial'), 'Trial', 1, 0, NULL), (id('gone'), 'Gone', 5, 300, NULL);
UPDATE coaching.session_packages SET is_active = false WHERE id = id('gone');
CALL be('tina');
INSERT INTO coaching.session_packages (id, trainer_id, name, sessions, price) VALUES (id('tina''s'), id('tina'), 'Tina''s five', 5, 260.50);
SELECT attempt($$INSERT INTO coaching.session_packages (name, sessions, price) VALUES ('Mine?', 5, 1)$$);
SELECT attempt($$INSERT INTO coaching.session_packages (trainer_id, name, sessions, price) VALUES (id('tom'), 'Tom''s', 5, 1)$$);
SELECT attempt($$UPDATE coaching.session_packages SET price = 1 WHERE id = id('ten')$$);
SELECT attempt($$UPDATE coaching.session_packages SET price = 270 WHERE id = id('tina''s')$$);
SELECT attempt($$UPDATE coaching.session_packages SET trainer_id = id('tom') WHERE id = id('tina''s')$$);
SELECT attempt($$DELETE FROM coaching.session_packages WHERE id = id('tina''s')$$);
CALL be('carl');
SELECT attempt($$INSERT INTO coaching.session_packages (trainer_id, name, sessions, price) VALUES (id('carl'), 'x', 5, 1)$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.session_packages (trainer_id, name, sessions, price) VALUES (id('carl'), 'x', 5, 1)$$);

-- Everybody who signs in reads what is sold; what is not sold any more, its trainer and admins.
SELECT who(trainer_id) AS trainer, name, sessions, price, currency, validity_days, is_active FROM coaching.session_packages ORDER BY name;
CALL be('carl');
SELECT name FROM coaching.session_packages ORDER BY name;
CALL be('tina');
UPDATE coaching.session_packages SET is_active = false WHERE id = id('tina''s');
SELECT name FROM coaching.session_packages ORDER BY name;
CALL be('tom');
SELECT name FROM coaching.session_packages ORDER BY name;
CALL be('tina');
UPDATE coaching.session_packages SET is_active = true WHERE id = id('tina''s');
CALL be_nobody();
SELECT attempt('SELECT * FROM coaching.session_packages');

-- A trainer prices the house's packages and their own, for themselves; the currency is the package's.
CALL be('tina');
INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tina'), id('ten'), 550);
SELECT attempt($$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tom'), id('ten'), 1)$$);
SELECT attempt($$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tina'), id('unknown'), 1)$$);
SELECT attempt($$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tina'), id('ten'), 'NaN')$$);
SELECT attempt($$UPDATE coaching.trainer_package_pricing SET package_id = id('trial')$$);
CALL be('tom');
SELECT attempt($$INSERT INTO coaching.trainer_package_pricing (trainer_id, package_id, price) VALUES (id('tom'), id('tina''s'), 1)$$);
SELECT attempt($$UPDATE coaching.trainer_package_pricing SET price = 1$$);
SELECT attempt($$DELETE FROM coaching.trainer_package_pricing$$);
SELECT who(trainer_id), price, currency FROM coaching.trainer_package_pricing;

-- A trainer sells to an active client: own price before the catalogue's, the given price before both.
CALL be('tina');
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina')) IS NOT NULL AS sold;
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 499.90, 'pay_1') IS NOT NULL AS sold;
SELECT coaching.sell_package(id('carl'), id('tina''s'), id('tina')) IS NOT NULL AS sold;
SELECT coaching.sell_package(id('carl'), id('trial'), id('tina')) IS NOT NULL AS sold;
SELECT * FROM sales();

-- Later changes of price, name, commission and catalogue leave the past as it is.
CALL be('ada');
UPDATE coaching.session_packages SET price = 9, name = 'Renamed', sessions = 1, validity_days = 1 WHERE id = id('ten');
UPDATE coaching.trainer_business SET commission_rate = 0.1;
DELETE FROM coaching.trainer_package_pricing;
SELECT * FROM sales() LIMIT 1;
SELECT attempt($$UPDATE coaching.client_packages SET price = 1$$);
CALL be_trusted();
SELECT attempt($$UPDATE coaching.client_packages SET price = 1$$);
SELECT attempt($$UPDATE coaching.client_packages SET sessions_total = 100$$);
SELECT attempt($$UPDATE coaching.client_packages SET sessions_remaining = 100$$);
SELECT attempt($$UPDATE coaching.client_packages SET status = 'refunded'$$);
SELECT attempt($$UPDATE coaching.client_packages SET client_id = id('cora')$$);
SELECT attempt($$DELETE FROM coaching.client_packages$$);
UPDATE coaching.session_packages SET price = 500, name = 'Ten sessions', sessions = 10, validity_days = 90 WHERE id = id('ten');

-- Both hear of it.
SELECT who(user_id), kind, count(*), bool_and(payload ? 'client_package_id') FROM coaching.notifications WHERE kind LIKE 'package%' GROUP BY 1, 2 ORDER BY 1;

-- Who may not sell what to whom.
CALL be('tina');
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tina'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('nobody'), id('ten'), id('tina'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tom'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('tina'), id('ten'), id('tina'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('gone'), id('tina'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('nothing'), id('tina'))$$);
CALL be('carl');
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 0)$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id) VALUES (id('carl'), id('tina'), id('ten'))$$);
CALL be('tom');
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tom'))$$);
CALL be_nobody();
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'))$$);
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'paused';
CALL be('tina');
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'))$$);
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'active';

-- The house sells in a trainer's name, with or without a relationship, but not across a block, and not what another trainer offers.
CALL be('ada');
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tom'), external_id => 'pay_2')$$);
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('tina''s'), id('tom'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('nobody'), id('ten'), id('tom'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('carl'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('cora'))$$);
CALL be_trusted();
INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES (id('dora'), id('tom'));
SELECT attempt($$SELECT coaching.sell_package(id('dora'), id('ten'), id('tom'))$$);
UPDATE coaching.users SET deactivated_at = now() WHERE id = id('dora');
SELECT attempt($$SELECT coaching.sell_package(id('dora'), id('ten'), id('tina'))$$);
UPDATE coaching.trainer_profiles SET is_active = false WHERE trainer_id = id('tom');
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tom'))$$);
UPDATE coaching.trainer_profiles SET is_active = true WHERE trainer_id = id('tom');

-- Amounts are money.
CALL be('tina');
SELECT price, attempt(format('SELECT coaching.sell_package(id(''carl''), id(''ten''), id(''tina''), %L)', price))
FROM unnest('{-1,-0.01,NaN,Infinity,1.999,10000000000,9999999999.999,1e-30}'::numeric[]) AS price;
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), external_id => '')$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), external_id => repeat('x', 256))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), external_id => 'pay_1')$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('trial'), id('tina'), external_id => 'pay_3')$$);
SELECT attempt($$SELECT coaching.sell_package(NULL, id('trial'), id('tina'))$$);
CALL be_trusted();
SELECT count(*) AS unchanged FROM coaching.client_packages;

-- The same key gives the first result and does nothing more; other arguments under it are an error.
CALL be('tina');
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 480, 'pay_k', id('key')) AS lot \gset
UPDATE coaching.session_packages SET is_active = false WHERE id = id('tina''s');
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 480.00, 'pay_k', id('key')) = :'lot' AS same;
CALL be('ada');
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 480, 'pay_k', id('key')) = :'lot' AS same;
CALL be('tina');
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 481, 'pay_k', id('key'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), NULL, 'pay_k', id('key'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 480, NULL, id('key'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('trial'), id('tina'), 480, 'pay_k', id('key'))$$);
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tina'), 480, 'pay_k', id('key'))$$);
CALL be('ada');
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tina'), 480, 'pay_k', id('key'))$$);
-- a key is the trainer's: another's is another's
SELECT attempt($$SELECT coaching.sell_package(id('cora'), id('ten'), id('tom'), 480, 'pay_m', id('key'))$$);
-- also when the price, the relationship and the package have gone since
CALL be_trusted();
UPDATE coaching.session_packages SET is_active = false, price = 7 WHERE id = id('ten');
UPDATE coaching.trainer_clients SET status = 'completed';
CALL be('tina');
SELECT coaching.sell_package(id('carl'), id('ten'), id('tina'), 480, 'pay_k', id('key')) = :'lot' AS same;
CALL be_trusted();
UPDATE coaching.session_packages SET is_active = true, price = 500 WHERE id = id('ten');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
SELECT count(*), sum(amount) FROM coaching.package_payments WHERE external_id = 'pay_k';

-- A plain INSERT is a sale as well: the trainer's is made here and now, at terms of the catalogue, and not paid yet.
CALL be('tina');
SELECT attempt($$INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id, price) VALUES (id('plain'), id('carl'), id('tina'), id('ten'), 450)$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id) VALUES (id('cora'), id('tina'), id('ten'))$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id) VALUES (id('cora'), id('tom'), id('ten'))$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, sessions_total) VALUES (id('carl'), id('tina'), id('ten'), 100)$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, price) VALUES (id('carl'), id('tina'), id('ten'), -1)$$);
-- even by a role that may write every column
CALL be_trusted();
GRANT INSERT, UPDATE, DELETE ON coaching.client_packages, coaching.package_ledger, coaching.package_payments, coaching.package_commissions TO authenticated;
CALL be('tina');
INSERT INTO coaching.client_packages (id, client_id, trainer_id, sold_by, package_id, name, sessions_total, sessions_remaining, currency, purchased_at, expires_at, status)
    VALUES (id('forged'), id('carl'), id('tina'), id('tom'), id('ten'), 'x', 1000, 1000, 'USD', '2001-01-01', '2100-01-01', 'exhausted');
SELECT attempt($$UPDATE coaching.client_packages SET sessions_remaining = 99$$);
SELECT attempt($$UPDATE coaching.client_packages SET trainer_id = id('tom')$$);
SELECT attempt($$INSERT INTO coaching.package_ledger (client_package_id, kind, delta) VALUES (id('plain'), 'adjust', 5)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('plain'), 'payment', 5)$$);
CALL be_trusted();
REVOKE INSERT, UPDATE, DELETE ON coaching.client_packages, coaching.package_ledger, coaching.package_payments, coaching.package_commissions FROM authenticated;
DO $$ BEGIN PERFORM coaching.grant_access('authenticated'); END $$;
SELECT * FROM sales() OFFSET 7;

-- The house brings sales made elsewhere, with their own terms.
INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id, sessions_total, price, currency, purchased_at)
    VALUES (id('old'), id('carl'), id('tina'), id('ten'), 12, 400, 'USD', now() - interval '30 days');
SELECT count(*) AS told FROM coaching.notifications WHERE payload ->> 'client_package_id' = id('old')::text;
SELECT * FROM sales() OFFSET 9;
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, purchased_at) VALUES (id('carl'), id('tina'), id('ten'), now() + interval '1 day')$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, purchased_at) VALUES (id('carl'), id('tina'), id('ten'), '-infinity')$$);
SELECT attempt($$INSERT INTO coaching.client_packages (client_id, trainer_id, package_id, purchased_at) VALUES (id('carl'), id('tina'), id('ten'), 'infinity')$$);

-- A trainer gives more time, never less; an admin both.
CALL be('tina');
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = expires_at + interval '1 day' WHERE id = id('plain')$$);
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = expires_at - interval '2 days' WHERE id = id('plain')$$);
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = NULL WHERE id = id('plain')$$);
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = now() + interval '9 days' WHERE id = id('plain')$$);
SELECT attempt($$UPDATE coaching.client_packages SET metadata = '{"locker": 7}' WHERE id = id('plain')$$);
CALL be('ada');
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = now() + interval '9 days' WHERE id = id('plain')$$);
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = '1999-01-01' WHERE id = id('plain')$$);
CALL be('carl');
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = NULL WHERE id = id('plain')$$);
-- a former trainer writes nothing more
CALL be_trusted();
UPDATE coaching.trainer_clients SET status = 'completed';
CALL be('tina');
SELECT attempt($$UPDATE coaching.client_packages SET metadata = '{"call": "me"}' WHERE id = id('plain')$$);

-- Who reads what: the client own rows and no commissions, a trainer those of own sales and lots, also of former clients.
CALL be_trusted();
SELECT seen();
CALL be('ada');
SELECT seen();
CALL be('carl');
SELECT seen();
CALL be('tina');
SELECT seen();
CALL be('tom');
SELECT seen();
CALL be('cora');
SELECT seen();

-- The balance, for the client, the trainer who holds lots, admins, and nobody else.
CALL be_trusted();
UPDATE coaching.client_packages SET expires_at = purchased_at + interval '1 day' WHERE id = id('old');
SELECT * FROM balance('carl');
CALL be('carl');
SELECT count(*) FROM balance('carl');
SELECT count(*) FROM balance('cora');
CALL be('tina');
SELECT count(*) FROM balance('carl');
CALL be('tom');
SELECT count(*) FROM balance('carl');
SELECT * FROM balance('cora');
CALL be('ada');
SELECT count(*) FROM balance('carl');
SELECT count(*) FROM balance(NULL);
CALL be_nobody();
SELECT attempt($$SELECT * FROM coaching.package_balance(id('carl'))$$);

CALL be_trusted();
DROP FUNCTION sales, seen, balance;
