// Whether a trainer can take a session, by all that is in the tables.
#pragma once

#include "scheduling/availability.hpp"
#include "scheduling/trainer_hours.hpp"
#include "scheduling/trainer_rules.hpp"

namespace coaching::scheduling {

/// What is asked about.
struct Question {
    Uuid trainer;
    Session session;
    Interval starts;                               ///< what the asker may book, by its start
    std::optional<std::string_view> session_mode;  ///< NULL: any hours will do
    std::optional<Uuid> except;                    ///< a booking that does not count
};

/// Judges in the active snapshot; reads as the owner of the tables. Of an available session `place`
/// gets what the hours say about it.
Availability judge(const Question& question, const TrainerRules& rules, Place* place = nullptr);

/// Throws booking_conflict, or not_available with the reason, for what is not available.
void require_available(Availability availability);

/// "The session is outside of the trainer's hours": one sentence per reason.
std::string_view sentence_of(Availability availability);

}  // namespace coaching::scheduling
