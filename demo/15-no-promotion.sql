-- step: Nobody makes themselves an admin
-- why: Not by writing the column, not by calling the function, not by a token that claims it: the database
-- why: is the truth, and such a token is reported as stale, so that the app fetches a new one.
-- expect: ERROR: 42501: permission denied for table users
-- expect: ERROR: 42501: only an admin may give roles
-- expect: DETAIL: {"error": "permission_denied"}
-- expect: ERROR: 42501: permission denied for table users
-- expect: f | t | 1
SET ROLE authenticated;
SET coaching.user_id TO :'hugo';
UPDATE coaching.users SET roles = '{admin}' WHERE id = coaching.uid();

SELECT coaching.add_user_role(coaching.uid(), 'admin');

INSERT INTO coaching.users (full_name, roles) VALUES ('Hugo the Great', '{admin}');

SELECT json_build_object('sub', :'hugo', 'role', 'authenticated',
                         'app_metadata', json_build_object('roles', array['admin'])) AS token \gset
RESET coaching.user_id;
SET request.jwt.claims TO :'token';
SELECT coaching.is_admin(), coaching.session_refresh_required(), count(*) AS people_seen FROM coaching.users;
