-- step: The books add up
-- why: Every credit that came or went is in the ledger, and the balance is its sum; not even the owner of the
-- why: database changes an entry. Of all sessions no two meet. Nora sees them all, Anna her own.
-- expect: Anna | Taster | 2 | 2 | 2 | 0 | 1 | 2 | 2
-- expect: Anna | Ten sessions | 10 | 0 | 0 | 0 | 0 | 10 | 10
-- expect: Ben | Ten sessions | 10 | 4 | 0 | 0 | 0 | 6 | 6
-- expect: Emil | Ten sessions | 10 | 3 | 1 | 1 | 1 | 8 | 8
-- expect: sessions_that_meet | 0
-- expect: Anna | Iris, Tom
-- expect: ERROR: 42501: rows of package_ledger are never deleted
-- expect: DETAIL: {"error": "permission_denied"}
SET ROLE authenticated;
SET coaching.user_id TO :'nora';
SELECT split_part(full_name, ' ', 1) AS client, name AS package, sessions_total AS bought,
       count(*) FILTER (WHERE kind = 'reserve') AS reserved, count(*) FILTER (WHERE kind = 'refund') AS refunded,
       count(*) FILTER (WHERE kind = 'consume') AS used, count(*) FILTER (WHERE kind = 'forfeit') AS forfeited,
       sum(delta) AS sum, sessions_remaining AS balance
FROM coaching.client_packages p JOIN coaching.package_ledger l ON l.client_package_id = p.id
JOIN coaching.users u ON u.id = p.client_id
GROUP BY p.id, full_name ORDER BY client, package DESC;
SELECT count(*) AS sessions_that_meet
FROM coaching.bookings a JOIN coaching.bookings b ON a.id < b.id
    AND a.status <> 'cancelled' AND b.status <> 'cancelled'
    AND ((a.trainer_id = b.trainer_id AND a.held && b.held) OR (a.client_id = b.client_id AND a.during && b.during)) \gx

SET coaching.user_id TO :'anna';
SELECT string_agg(DISTINCT split_part(c.full_name, ' ', 1), ', ') AS sessions_of,
       string_agg(DISTINCT split_part(t.full_name, ' ', 1), ', ') AS with_whom
FROM coaching.bookings JOIN coaching.users c ON c.id = client_id JOIN coaching.users t ON t.id = trainer_id;

RESET ROLE;
RESET coaching.user_id;
DELETE FROM coaching.package_ledger WHERE kind = 'forfeit';
