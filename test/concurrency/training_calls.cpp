// Plans and what was done; notes and reviews.

#include "draw.hpp"

namespace storm {

namespace {

/// One is active at a time, whoever makes another at the same moment.
Call plan(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    return {"create_workout_plan", trainer,
            "SELECT coaching.create_workout_plan(" + quoted(client) +
                ", '{\"title\": \"Plan\", \"exercises\": [{\"day_of_week\": \"Monday\", "
                "\"exercise_name\": \"Squat\", \"sets\": 3}]}')"};
}
Call change_plan(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    constexpr const char* changes[] = {"active", "completed", "archived"};
    return {"a plan's status changed", trainer,
            std::string("UPDATE coaching.workout_plans SET status = '") + draw.one_of(changes) +
                "' WHERE id = (SELECT id FROM coaching.workout_plans WHERE client_id = " +
                quoted(client) + " AND status <> 'archived' ORDER BY id DESC LIMIT 1)"};
}
Call complete_plans(Draw& draw) {
    return {"complete_expired_plans", draw.admin(), "SELECT coaching.complete_expired_plans()"};
}

Call log(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    const std::string key = draw.new_key();
    Call call{
        "log_workout, key", draw.sometimes(0.8) ? client : trainer,
        "SELECT coaching.log_workout(" + quoted(client) +
            ", '{\"name\": \"Legs\", \"started_at\": \"2026-03-17T17:00:00Z\", \"sets\": "
            "[{\"exercise_name\": \"Squat\", \"sets_completed\": 3, \"reps_completed\": 5}]}', " +
            quoted(key) + ")"};
    call.key = "log " + client + ' ' + key;
    call.repeated = "log_workout, key repeated";
    draw.journal.share(call);
    return call;
}

Call write_note(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    return {"INSERT of a note", trainer,
            "INSERT INTO coaching.trainer_client_notes (trainer_id, client_id, note) VALUES (" +
                quoted(trainer) + ", " + quoted(client) + ", 'knee')"};
}
Call write_session_note(Draw& draw) {
    const auto target = draw.journal.any(draw.random);
    if (!target) return write_note(draw);
    return {"a session's note", target->trainer,
            "INSERT INTO coaching.trainer_session_notes (booking_id, feedback) VALUES (" +
                quoted(target->id) +
                ", 'well done') ON CONFLICT (booking_id) DO UPDATE SET feedback = 'better'"};
}

Call review(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    const std::string rating = std::to_string(1 + draw.number(5));
    return {"a review written", client,
            "INSERT INTO coaching.trainer_reviews (trainer_id, client_id, rating) VALUES (" +
                quoted(trainer) + ", " + quoted(client) + ", " + rating +
                ") ON CONFLICT (trainer_id, client_id) DO UPDATE SET rating = " + rating};
}
Call withdraw_review(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    return {"a review withdrawn", client,
            "DELETE FROM coaching.trainer_reviews WHERE trainer_id = " + quoted(trainer) +
                " AND client_id = " + quoted(client)};
}

constexpr Kind kinds[] = {
    {20, plan},       {10, change_plan},        {1, complete_plans}, {25, log},
    {15, write_note}, {10, write_session_note}, {15, review},        {4, withdraw_review},
};

}  // namespace

std::span<const Kind> training_kinds() { return kinds; }

}  // namespace storm
