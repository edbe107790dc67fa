-- step: Hugo asks Tom, who is full and says no
-- why: Accepting obeys the capacity like everything else. So Tom rejects; Hugo hears of it, the lead is
-- why: gone, and the answer stands.
-- expect: Hugo Lind | pending | 1
-- expect: ERROR: PT409: the trainer can take no more clients
-- expect: DETAIL: {"error": "capacity_reached", "active": 3, "maximum": 3}
-- expect: open_leads | 0
-- expect: ERROR: PT409: a request cannot go from "rejected" to "accepted"
-- expect: DETAIL: {"error": "illegal_transition", "from": "rejected", "to": "accepted"}
-- expect: request.rejected | unconnected
SET ROLE authenticated;
SET coaching.user_id TO :'hugo';
SELECT coaching.send_connection_request(:'tom') AS request \gset

SET coaching.user_id TO :'tom';
SELECT full_name, status, total FROM coaching.get_leads();
SELECT coaching.respond_to_request(:'request', 'accepted');

SELECT coaching.respond_to_request(:'request', 'rejected') \g /dev/null
SELECT count(*) AS open_leads FROM coaching.get_leads() \gx
SELECT coaching.respond_to_request(:'request', 'accepted');

SET coaching.user_id TO :'hugo';
SELECT kind AS hugo_hears, coaching.my_coaching() ->> 'state' AS state FROM coaching.notifications;
