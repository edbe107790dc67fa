// The BEFORE trigger of client_profiles.preferred_windows.

#include "base/failure.hpp"
#include "pg/trigger.hpp"
#include "scheduling/windows_check.hpp"

namespace coaching::matching {

namespace {

constinit pg::Command<bool(pg::Json)> preferred_windows{COACHING_ARE_WINDOWS(
    "AND (w.value ->> 'day_of_week') ~ '^[0-6]$' ", "'day_of_week', 'start', 'end'")};

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
    pg::AsOwner owner;
    if (!scheduling::are_windows(preferred_windows, row.get<pg::Json>("preferred_windows")))
        refuse();
    return call.pass();
}

}  // namespace

COACHING_TRIGGER(coaching_judge_preferred_windows, judge_preferred_windows);

}  // namespace coaching::matching
