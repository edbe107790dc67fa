-- step: A connection that says two names is refused
-- why: A pooled connection kept Tom's identity, and the next request is Hugo's. Guessing would show one
-- why: person's data to another.
-- expect: ERROR: 28000: the session carries two different identities
-- expect: DETAIL: {"error": "invalid_identity"}
-- expect: HINT: A pooled connection may have kept an identity: set coaching.user_id or request.jwt.claims with SET LOCAL, and only one of them.
-- expect: 365
SET ROLE authenticated;
SET coaching.user_id TO :'tom';
SELECT json_build_object('sub', :'hugo', 'role', 'authenticated') AS token \gset
SET request.jwt.claims TO :'token';
SELECT count(*) FROM app.weigh_ins;

RESET coaching.user_id;
SELECT count(*) AS hugos_own FROM app.weigh_ins;
