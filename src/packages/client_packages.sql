-- packages: what clients have bought, and what was paid for it.

CREATE TABLE coaching.client_packages (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_id uuid NOT NULL REFERENCES coaching.users (id),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    sold_by uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    package_id uuid NOT NULL REFERENCES coaching.session_packages (id),
    name text NOT NULL DEFAULT NULL,
    sessions_total integer NOT NULL DEFAULT NULL CHECK (sessions_total BETWEEN 1 AND 10000),
    sessions_remaining integer NOT NULL DEFAULT 0 CHECK (sessions_remaining >= 0),
    price numeric(12,2) NOT NULL DEFAULT NULL CHECK (price >= 0 AND price < 'Infinity'),
    currency text NOT NULL DEFAULT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    purchased_at timestamptz NOT NULL DEFAULT now() CHECK (isfinite(purchased_at)),
    expires_at timestamptz CHECK (isfinite(expires_at)),
    status text NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'exhausted', 'expired', 'refunded')),
    idempotency_key uuid,
    idempotency_digest bytea,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT client_packages_two_people CHECK (client_id <> trainer_id),
    CONSTRAINT client_packages_times CHECK (expires_at > purchased_at),
    CONSTRAINT client_packages_id_client_key UNIQUE (id, client_id),
    -- Also the index of sold_by.
    CONSTRAINT client_packages_idempotency_key UNIQUE (sold_by, idempotency_key)
);
CREATE INDEX client_packages_client_idx ON coaching.client_packages (client_id, id);
CREATE INDEX client_packages_trainer_idx ON coaching.client_packages (trainer_id, client_id);
CREATE INDEX client_packages_package_idx ON coaching.client_packages (package_id);
-- The lots a session may be paid from, in the order in which they are.
CREATE INDEX client_packages_lots_idx ON coaching.client_packages (client_id, trainer_id, expires_at, id)
    WHERE status = 'active';
CREATE INDEX client_packages_expiry_idx ON coaching.client_packages (expires_at) WHERE status = 'active';

COMMENT ON TABLE coaching.client_packages IS
    'Packages that were sold: a lot of session credits each. An INSERT is a sale: the terms of the catalogue are copied here and the credits booked in package_ledger. Terms never change afterwards.';
COMMENT ON COLUMN coaching.client_packages.id IS 'The lot; other tables call it client_package_id.';
COMMENT ON COLUMN coaching.client_packages.client_id IS 'users.id of whoever owns the credits; never changes.';
COMMENT ON COLUMN coaching.client_packages.trainer_id IS 'users.id of the trainer with whom they are good now.';
COMMENT ON COLUMN coaching.client_packages.sold_by IS 'Maintained: users.id of the trainer whose sale it was; never changes.';
COMMENT ON COLUMN coaching.client_packages.package_id IS 'What it was in the catalogue; never changes.';
COMMENT ON COLUMN coaching.client_packages.name IS 'Maintained: the package''s name at the sale.';
COMMENT ON COLUMN coaching.client_packages.sessions_total IS 'Maintained: sessions sold.';
COMMENT ON COLUMN coaching.client_packages.sessions_remaining IS
    'Maintained: sum of the lot''s deltas in package_ledger, never below 0. Of an expired or refunded lot what came back since; it pays for nothing.';
COMMENT ON COLUMN coaching.client_packages.price IS
    'Price of the whole, in currency. NULL on insert means the trainer''s own price, else the catalogue''s; never changes.';
COMMENT ON COLUMN coaching.client_packages.currency IS 'Maintained: ISO 4217 code, as that of the price it replaces.';
COMMENT ON COLUMN coaching.client_packages.purchased_at IS 'Maintained: when it was sold.';
COMMENT ON COLUMN coaching.client_packages.expires_at IS
    'Sessions that start before it may be paid from the lot; NULL without end. The trainer may move it later, an admin anywhere.';
COMMENT ON COLUMN coaching.client_packages.status IS
    'Maintained: active ⇄ exhausted (nothing left) → expired or refunded, which are final.';
COMMENT ON COLUMN coaching.client_packages.idempotency_key IS 'Maintained: the key sell_package was called with; one sale per trainer and key.';
COMMENT ON COLUMN coaching.client_packages.idempotency_digest IS
    'Maintained: SHA-256 of the arguments of that call, which tells its repetition from another sale under the same key.';
COMMENT ON COLUMN coaching.client_packages.metadata IS 'The app''s own data about the lot, a JSON object; written by the trainer.';
COMMENT ON COLUMN coaching.client_packages.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.client_packages.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.package_commissions (
    client_package_id uuid PRIMARY KEY,
    client_id uuid NOT NULL,
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    commission_rate numeric(5,4) NOT NULL CHECK (commission_rate BETWEEN 0 AND 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT package_commissions_lot_fkey FOREIGN KEY (client_package_id, client_id)
        REFERENCES coaching.client_packages (id, client_id)
);
CREATE INDEX package_commissions_lot_idx ON coaching.package_commissions (client_id, client_package_id);
CREATE INDEX package_commissions_trainer_idx ON coaching.package_commissions (trainer_id);
COMMENT ON TABLE coaching.package_commissions IS
    'The trainer''s commission at the time of a sale, where one was agreed. Beside the lot and not in it, since the client reads the lot: for the trainer who sold and admins, as trainer_business is.';
COMMENT ON COLUMN coaching.package_commissions.client_package_id IS 'The lot that was sold.';
COMMENT ON COLUMN coaching.package_commissions.client_id IS 'users.id of the client who bought.';
COMMENT ON COLUMN coaching.package_commissions.trainer_id IS 'users.id of the trainer who sold.';
COMMENT ON COLUMN coaching.package_commissions.commission_rate IS 'Maintained: trainer_business.commission_rate at the sale, 0 to 1.';
COMMENT ON COLUMN coaching.package_commissions.created_at IS 'When it was sold.';

CREATE TABLE coaching.package_payments (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    client_package_id uuid NOT NULL,
    client_id uuid NOT NULL DEFAULT NULL,
    trainer_id uuid NOT NULL DEFAULT NULL REFERENCES coaching.users (id),
    kind text NOT NULL CHECK (kind IN ('payment', 'refund')),
    amount numeric(12,2) NOT NULL CHECK (amount > 0 AND amount < 'Infinity'),
    currency text NOT NULL DEFAULT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    paid_at timestamptz NOT NULL DEFAULT now() CHECK (isfinite(paid_at)),
    external_id text CHECK (octet_length(external_id) BETWEEN 1 AND 255),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT package_payments_external_id_key UNIQUE (external_id),
    CONSTRAINT package_payments_lot_fkey FOREIGN KEY (client_package_id, client_id)
        REFERENCES coaching.client_packages (id, client_id)
);
-- Client first: the same index serves the foreign key and the policy.
CREATE INDEX package_payments_client_idx ON coaching.package_payments (client_id, client_package_id);
CREATE INDEX package_payments_trainer_idx ON coaching.package_payments (trainer_id, paid_at);
COMMENT ON TABLE coaching.package_payments IS
    'What was paid for packages, and paid back. Rows are added, never changed; trusted callers may record payments that arrive elsewhere.';
COMMENT ON COLUMN coaching.package_payments.id IS 'The payment.';
COMMENT ON COLUMN coaching.package_payments.client_package_id IS 'What was paid for.';
COMMENT ON COLUMN coaching.package_payments.client_id IS 'users.id of the client. NULL on insert means the lot''s.';
COMMENT ON COLUMN coaching.package_payments.trainer_id IS 'Maintained: users.id of the trainer who sold the lot: whose revenue it is, also when the client has moved since.';
COMMENT ON COLUMN coaching.package_payments.kind IS 'payment, or refund: back to the client, never more than was paid.';
COMMENT ON COLUMN coaching.package_payments.amount IS 'How much, above 0, in currency.';
COMMENT ON COLUMN coaching.package_payments.currency IS 'ISO 4217 code, always that of the lot; NULL on insert means that.';
COMMENT ON COLUMN coaching.package_payments.paid_at IS 'When the money moved.';
COMMENT ON COLUMN coaching.package_payments.external_id IS 'The payment''s key with the payment service; recorded once.';
COMMENT ON COLUMN coaching.package_payments.created_at IS 'When the row was made.';

CREATE FUNCTION coaching.judge_client_package() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_client_package';
COMMENT ON FUNCTION coaching.judge_client_package() IS
    'Trigger: judges who sells what to whom, copies the terms, and keeps them. Errors: permission_denied, blocked, not_found, not_available, relationship_error, illegal_transition, invalid_argument.';
CREATE TRIGGER client_packages_judge BEFORE INSERT OR UPDATE ON coaching.client_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_client_package();
CREATE TRIGGER client_packages_not_erased BEFORE INSERT OR UPDATE OF metadata ON coaching.client_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('client_id,trainer_id', 'metadata');
CREATE TRIGGER client_packages_touch BEFORE UPDATE ON coaching.client_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE FUNCTION coaching.follow_client_package() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_follow_client_package';
COMMENT ON FUNCTION coaching.follow_client_package() IS
    'Trigger: books the credits of a sale, keeps its commission and tells both sides; notes in the ledger when a lot goes to another trainer.';
CREATE TRIGGER client_packages_follow AFTER INSERT OR UPDATE OF trainer_id ON coaching.client_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.follow_client_package();
CREATE TRIGGER client_packages_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.client_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', '-sessions_remaining', '-idempotency_key', '-idempotency_digest');

CREATE FUNCTION coaching.judge_commission() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_commission';
COMMENT ON FUNCTION coaching.judge_commission() IS
    'Trigger: commissions are written by the sale alone. Error: permission_denied.';
CREATE TRIGGER package_commissions_judge BEFORE INSERT ON coaching.package_commissions
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_commission();
CREATE TRIGGER package_commissions_history BEFORE UPDATE OR DELETE ON coaching.package_commissions
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_history();

CREATE FUNCTION coaching.judge_payment() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_payment';
COMMENT ON FUNCTION coaching.judge_payment() IS
    'Trigger: a payment is in the currency of its lot and known once; refunds never exceed payments, under the lot''s lock. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER package_payments_judge BEFORE INSERT ON coaching.package_payments
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_payment();
CREATE TRIGGER package_payments_history BEFORE UPDATE OR DELETE ON coaching.package_payments
    FOR EACH ROW EXECUTE FUNCTION coaching.keep_history();
CREATE TRIGGER package_payments_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.package_payments
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');
