// The BEFORE trigger of a trainer's hours, overrides and time off.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "pg/trigger.hpp"
#include "relationships/directory.hpp"
#include "relationships/moves.hpp"
#include "relationships/people_between.hpp"
#include "scheduling/trainer_hours.hpp"
#include "scheduling/windows_check.hpp"

namespace coaching::scheduling {

namespace {

using OptionalDate = std::optional<pg::Date>;

constinit pg::Check<bool(Uuid)> is_trainer{
    "SELECT true FROM coaching.trainer_profiles WHERE trainer_id = $1"};
constinit pg::Command<bool(pg::Json)> override_windows{
    COACHING_ARE_WINDOWS("AND coalesce(w.value ->> 'session_mode', 'gym') IN ('gym', 'online', "
                         "  'home_visit') "
                         "  AND coalesce(octet_length(w.value ->> 'location'), 0) <= 1000 ",
                         "'start', 'end', 'session_mode', 'location'")};

[[noreturn]] void refuse(const char* column, const char* sentence) {
    throw Failure(Token::invalid_argument, sentence).with("argument", column);
}

void require_finite(const pg::TriggerRow& row, const char* column) {
    const auto date = row.get<OptionalDate>(column);
    if (date && !date->is_finite()) refuse(column, "a date must be one of the calendar");
}

void require_in_order(const pg::TriggerRow& row, const char* first, const char* last) {
    require_finite(row, first);
    require_finite(row, last);
    const auto from = row.get<OptionalDate>(first);
    const auto until = row.get<OptionalDate>(last);
    if (from && until && *until < *from) refuse(last, "the last date is before the first");
}

/// Every question about the trainer reads all of them.
constexpr std::int64_t most_rows = 1000;
constinit pg::Check<std::int64_t(Uuid)> weekly_rows{
    "SELECT count(*) FROM (SELECT FROM coaching.trainer_availability WHERE trainer_id = $1 "
    "LIMIT 1000) w"};
constinit pg::Check<std::int64_t(Uuid)> time_off_rows{
    "SELECT count(*) FROM (SELECT FROM coaching.trainer_time_off WHERE trainer_id = $1 "
    "AND end_date >= current_date LIMIT 1000) t"};

void judge_weekly(const pg::TriggerRow& row) {
    relationships::require_session_mode(row.get<std::optional<pg::Text>>("session_mode"));
    relationships::require_text(row, "location", 1000, "the location");
    const std::int32_t day = row.get<std::int32_t>("day_of_week");
    if (day < 0 || day > 6) refuse("day_of_week", "day_of_week goes from 0, Sunday, to 6");
    if (local_time_of(row.get<pg::TimeOfDay>("start_time")) >= clock_time(24))
        refuse("start_time", "hours begin before 24:00");
    require_in_order(row, "effective_from", "effective_until");
}

void judge_windows(const pg::TriggerRow& row) {
    require_finite(row, "date");
    constexpr const char* sentence =
        "windows must be an array of at most 100 objects with start and end, such as "
        "[{\"start\": \"10:00\", \"end\": \"14:00\"}]";
    if (!are_windows(override_windows, row.get<pg::Json>("windows"))) refuse("windows", sentence);
}

pg::TriggerResult judge_hours(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    const pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    if (!pg::AsOwner::active()) identity::require_self_or_admin(trainer, "write a trainer's hours");
    if (call.is_update()) relationships::require_unchanged({"id", "trainer_id"}, call);
    pg::AsOwner owner;
    if (call.is_insert() && !is_trainer.first(trainer))
        throw Failure(Token::not_found, "there is no such trainer");
    const std::string table = call.table_name();
    if (table == "trainer_availability") {
        judge_weekly(row);
        if (call.is_insert() && weekly_rows.one(trainer) >= most_rows)
            refuse("trainer_id", "a trainer has at most 1000 windows of weekly hours");
    } else if (table == "availability_overrides") {
        judge_windows(row);
    } else {
        require_in_order(row, "start_date", "end_date");
        relationships::require_text(row, "reason", 4000, "the reason");
        if (call.is_insert() && time_off_rows.one(trainer) >= most_rows)
            refuse("trainer_id", "a trainer has at most 1000 rows of time off to come");
        // Whoever books a session holds the trainer's lock: either they see this time off, or this
        // sees the session.
        relationships::lock_person(trainer);
    }
    return row;
}

}  // namespace

COACHING_TRIGGER(coaching_judge_hours, judge_hours);

}  // namespace coaching::scheduling
