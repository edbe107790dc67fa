-- step: A table of the app's own, guarded by one line
-- why: client_id holds users.id, is NOT NULL and leads an index; can_access is the whole policy. A row is
-- why: seen by its client, by trainers to whom the client shows progress, and by admins.
-- expect: INSERT 0 732920
CREATE SCHEMA app;
CREATE TABLE app.weigh_ins (
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    weighed_on date NOT NULL,
    kilograms numeric(4,1) NOT NULL,
    PRIMARY KEY (client_id, weighed_on)
);
ALTER TABLE app.weigh_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY weigh_ins_select ON app.weigh_ins FOR SELECT
    USING (coaching.can_access(client_id, 'progress'));
CREATE POLICY weigh_ins_insert ON app.weigh_ins FOR INSERT
    WITH CHECK (coaching.is_self_or_admin(client_id));
GRANT USAGE ON SCHEMA app TO authenticated;
GRANT SELECT, INSERT ON app.weigh_ins TO authenticated;

INSERT INTO app.weigh_ins (client_id, weighed_on, kilograms)
SELECT id, current_date - n, 60 + abs(hashtext(id::text) % 30) + n / 50.0
FROM coaching.users, generate_series(1, 365) n WHERE roles = '{client}';
ANALYZE app.weigh_ins;
