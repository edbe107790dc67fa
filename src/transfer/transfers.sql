-- transfer: a client goes from one trainer to another, whole.

CREATE TABLE coaching.client_transfers (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    from_trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    to_trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    reason text CHECK (octet_length(reason) <= 4000),
    transferred_by uuid REFERENCES coaching.users (id) ON DELETE SET NULL,
    packages_transferred integer NOT NULL DEFAULT 0 CHECK (packages_transferred >= 0),
    sessions_transferred integer NOT NULL DEFAULT 0 CHECK (sessions_transferred >= 0),
    bookings_moved integer NOT NULL DEFAULT 0 CHECK (bookings_moved >= 0),
    bookings_rescheduled integer NOT NULL DEFAULT 0 CHECK (bookings_rescheduled >= 0),
    bookings_cancelled integer NOT NULL DEFAULT 0 CHECK (bookings_cancelled >= 0),
    details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT client_transfers_three_people CHECK (
        from_trainer_id <> to_trainer_id AND client_id <> from_trainer_id AND client_id <> to_trainer_id)
);
CREATE INDEX client_transfers_client_idx ON coaching.client_transfers (client_id, id);
CREATE INDEX client_transfers_from_idx ON coaching.client_transfers (from_trainer_id, id);
CREATE INDEX client_transfers_to_idx ON coaching.client_transfers (to_trainer_id, id);
CREATE INDEX client_transfers_by_idx ON coaching.client_transfers (transferred_by);

COMMENT ON TABLE coaching.client_transfers IS
    'Clients who went from one trainer to another, and what went with them. Written by transfer_client_to_trainer; trusted callers may bring history from elsewhere. Rows are added, never changed. Seen by the client, both trainers and admins.';
COMMENT ON COLUMN coaching.client_transfers.id IS 'The transfer.';
COMMENT ON COLUMN coaching.client_transfers.client_id IS 'users.id of the client.';
COMMENT ON COLUMN coaching.client_transfers.from_trainer_id IS 'users.id of the trainer before.';
COMMENT ON COLUMN coaching.client_transfers.to_trainer_id IS 'users.id of the trainer since.';
COMMENT ON COLUMN coaching.client_transfers.reason IS 'Why, for all three to read.';
COMMENT ON COLUMN coaching.client_transfers.transferred_by IS 'users.id of whoever asked for it; NULL for a trusted caller.';
COMMENT ON COLUMN coaching.client_transfers.packages_transferred IS 'How many lots of credits went over.';
COMMENT ON COLUMN coaching.client_transfers.sessions_transferred IS 'How many unused credits were in them.';
COMMENT ON COLUMN coaching.client_transfers.bookings_moved IS 'How many sessions to come kept their time.';
COMMENT ON COLUMN coaching.client_transfers.bookings_rescheduled IS 'How many got another time.';
COMMENT ON COLUMN coaching.client_transfers.bookings_cancelled IS 'How many were cancelled, their credits given back.';
COMMENT ON COLUMN coaching.client_transfers.details IS
    'relationships: {from, to}; plan: {plan_id, outcome moved or completed} or null; bookings: [{booking_id, new_booking_id where it was booked anew, outcome moved, rescheduled or cancelled, from, to (when it was, when it is, or null), code and message of why it could not keep its time with the new trainer, or null}].';
COMMENT ON COLUMN coaching.client_transfers.created_at IS 'When it happened.';

CREATE FUNCTION coaching.judge_transfer() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_transfer';
COMMENT ON FUNCTION coaching.judge_transfer() IS
    'Trigger: transfers are made by the function; trusted callers alone may record those made elsewhere. Error: permission_denied.';
CREATE TRIGGER client_transfers_judge BEFORE INSERT ON coaching.client_transfers
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_transfer();
CREATE TRIGGER client_transfers_not_erased BEFORE INSERT ON coaching.client_transfers
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('client_id,from_trainer_id,to_trainer_id');
CREATE TRIGGER client_transfers_history BEFORE UPDATE OR DELETE ON coaching.client_transfers
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_history();
-- What was said and what became of each session stands in the row itself, which never changes.
CREATE TRIGGER client_transfers_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.client_transfers
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-reason', '-details', 'trainer_id=to_trainer_id');

CREATE FUNCTION coaching.transfer_client_to_trainer(
    client_id uuid, from_trainer uuid, to_trainer uuid, reason text DEFAULT NULL,
    move_packages boolean DEFAULT true, move_bookings boolean DEFAULT true, move_plans boolean DEFAULT true)
    RETURNS jsonb
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_transfer_client_to_trainer';
COMMENT ON FUNCTION coaching.transfer_client_to_trainer(uuid, uuid, uuid, text, boolean, boolean, boolean) IS
    'Gives an active client to another trainer, all or nothing: the relationship (the old one completed, the new one active with its permissions, goals and is_primary), usable packages, the active plan, and the sessions to come: at the same time if the new trainer is free, else in the nearest free slot within seven days, else cancelled with their credit given back. Without move_packages the packages stay, and what they pay for is refunded there and booked anew; without move_bookings the sessions to come are cancelled with their credits given back; without move_plans the plan is completed. What has begun, past sessions and notes stay the old trainer''s. For the present trainer and admins; a trainer gives a client only to one who accepts clients. All three are told once. Gives transfer_id and the columns of client_transfers. Errors: permission_denied, blocked, not_found, capacity_reached, not_available (reason: not_accepting), relationship_error, invalid_argument.';
