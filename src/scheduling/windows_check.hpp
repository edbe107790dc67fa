// Windows of time in a JSON column, judged when they are written: an array of objects with a start
// and an end, read again whenever somebody asks for that time.
#pragma once

#include "pg/statement.hpp"

namespace coaching::scheduling {

// SQL: every one of at most 100 windows, `w.value`, has both times, the start before 24:00, meets
// `more` and has no other keys than `keys`. A word such as now is no time: it would mean something
// else each time it is read.
#define COACHING_ARE_WINDOWS(more, keys)                                                          \
    "SELECT coalesce(bool_and(coalesce(jsonb_typeof(w.value) = 'object' "                         \
    "  AND (w.value ->> 'start') ~ '^\\d{1,2}:\\d\\d(:\\d\\d)?$' "                                \
    "  AND (w.value ->> 'end') ~ '^\\d{1,2}:\\d\\d(:\\d\\d)?$' "                                  \
    "  AND (w.value ->> 'start')::time < '24:00' AND (w.value ->> 'end')::time IS NOT NULL " more \
    "  AND w.value - ARRAY[" keys                                                                 \
    "] = '{}', false)), true) "                                                                   \
    "  AND count(*) <= 100 "                                                                      \
    "FROM jsonb_array_elements(CASE jsonb_typeof($1) WHEN 'array' THEN $1 ELSE '[0]' END) w"

/// Whether such a statement says so; what has the form of a time and is none is no window either.
inline bool are_windows(pg::Command<bool(pg::Json)>& check, pg::Json windows) {
    try {
        return check.one(windows);
    } catch (const pg::Error& error) {
        // Class 22: data that is not what it should be.
        if (!error.sqlstate().starts_with("22")) throw;
        return false;
    }
}

}  // namespace coaching::scheduling
