#include "scheduling/verdict.hpp"

#include "base/failure.hpp"
#include "pg/guard.hpp"
#include "scheduling/busy.hpp"

namespace coaching::scheduling {

Availability judge(const Question& question, const TrainerRules& rules, Place* place) {
    using Intervals = pg::Vector<Interval>;
    const Interval& during = question.session.during;
    const DateRange dates = dates_deciding(rules.zone, during);
    const auto poll = pg::check_for_interrupts;
    TrainerHours trainer(question.trainer, dates, question.session_mode);
    Hours<Intervals> hours = expand<Intervals>(trainer.schedule(), rules.zone, dates, poll);
    // The first reason of all, and the one most often true of who is asked at random.
    if (!hours.planned.contains(during)) return Availability::outside_hours;
    trainer.read_time_off();
    if (trainer.has_time_off())
        hours = expand<Intervals>(trainer.schedule(), rules.zone, dates, poll);
    Intervals held;
    if (const auto booked =
            trainer_booking_in(question.session.held, question.trainer, question.except))
        held.push_back(*booked);
    const IntervalSet<Intervals> busy(std::move(held));
    const Availability availability =
        judge_session(question.session, hours.planned, hours.open, busy, question.starts);
    if (place != nullptr && availability == Availability::available)
        *place = trainer.place_of(rules.zone, during);
    return availability;
}

void require_available(Availability availability) {
    if (availability == Availability::available) return;
    const std::string sentence(sentence_of(availability));
    if (availability == Availability::booked)
        throw Failure(Token::booking_conflict, sentence).with("who", "trainer");
    throw Failure(Token::not_available, sentence).with("reason", availability_name(availability));
}

std::string_view sentence_of(Availability availability) {
    switch (availability) {
        case Availability::available: return "the trainer is free then";
        case Availability::outside_hours: return "the trainer does not work then";
        case Availability::time_off: return "the trainer has time off then";
        case Availability::booked: return "the trainer has another session then";
        case Availability::too_soon: return "the trainer needs more notice";
        case Availability::too_far: return "the trainer takes no bookings that far ahead";
        case Availability::inactive: return "the trainer is not active";
        case Availability::blocked: return "these two people cannot be brought together";
    }
    return "";
}

}  // namespace coaching::scheduling
