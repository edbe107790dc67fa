-- packages: what can be bought, by whom at which price.

CREATE TABLE coaching.session_packages (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid REFERENCES coaching.users (id),
    name text NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 500),
    description text CHECK (octet_length(description) <= 20000),
    sessions integer NOT NULL CHECK (sessions BETWEEN 1 AND 10000),
    price numeric(12,2) NOT NULL CHECK (price >= 0 AND price < 'Infinity'),
    currency text NOT NULL DEFAULT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    validity_days integer CHECK (validity_days BETWEEN 1 AND 36500),
    is_active boolean NOT NULL DEFAULT true,
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_packages_trainer_idx ON coaching.session_packages (trainer_id, id);

COMMENT ON TABLE coaching.session_packages IS
    'The catalogue: packages of sessions of the house, and each trainer''s own. Active ones are open to everybody who signs in. What was sold keeps its terms, whatever changes here.';
COMMENT ON COLUMN coaching.session_packages.id IS 'The package as it is offered; client_packages.package_id.';
COMMENT ON COLUMN coaching.session_packages.trainer_id IS 'users.id of the trainer who alone sells it; NULL for the house''s, which every trainer sells. Never changes.';
COMMENT ON COLUMN coaching.session_packages.name IS 'What it is called.';
COMMENT ON COLUMN coaching.session_packages.description IS 'What is in it, for whoever buys.';
COMMENT ON COLUMN coaching.session_packages.sessions IS 'How many sessions it is good for.';
COMMENT ON COLUMN coaching.session_packages.price IS 'Price of the whole package, in currency; a trainer''s own price stands in trainer_package_pricing.';
COMMENT ON COLUMN coaching.session_packages.currency IS 'ISO 4217 code. NULL on insert means the trainer''s, for the house EUR.';
COMMENT ON COLUMN coaching.session_packages.validity_days IS 'For how many days of 24 hours from the sale sessions may start; NULL without end.';
COMMENT ON COLUMN coaching.session_packages.is_active IS 'Can be bought.';
COMMENT ON COLUMN coaching.session_packages.metadata IS 'The app''s own data about the package, a JSON object.';
COMMENT ON COLUMN coaching.session_packages.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.session_packages.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.trainer_package_pricing (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    package_id uuid NOT NULL REFERENCES coaching.session_packages (id),
    price numeric(12,2) NOT NULL CHECK (price >= 0 AND price < 'Infinity'),
    currency text NOT NULL DEFAULT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_package_pricing_pair_key UNIQUE (trainer_id, package_id)
);
CREATE INDEX trainer_package_pricing_package_idx ON coaching.trainer_package_pricing (package_id);

COMMENT ON TABLE coaching.trainer_package_pricing IS
    'A trainer''s own price of a package, instead of the catalogue''s. Open to everybody who signs in.';
COMMENT ON COLUMN coaching.trainer_package_pricing.id IS 'The price.';
COMMENT ON COLUMN coaching.trainer_package_pricing.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_package_pricing.package_id IS 'The package, of the house or the trainer''s own; never changes.';
COMMENT ON COLUMN coaching.trainer_package_pricing.price IS 'Price of the whole package with this trainer, in currency.';
COMMENT ON COLUMN coaching.trainer_package_pricing.currency IS 'ISO 4217 code. NULL on insert means the package''s.';
COMMENT ON COLUMN coaching.trainer_package_pricing.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_package_pricing.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_session_package() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_session_package';
COMMENT ON FUNCTION coaching.judge_session_package() IS
    'Trigger: the house writes the catalogue, trainers their own packages. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER session_packages_judge BEFORE INSERT OR UPDATE ON coaching.session_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_session_package();
CREATE TRIGGER session_packages_not_erased BEFORE INSERT OR UPDATE OF name, description, is_active, metadata ON coaching.session_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id', 'name,description,is_active,metadata');
CREATE TRIGGER session_packages_touch BEFORE UPDATE ON coaching.session_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER session_packages_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.session_packages
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');

CREATE FUNCTION coaching.judge_package_price() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_package_price';
COMMENT ON FUNCTION coaching.judge_package_price() IS
    'Trigger: a trainer prices packages of the house and their own, for themselves. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER trainer_package_pricing_judge BEFORE INSERT OR UPDATE ON coaching.trainer_package_pricing
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_package_price();
CREATE TRIGGER trainer_package_pricing_not_erased BEFORE INSERT OR UPDATE ON coaching.trainer_package_pricing
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');
CREATE TRIGGER trainer_package_pricing_touch BEFORE UPDATE ON coaching.trainer_package_pricing
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER trainer_package_pricing_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_package_pricing
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');

-- History: no one writes it twice.
CREATE FUNCTION coaching.keep_history() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_keep_history';
COMMENT ON FUNCTION coaching.keep_history() IS
    'Trigger: rows of history are never changed or deleted, by nobody. Error: permission_denied.';
