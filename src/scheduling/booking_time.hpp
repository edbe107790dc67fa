// When a booking is: judged, and what follows from it.
#pragma once

#include "pg/trigger.hpp"
#include "relationships/moves.hpp"
#include "scheduling/trainer_hours.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

struct Parties {
    Uuid trainer;
    Uuid client;
};

/// Judges the row's time for these two in the active snapshot, and settles the columns that follow
/// from it: what the hours say about mode and place where nobody chose, and the trainer's terms as
/// they are now. `except` is the booking itself, when it moves. The people are locked.
void judge_time(pg::NewRow& row, const Parties& two, Actor actor,
                const std::optional<Uuid>& except);

/// Whether an UPDATE gives a booking another time, length or trainer.
bool moves_session(const pg::TriggerCall& call);

/// Mode and place that the trainer's hours give a session. Reads in the active snapshot.
Place place_by_hours(const Uuid& trainer, const Interval& during);

/// For a booking that moves: mode and place that are those of the hours it leaves follow the
/// session, unless the same UPDATE says others.
void forget_filled_place(pg::NewRow& row, const pg::TriggerCall& call);

}  // namespace coaching::scheduling
