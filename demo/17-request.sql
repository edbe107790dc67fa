-- step: Emil asks Iris; she defers, and accepts later
-- why: Emil has no trainer. Asking is his, answering hers; her answer makes the relationship, with the
-- why: notifications and the audit entries, in the same transaction. Until then the two have no more to do
-- why: with each other than knowing each other's names.
-- expect: ERROR: PT409: a request to this trainer is open already
-- expect: ERROR: 42501: this side may not make that change
-- expect: Emil Novak | I want to run a marathon. | pending
-- expect: Emil Novak | I want to run a marathon. | deferred
-- expect: Iris Kaya | active | t
-- expect: request.deferred, request.accepted, assignment.created
SET ROLE authenticated;
SET coaching.user_id TO :'emil';
SELECT coaching.send_connection_request(:'iris', 'I want to run a marathon.') AS request \gset
SELECT coaching.send_connection_request(:'iris', 'Have you seen my message?');

UPDATE coaching.connection_requests SET status = 'accepted';

SET coaching.user_id TO :'iris';
SELECT full_name, message, status FROM coaching.get_leads();
SELECT coaching.respond_to_request(:'request', 'deferred') \g /dev/null
SELECT full_name, message, status FROM coaching.get_leads();
SELECT coaching.respond_to_request(:'request', 'accepted') IS NOT NULL AS connected;

SET coaching.user_id TO :'emil';
SELECT full_name, status, is_primary FROM coaching.get_connections();
SELECT string_agg(kind, ', ' ORDER BY (kind = 'assignment.created'), id) AS emil_hears FROM coaching.notifications;
