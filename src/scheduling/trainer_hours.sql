-- scheduling: when trainers work. Wall time on the trainer's own clock (users.time_zone).

CREATE TABLE coaching.trainer_availability (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    day_of_week integer NOT NULL CHECK (day_of_week BETWEEN 0 AND 6),
    start_time time NOT NULL CHECK (start_time < '24:00'),
    end_time time NOT NULL,
    session_mode text CHECK (session_mode IN ('gym', 'online', 'home_visit')),
    location text CHECK (octet_length(location) <= 1000),
    effective_from date CHECK (isfinite(effective_from)),
    effective_until date CHECK (isfinite(effective_until)),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_availability_dates_check CHECK (effective_from <= effective_until)
);
CREATE INDEX trainer_availability_trainer_idx ON coaching.trainer_availability (trainer_id, day_of_week);
CREATE INDEX trainer_availability_day_idx
    ON coaching.trainer_availability (day_of_week, start_time, end_time, trainer_id);
-- Those few that run past midnight.
CREATE INDEX trainer_availability_night_idx ON coaching.trainer_availability (day_of_week, end_time, trainer_id)
    WHERE end_time <= start_time;

COMMENT ON TABLE coaching.trainer_availability IS
    'Weekly working hours, as many rows as there are windows; touching windows are one. Those who know the trainer see them; everybody else asks get_available_slots.';
COMMENT ON COLUMN coaching.trainer_availability.id IS 'The window.';
COMMENT ON COLUMN coaching.trainer_availability.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_availability.day_of_week IS '0 is Sunday … 6 is Saturday: the day the window begins on.';
COMMENT ON COLUMN coaching.trainer_availability.start_time IS 'Wall time in the trainer''s zone. A time the clock skips means the first one after it, a time it shows twice the first of the two.';
COMMENT ON COLUMN coaching.trainer_availability.end_time IS 'Wall time, up to 24:00. At or before start_time it is on the next day: 22:00 to 02:00 runs past midnight. A time the clock shows twice means the second.';
COMMENT ON COLUMN coaching.trainer_availability.session_mode IS 'gym, online or home_visit where the window is for such sessions only; NULL for all.';
COMMENT ON COLUMN coaching.trainer_availability.location IS 'Where, if it is always the same place. A booking in this window that names none takes it.';
COMMENT ON COLUMN coaching.trainer_availability.effective_from IS 'First date it holds; NULL for always.';
COMMENT ON COLUMN coaching.trainer_availability.effective_until IS 'Last date it holds; NULL for always.';
COMMENT ON COLUMN coaching.trainer_availability.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_availability.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.availability_overrides (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    date date NOT NULL CHECK (isfinite(date)),
    windows jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(windows) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT availability_overrides_date_key UNIQUE (trainer_id, date)
);
CREATE INDEX availability_overrides_date_idx ON coaching.availability_overrides (date, trainer_id);

COMMENT ON TABLE coaching.availability_overrides IS
    'Hours of one date instead of the weekly ones. Those who know the trainer see them.';
COMMENT ON COLUMN coaching.availability_overrides.id IS 'The override.';
COMMENT ON COLUMN coaching.availability_overrides.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.availability_overrides.date IS 'The date on the trainer''s calendar.';
COMMENT ON COLUMN coaching.availability_overrides.windows IS
    'That date''s hours: [{"start": "10:00", "end": "14:00"}], wall time as in trainer_availability, each with "session_mode" and "location" if wanted; [] for closed.';
COMMENT ON COLUMN coaching.availability_overrides.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.availability_overrides.updated_at IS 'Maintained: when the row last changed.';

CREATE TABLE coaching.trainer_time_off (
    id uuid PRIMARY KEY DEFAULT coaching.new_id(),
    trainer_id uuid NOT NULL REFERENCES coaching.users (id),
    start_date date NOT NULL CHECK (isfinite(start_date)),
    end_date date NOT NULL CHECK (isfinite(end_date)),
    type text NOT NULL DEFAULT 'vacation'
        CHECK (type IN ('vacation', 'sick', 'personal', 'holiday', 'training', 'other')),
    reason text CHECK (octet_length(reason) <= 4000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT trainer_time_off_dates_check CHECK (start_date <= end_date)
);
CREATE INDEX trainer_time_off_trainer_idx ON coaching.trainer_time_off (trainer_id, end_date);

COMMENT ON TABLE coaching.trainer_time_off IS
    'Dates a trainer does not work, before all hours. Seen by the trainer and admins. Sessions booked already stay booked: time_off_conflicts lists them, and both sides are told.';
COMMENT ON COLUMN coaching.trainer_time_off.id IS 'The time off.';
COMMENT ON COLUMN coaching.trainer_time_off.trainer_id IS 'users.id of the trainer; never changes.';
COMMENT ON COLUMN coaching.trainer_time_off.start_date IS 'First date off, on the trainer''s calendar.';
COMMENT ON COLUMN coaching.trainer_time_off.end_date IS 'Last date off, included.';
COMMENT ON COLUMN coaching.trainer_time_off.type IS 'vacation, sick, personal, holiday, training or other.';
COMMENT ON COLUMN coaching.trainer_time_off.reason IS 'Why, for the trainer and the house.';
COMMENT ON COLUMN coaching.trainer_time_off.created_at IS 'When the row was made.';
COMMENT ON COLUMN coaching.trainer_time_off.updated_at IS 'Maintained: when the row last changed.';

CREATE FUNCTION coaching.judge_hours() RETURNS trigger
    LANGUAGE c AS 'MODULE_PATHNAME', 'coaching_judge_hours';
COMMENT ON FUNCTION coaching.judge_hours() IS
    'Trigger: hours and time off are the trainer''s own, and make sense. Time off waits for bookings being made. Errors: permission_denied, not_found, invalid_argument.';
CREATE TRIGGER trainer_availability_judge BEFORE INSERT OR UPDATE ON coaching.trainer_availability
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_hours();
CREATE TRIGGER trainer_availability_not_erased BEFORE INSERT OR UPDATE ON coaching.trainer_availability
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');
CREATE TRIGGER availability_overrides_judge BEFORE INSERT OR UPDATE ON coaching.availability_overrides
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_hours();
CREATE TRIGGER availability_overrides_not_erased BEFORE INSERT OR UPDATE ON coaching.availability_overrides
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');
CREATE TRIGGER trainer_time_off_judge BEFORE INSERT OR UPDATE ON coaching.trainer_time_off
    FOR EACH ROW EXECUTE FUNCTION coaching.judge_hours();
CREATE TRIGGER trainer_time_off_not_erased BEFORE INSERT OR UPDATE ON coaching.trainer_time_off
    FOR EACH ROW EXECUTE FUNCTION coaching.refuse_erased('trainer_id');

CREATE TRIGGER trainer_availability_touch BEFORE UPDATE ON coaching.trainer_availability
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER availability_overrides_touch BEFORE UPDATE ON coaching.availability_overrides
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();
CREATE TRIGGER trainer_time_off_touch BEFORE UPDATE ON coaching.trainer_time_off
    FOR EACH ROW EXECUTE FUNCTION coaching.touch_updated_at();

CREATE TRIGGER trainer_availability_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_availability
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');
CREATE TRIGGER availability_overrides_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.availability_overrides
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id');
CREATE TRIGGER trainer_time_off_audit AFTER INSERT OR UPDATE OR DELETE ON coaching.trainer_time_off
    FOR EACH ROW EXECUTE FUNCTION coaching.write_audit('id', 'reason');
