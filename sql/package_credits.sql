-- package_credits: the ledger, what follows from it, refunds, expiry and transfers of lots.
SET client_min_messages = warning;
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days)
    VALUES (id('two'), 'Two', 2, 100, 30), (id('five'), 'Five', 5, 200, NULL), (id('one'), 'One', 1, 60, 10);

-- A lot by a name, sold by tina to carl.
CREATE PROCEDURE lot(lot text, package text, client text DEFAULT 'carl') LANGUAGE sql AS $$
    INSERT INTO coaching.client_packages (id, client_id, trainer_id, package_id) VALUES (id(lot), id(client), id('tina'), id(package));
    INSERT INTO names VALUES (id(lot), lot) $$;
CREATE FUNCTION lots() RETURNS TABLE (lot text, trainer text, remaining int, status text, true_balance boolean, entries text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(p.id), who(p.trainer_id), p.sessions_remaining, p.status, p.sessions_remaining = sum(l.delta),
        string_agg(l.kind || to_char(l.delta, 'SG9') || CASE WHEN l.trainer_id <> p.trainer_id THEN ' (' || who(l.trainer_id) || ')' ELSE '' END, ', ' ORDER BY l.id)
    FROM coaching.client_packages p JOIN coaching.package_ledger l ON l.client_package_id = p.id GROUP BY p.id ORDER BY p.created_at, p.id $$;
-- An entry for a booking, or none, as a trusted caller writes it.
CREATE FUNCTION entry(lot text, kind text, delta int, booking text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('INSERT INTO coaching.package_ledger (client_package_id, kind, delta, booking_id) VALUES (%L, %L, %s, %L)',
        id(lot), kind, coalesce(delta::text, 'NULL'), id(booking))) $$;

-- Sessions to write entries about: booked while there is no lot yet, so that none of them is paid.
CREATE PROCEDURE sessions(VARIADIC names text[]) LANGUAGE sql AS $$
    INSERT INTO coaching.bookings (id, client_id, trainer_id, session_date, override_availability)
        SELECT id(name), id('carl'), id('tina'), timestamptz '2040-01-01 00:00+00' + n * interval '1 day', true FROM unnest(sessions.names) WITH ORDINALITY AS s (name, n) $$;
CALL sessions('b1', 'b2', 'b3', 'b4', 'b5', 'b9', 'bx');
SELECT count(*) AS sessions, count(client_package_id) AS paid FROM coaching.bookings;

-- Every credit that comes or goes is in the ledger; the balance follows, and never falls below 0.
CALL lot('pair', 'two');
SELECT entry('pair', 'reserve', -1, 'b1');
SELECT entry('pair', 'reserve', -1, 'b2');
SELECT * FROM lots();
SELECT entry('pair', 'reserve', -1, 'b3');
SELECT entry('pair', 'adjust', -1);
-- not in one statement either
SELECT entry('pair', 'refund', 1, 'b2');
SELECT * FROM lots();
SELECT attempt($$INSERT INTO coaching.package_ledger (client_package_id, kind, delta, booking_id)
    VALUES (id('pair'), 'reserve', -1, id('b3')), (id('pair'), 'reserve', -1, id('b4'))$$);
SELECT * FROM lots();

-- What may come after what for a booking: a waived late cancellation gives the forfeited credit back, nothing else comes twice.
CREATE FUNCTION after_it(before text[], next text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    kind text;
    verdict text;
BEGIN
    CALL lot('probe', 'five');
    FOREACH kind IN ARRAY before || next LOOP
        verdict := entry('probe', kind, CASE kind WHEN 'reserve' THEN -1 WHEN 'refund' THEN 1 ELSE 0 END, 'bx');
    END LOOP;
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN
    RETURN CASE verdict WHEN '1 row' THEN 'yes' ELSE split_part(split_part(verdict, ' ', 2), ':', 1) END;
END $$;
SELECT coalesce(nullif(array_to_string(before, ' '), ''), '(nothing)') AS "after", after_it(before, 'reserve') AS reserve,
    after_it(before, 'consume') AS consume, after_it(before, 'forfeit') AS forfeit, after_it(before, 'refund') AS refund
FROM (VALUES (1, '{}'::text[]), (2, '{reserve}'), (3, '{reserve,consume}'), (4, '{reserve,forfeit}'), (5, '{reserve,refund}'), (6, '{reserve,forfeit,refund}')) AS b (n, before) ORDER BY n;
SELECT entry('pair', 'consume', 0, 'b9');
SELECT entry('pair', 'reserve', -1, 'b1');

-- A credit goes back to the lot it came from and to no other.
CALL lot('other', 'five');
SELECT entry('other', 'refund', 1, 'b1');
SELECT entry('other', 'reserve', -1, 'b1');
SELECT entry('pair', 'forfeit', 0, 'b1');
SELECT entry('pair', 'refund', 1, 'b1');
SELECT * FROM lots();

-- What is no entry.
SELECT entry('pair', 'gift', 1);
SELECT entry('pair', 'reserve', -2, 'b5');
SELECT entry('pair', 'refund', 3, 'b5');
SELECT entry('pair', 'reserve', -1);
SELECT entry('pair', 'adjust', 1, 'b5');
SELECT entry('pair', 'adjust', 0);
SELECT entry('pair', 'adjust', 2147483647);
SELECT entry('pair', 'adjust', -2147483648);
SELECT entry('pair', 'adjust', NULL);
SELECT entry('pair', NULL, 1);
SELECT entry('nothing', 'adjust', 1);
SELECT attempt($$INSERT INTO coaching.package_ledger (kind, delta) VALUES ('adjust', 1)$$);
SELECT attempt($$INSERT INTO coaching.package_ledger (client_package_id, client_id, kind, delta) VALUES (id('pair'), id('cora'), 'adjust', 1)$$);
-- what the extension alone writes
SELECT kind, entry('pair', kind, delta) FROM (VALUES ('purchase', 5), ('transfer', 0), ('expire', -1)) AS k (kind, delta);
SELECT attempt($$INSERT INTO coaching.package_commissions (client_package_id, client_id, trainer_id, commission_rate) VALUES (id('pair'), id('carl'), id('tina'), 1)$$);
-- by hand, up and down
SELECT entry('pair', 'adjust', 3), entry('pair', 'adjust', -5);
SELECT * FROM lots() WHERE lot = 'pair';
SELECT entry('pair', 'adjust', 1);
SELECT * FROM lots() WHERE lot = 'pair';

-- What is written stays, also for trusted callers.
SELECT attempt($$UPDATE coaching.package_ledger SET delta = delta$$);
SELECT attempt($$DELETE FROM coaching.package_ledger$$);
CALL be('ada');
SELECT attempt($$INSERT INTO coaching.package_ledger (client_package_id, kind, delta) VALUES (id('pair'), 'adjust', 1)$$);
SELECT attempt($$UPDATE coaching.package_ledger SET delta = 5$$);
SELECT attempt($$DELETE FROM coaching.package_ledger$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('pair'), 'payment', 1)$$);
CALL be_trusted();

-- The credits of sessions, as booking, cancelling and completing them move them.
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('tom', 'client', 'trainer');
CALL person('carl');
CALL person('cora');
SELECT count(coaching.assign_trainer(id(client), id(trainer))) AS assigned FROM (VALUES ('carl', 'tina'), ('carl', 'tom'), ('cora', 'tina')) AS a (client, trainer);
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days)
    VALUES (id('two'), 'Two', 2, 100, 30), (id('five'), 'Five', 5, 200, NULL), (id('one'), 'One', 1, 60, 10);
CALL lot('forever', 'five'); CALL lot('month', 'two'); CALL lot('days', 'one');
-- A session so many days from now, named, paid from the lot or, without one, from the one that is chosen.
CREATE FUNCTION booked(session text, days numeric, lot text DEFAULT NULL, trainer text DEFAULT 'tina', client text DEFAULT 'carl') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    paid uuid;
BEGIN
    INSERT INTO coaching.bookings (id, client_id, trainer_id, session_date, client_package_id, override_availability)
        VALUES (id(session), id(client), id(trainer), now() + days * interval '1 day', id(lot), true) RETURNING client_package_id INTO paid;
    RETURN coalesce(who(paid), '(none)');
END $$;
CREATE FUNCTION booking_attempt(days numeric, lot text, trainer text DEFAULT 'tina', client text DEFAULT 'carl') RETURNS text LANGUAGE sql AS $$
    SELECT attempt(format('SELECT booked(''probe'', %L, %L, %L, %L)', days, lot, trainer, client)) $$;

-- The lot that expires first pays, of those valid at the session's start; one without end comes last.
CREATE FUNCTION chosen(days numeric, trainer text DEFAULT 'tina', client text DEFAULT 'carl') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    lot text;
BEGIN
    lot := booked('probe', days, NULL, trainer, client);
    RAISE SQLSTATE 'UNDO1';
EXCEPTION WHEN SQLSTATE 'UNDO1' THEN RETURN lot;
END $$;
SELECT days, chosen(days) FROM unnest('{1,9.99,10,10.01,30,31,36500}'::numeric[]) AS days;
SELECT chosen(1, 'tom'), chosen(1, 'tina', 'cora');
SELECT booked('s1', 1, 'days');
SELECT chosen(3);
SELECT booked('s2', 0.5), booked('s3', 3, 'month');
SELECT chosen(4);
SELECT booking_attempt(5, 'month');
SELECT entry('forever', 'reserve', -1, 's3');
SELECT booking_attempt(5, 'forever', 'tom');
SELECT booking_attempt(5, 'forever', 'tina', 'cora');
SELECT coaching.cancel_booking(id('s3'));
SELECT booking_attempt(31, 'month');
-- the credit stays with a session that moves, as long as its lot lasts; one without a package moves anywhere
SELECT booked('s9', 6.5, NULL, 'tom');
SELECT attempt($$SELECT coaching.reschedule_booking(id('s1'), now() + interval '9 days', override_availability => true)$$) AS in_time,
    attempt($$SELECT coaching.reschedule_booking(id('s1'), now() + interval '11 days', override_availability => true)$$) AS too_late,
    attempt($$SELECT coaching.reschedule_booking(id('s9'), now() + interval '5 years', override_availability => true)$$) AS without_package;
-- used, lost, waived; a booking without a package has nothing to give
SELECT coaching.reschedule_booking(id('s1'), now() - interval '2 hours', override_availability => true), coaching.reschedule_booking(id('s9'), now() - interval '9 hours', override_availability => true);
SELECT coaching.complete_booking(id('s1')), coaching.complete_booking(id('s9'));
CALL be('carl');
SELECT coaching.cancel_booking(id('s2')) AS late;
CALL be('tina');
SELECT coaching.cancel_booking(id('s2'), waive => true) AS waived, coaching.cancel_booking(id('s2'), waive => true) AS and_again;
CALL be_trusted();
SELECT entry('month', 'refund', 1, 's2'), attempt($$SELECT coaching.complete_booking(id('s2'))$$);
SELECT * FROM lots();

-- Lots go with the client to another trainer, with what is booked from them. The seller stays.
CALL lot('open', 'one');
SELECT booked('t1', 20, 'forever'), booked('t2', 7, 'open');
UPDATE coaching.client_packages SET trainer_id = id('tom') WHERE id IN (id('forever'), id('month'), id('open'));
SELECT coaching.cancel_booking(id('t2')) AS refunded;
SELECT * FROM lots();
SELECT count(*) FILTER (WHERE sold_by = id('tina')) AS sold_by_tina FROM coaching.client_packages;
SELECT chosen(1), chosen(1, 'tom');
SELECT attempt($$UPDATE coaching.client_packages SET trainer_id = id('cora') WHERE id = id('open')$$);
-- each trainer reads the entries of their own time, and the lots they hold
CALL be('tina');
SELECT who(client_package_id) AS lot, count(*), bool_and(trainer_id = id('tina')) AS own FROM coaching.package_ledger GROUP BY 1 ORDER BY 1;
SELECT who(id) FROM coaching.client_packages ORDER BY 1;
CALL be('tom');
SELECT who(client_package_id) AS lot, string_agg(kind, ' ' ORDER BY id) FROM coaching.package_ledger GROUP BY 1 ORDER BY 1;
CALL be_trusted();

-- Time runs out: what is left is taken, lots used up stay used up, sessions booked before stay booked.
CALL clean_slate();
CALL person('ada', 'client', 'admin');
CALL person('tina', 'client', 'trainer');
CALL person('carl');
SELECT coaching.assign_trainer(id('carl'), id('tina')) IS NOT NULL AS assigned;
INSERT INTO coaching.session_packages (id, name, sessions, price, validity_days)
    VALUES (id('two'), 'Two', 2, 100, 30), (id('five'), 'Five', 5, 200, NULL), (id('one'), 'One', 1, 60, 10);
CALL sessions('e3');
CALL lot('late', 'two'); CALL lot('used', 'one'); CALL lot('fresh', 'two'); CALL lot('endless', 'five');
SELECT booked('e1', 1, 'late'), booked('e2', 2, 'used');
-- (times never change: put there as a restore does it)
SET row_security = off;
UPDATE coaching.client_packages SET purchased_at = now() - interval '40 days', expires_at = now() WHERE id IN (id('late'), id('used'));
RESET row_security;
SELECT package_name, status FROM coaching.package_balance(id('carl')) ORDER BY 1, 2;
DELETE FROM coaching.notifications;
CALL be('tina');
SELECT attempt('SELECT coaching.expire_packages()');
CALL be('ada');
SELECT coaching.expire_packages();
SELECT coaching.expire_packages();
CALL be_trusted();
SELECT * FROM lots();
SELECT who(user_id), kind, who((payload ->> 'client_package_id')::uuid) AS lot FROM coaching.notifications ORDER BY 1;
-- a credit comes back to a lot that is over, to be seen and not to be used
SELECT coaching.cancel_booking(id('e1')), coaching.cancel_booking(id('e2'));
SELECT * FROM lots();
SELECT chosen(0), chosen(-1), booking_attempt(-1, 'late');
SELECT entry('late', 'reserve', -1, 'e3');
SELECT entry('late', 'adjust', 1);
SELECT entry('late', 'adjust', -1);
SELECT attempt($$UPDATE coaching.client_packages SET expires_at = now() + interval '9 days' WHERE id = id('late')$$);
SELECT attempt($$SELECT coaching.refund_package(id('late'), 0)$$);
SELECT coaching.expire_packages();

-- A sale is taken back: money, credits and status in one step, by the trainer who holds the lot or an admin.
CALL person('tom', 'client', 'trainer');
CALL person('cora');
CALL be('tina');
SELECT coaching.sell_package(id('carl'), id('five'), id('tina'), external_id => 'pay_5') AS lot \gset
CALL be_trusted();
INSERT INTO names VALUES (:'lot', 'sold');
INSERT INTO coaching.bookings (id, client_id, trainer_id, client_package_id, session_date, override_availability)
    VALUES (id('r1'), id('carl'), id('tina'), :'lot', now() + interval '6 days', true);
CREATE FUNCTION payments() RETURNS TABLE (lot text, kind text, amount numeric, currency text, trainer text, external_id text) LANGUAGE sql SECURITY DEFINER AS $$
    SELECT who(client_package_id), kind, amount, currency, who(trainer_id), external_id FROM coaching.package_payments ORDER BY id $$;
CALL be('carl');
SELECT attempt(format('SELECT coaching.refund_package(%L, 10)', :'lot'));
CALL be('tom');
SELECT attempt(format('SELECT coaching.refund_package(%L, 10)', :'lot'));
CALL be_nobody();
SELECT attempt(format('SELECT coaching.refund_package(%L, 10)', :'lot'));
CALL be('tina');
SELECT attempt($$SELECT coaching.refund_package(id('nothing'), 10)$$);
SELECT amount, attempt(format('SELECT coaching.refund_package(%L, %L)', :'lot', amount)) FROM unnest('{-1,NaN,Infinity,0.001,200.01,9999999999.99}'::numeric[]) AS amount;
SELECT attempt(format('SELECT coaching.refund_package(%L, NULL)', :'lot'));
SELECT * FROM lots() WHERE lot = 'sold';
SELECT attempt(format('SELECT coaching.refund_package(%L, 120.50)', :'lot'));
SELECT attempt(format('SELECT coaching.refund_package(%L, 1)', :'lot'));
SELECT * FROM lots() WHERE lot = 'sold';
SELECT * FROM payments();
-- the session booked before may still take place, or be cancelled
CALL be_trusted();
SELECT who(user_id), kind FROM coaching.notifications WHERE kind = 'package.refunded' ORDER BY 1;
SELECT coaching.cancel_booking(id('r1'));
SELECT * FROM lots() WHERE lot = 'sold';
-- more money may go back later, never more than came
SELECT attempt(format($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (%L, 'refund', 79.51)$$, :'lot'));
SELECT attempt(format($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (%L, 'refund', 79.50)$$, :'lot'));
-- a lot not paid for is taken back for nothing
CALL be('ada');
SELECT attempt($$SELECT coaching.refund_package(id('fresh'), 1)$$);
SELECT attempt($$SELECT coaching.refund_package(id('fresh'), 0)$$);
SELECT * FROM lots() WHERE lot = 'fresh';

-- Payments that arrive elsewhere: in the lot's currency, known once, the seller's.
CALL be_trusted();
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount, external_id) VALUES (id('endless'), 'payment', 150, 'bank_1')$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount, external_id) VALUES (id('endless'), 'payment', 150, 'bank_1')$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount, currency) VALUES (id('endless'), 'payment', 150, 'USD')$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, client_id, kind, amount) VALUES (id('endless'), id('cora'), 'payment', 150)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, trainer_id, kind, amount) VALUES (id('endless'), id('tom'), 'payment', 50)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('nothing'), 'payment', 150)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('endless'), 'payment', 0)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('endless'), 'tip', 5)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('endless'), NULL, 5)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('endless'), 'refund', NULL)$$);
SELECT attempt($$INSERT INTO coaching.package_payments (client_package_id, kind, amount) VALUES (id('endless'), 'refund', 'NaN')$$);
SELECT attempt($$UPDATE coaching.package_payments SET amount = 1$$);
SELECT attempt($$DELETE FROM coaching.package_payments$$);
SELECT * FROM payments() WHERE lot = 'endless';

-- The audit log has what was sold and paid, and not every count.
SELECT table_name, operation, count(*) FROM coaching.audit_log WHERE table_name LIKE '%package%' GROUP BY 1, 2 ORDER BY 1, 2;

-- An erased person leaves the accounts, and nothing else.
UPDATE coaching.client_packages SET metadata = '{"note": "left knee"}' WHERE id = id('endless');
INSERT INTO coaching.session_packages (id, trainer_id, name, sessions, price, metadata) VALUES (id('tina''s'), id('tina'), 'Tina''s', 5, 1, '{"x": 1}');
SELECT coaching.erase_user(id('carl')) IS NOT NULL AS erased;
SELECT metadata, sessions_remaining, price FROM coaching.client_packages WHERE id = id('endless');
SELECT count(*) AS leaks FROM coaching.audit_log WHERE changes::text LIKE '%knee%';
SELECT count(*) > 0 AS money_stays FROM coaching.package_payments WHERE client_id = id('carl');
SELECT attempt($$SELECT coaching.sell_package(id('carl'), id('five'), id('tina'))$$);
SELECT coaching.erase_user(id('tina')) IS NOT NULL AS erased;
SELECT is_active, metadata FROM coaching.session_packages WHERE id = id('tina''s');

-- A ledger emptied by its owner leaves no credit behind.
TRUNCATE coaching.package_ledger;
SELECT DISTINCT sessions_remaining, status FROM coaching.client_packages ORDER BY 2;
CALL clean_slate();
DROP PROCEDURE lot, sessions;
DROP FUNCTION lots, entry, after_it, booked, booking_attempt, chosen, payments;
