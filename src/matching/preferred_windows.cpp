// The BEFORE trigger of client_profiles.preferred_windows.

#include "base/failure.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"

namespace coaching::matching {

namespace {

// Every element is an object with a day and both times, a start before 24:00. Times are read again
// with every match: a word such as now would mean something else then.
constinit pg::Command<bool(pg::Json)> are_windows{
    "SELECT coalesce(bool_and(coalesce(jsonb_typeof(w.value) = 'object' "
    "  AND (w.value ->> 'day_of_week') ~ '^[0-6]$' "
    "  AND (w.value ->> 'start') ~ '^\\d{1,2}:\\d\\d(:\\d\\d)?$' "
    "  AND (w.value ->> 'end') ~ '^\\d{1,2}:\\d\\d(:\\d\\d)?$' "
    "  AND (w.value ->> 'start')::time < '24:00' AND (w.value ->> 'end')::time IS NOT NULL "
    "  AND w.value - ARRAY['day_of_week', 'start', 'end'] = '{}', false)), true) "
    "  AND count(*) <= 100 "
    "FROM jsonb_array_elements(CASE jsonb_typeof($1) WHEN 'array' THEN $1 ELSE '[0]' END) w"};

[[noreturn]] void refuse() {
    throw Failure(Token::invalid_argument,
                  "preferred_windows must be an array of at most 100 objects with day_of_week, "
                  "start and end, such as "
                  "[{\"day_of_week\": 1, \"start\": \"18:00\", \"end\": \"20:00\"}]")
        .with("argument", "preferred_windows");
}

pg::TriggerResult judge_preferred_windows(pg::TriggerCall& call) {
    if (pg::restoring() || !call.changes("preferred_windows")) return call.pass();
    const pg::NewRow row = call.new_row();
    if (row.is_null("preferred_windows")) return call.pass();
    bool fit = false;
    try {
        pg::AsOwner owner;
        fit = are_windows.one(row.get<pg::Json>("preferred_windows"));
    } catch (const pg::Error& error) {
        // Class 22: what stands there is no time.
        if (!error.sqlstate().starts_with("22")) throw;
    }
    if (!fit) refuse();
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_preferred_windows, judge_preferred_windows);

}  // namespace coaching::matching
