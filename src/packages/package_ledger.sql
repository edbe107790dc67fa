-- packages: the ledger of credits.

CREATE TABLE coaching.package_ledger (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_package_id uuid NOT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    trainer_id uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    booking_id uuid,
    kind text NOT NULL,
    delta integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT package_ledger_delta CHECK (
        CASE kind
            WHEN 'purchase' THEN delta BETWEEN 1 AND 10000
            WHEN 'reserve' THEN delta = -1
            WHEN 'refund' THEN delta = 1
            WHEN 'consume' THEN delta = 0
            WHEN 'forfeit' THEN delta = 0
            WHEN 'transfer' THEN delta = 0
            WHEN 'expire' THEN delta < 0
            WHEN 'adjust' THEN delta <> 0 AND delta BETWEEN -1000000 AND 1000000
            ELSE false
        END),
    CONSTRAINT package_ledger_booking CHECK (
        (booking_id IS NOT NULL) = (kind IN ('reserve', 'refund', 'consume', 'forfeit'))),
    -- A booking has one client; the column is there for the foreign key of scheduling.
    CONSTRAINT package_ledger_once UNIQUE (booking_id, client_id, kind),
    CONSTRAINT package_ledger_lot_fkey FOREIGN KEY (client_package_id, client_id)
        REFERENCES coaching.client_packages (id, client_id)
);
-- Client first: the same index serves the foreign key and the policy.
CREATE INDEX package_ledger_client_idx ON coaching.package_ledger (client_id, client_package_id, id);
CREATE INDEX package_ledger_trainer_idx ON coaching.package_ledger (trainer_id, id);

COMMENT ON TABLE coaching.package_ledger IS
    'Every credit that came or went, and why: the truth, of which client_packages.sessions_remaining is the sum. Rows are added, never changed; a booking is charged at most once, and its credit goes back to the lot it came from.';
COMMENT ON COLUMN coaching.package_ledger.id IS 'The entry; ids rise with time.';
COMMENT ON COLUMN coaching.package_ledger.client_package_id IS 'The lot.';
COMMENT ON COLUMN coaching.package_ledger.client_id IS 'users.id of the client. NULL on insert means the lot''s.';
COMMENT ON COLUMN coaching.package_ledger.trainer_id IS 'Maintained: users.id of the trainer who held the lot then.';
COMMENT ON COLUMN coaching.package_ledger.booking_id IS 'The booking it was for; of reserve, refund, consume and forfeit.';
COMMENT ON COLUMN coaching.package_ledger.kind IS
    'purchase; reserve for a booking → consume (it took place), refund, or forfeit → refund (waived); transfer to another trainer; expire; adjust by hand.';
COMMENT ON COLUMN coaching.package_ledger.delta IS
    'Credits: purchase +n, reserve -1, refund +1, consume, forfeit and transfer 0, expire -rest, adjust +n or -n.';
COMMENT ON COLUMN coaching.package_ledger.created_at IS 'When it was written.';

CREATE FUNCTION coaching.judge_ledger_entry() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_ledger_entry';
COMMENT ON FUNCTION coaching.judge_ledger_entry() IS
    'Trigger: locks the lot and judges the entry: what comes after what for a booking, and whether a credit is left. Errors: permission_denied, not_found, insufficient_credits, illegal_transition, invalid_argument.';
CREATE TRIGGER package_ledger_judge BEFORE INSERT ON coaching.package_ledger
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_ledger_entry();
CREATE TRIGGER package_ledger_history BEFORE UPDATE OR DELETE ON coaching.package_ledger
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_history();
CREATE FUNCTION coaching.keep_balance() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_keep_balance';
COMMENT ON FUNCTION coaching.keep_balance() IS
    'Trigger: keeps client_packages.sessions_remaining and status, under that row''s lock, and never lets it below 0. Error: insufficient_credits.';
CREATE TRIGGER package_ledger_balance AFTER INSERT ON coaching.package_ledger
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_balance();
CREATE TRIGGER package_ledger_balance_truncate AFTER TRUNCATE ON coaching.package_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION coaching.keep_balance();

-- Functions.

CREATE FUNCTION coaching.sell_package(
    client_id uuid, package_id uuid, trainer_id uuid, price numeric DEFAULT NULL,
    external_id text DEFAULT NULL, idempotency_key uuid DEFAULT NULL) RETURNS uuid
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_sell_package';
COMMENT ON FUNCTION coaching.sell_package(uuid, uuid, uuid, numeric, text, uuid) IS
    'Sells a package and records its payment, in one step; gives the client_packages row. By the trainer, to an active client, or by an admin. price replaces the trainer''s own and the catalogue''s; external_id is the payment''s. The same idempotency_key again gives the first result and does nothing more. Errors: permission_denied, blocked, not_found, not_available, relationship_error, invalid_argument.';
CREATE FUNCTION coaching.package_balance(client_id uuid)
    RETURNS TABLE (client_package_id uuid, package_name text, trainer_id uuid, sessions_total integer,
        sessions_remaining integer, expires_at timestamptz, status text)
    LANGUAGE c STABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'coaching_package_balance';
COMMENT ON FUNCTION coaching.package_balance(uuid) IS
    'The client''s lots, usable ones first in the order they are used up. A lot past its time is expired here even before expire_packages has seen it. The client sees all, a trainer those held by themselves, admins all; others none.';
CREATE FUNCTION coaching.refund_package(client_package_id uuid, amount numeric) RETURNS void
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_refund_package';
COMMENT ON FUNCTION coaching.refund_package(uuid, numeric) IS
    'Takes a sale back: pays back amount (at most what was paid and not yet paid back; 0 for nothing), takes the remaining credits and makes the lot refunded. Sessions booked already stay booked. For the trainer who holds the lot, and admins. Errors: permission_denied, not_found, illegal_transition, invalid_argument.';
CREATE FUNCTION coaching.expire_packages() RETURNS integer
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_expire_packages';
COMMENT ON FUNCTION coaching.expire_packages() IS
    'Takes the credits left in lots past their time and marks them expired; says how many lots. For a scheduled job (no session is paid from them either way); a lot somebody is working on is left for the next run. For admins. Error: permission_denied.';
