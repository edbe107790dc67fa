// Sessions: booked, moved, cancelled, settled, and the days nobody works.

#include "draw.hpp"

namespace storm {

namespace {

std::string book_session(const std::string& trainer, const std::string& client, long start,
                         const char* duration, const std::string& more = "") {
    return read_after("SELECT coaching.book_session(" + quoted(trainer) + ", " + quoted(client) +
                      ", " + time_at(start) + ", " + duration + more + ")");
}

}  // namespace

Call booking(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    if (draw.sometimes(0.3))
        return {"book_session, begun",
                draw.staff(trainer),
                book_session(trainer, client, draw.begun(), draw.duration(),
                             draw.sometimes(0.3) ? ", override_availability => true" : ""),
                true,
                "",
                1};
    return {"book_session",
            draw.someone(trainer, client),
            book_session(trainer, client, draw.coming(), draw.duration()),
            true,
            "",
            1};
}

namespace {

/// From a lot that is named, which others name as well: somebody takes its last credit.
Call booking_from_lot(Draw& draw) {
    const auto target = draw.journal.any(draw.random);
    if (!target || target->row[8].empty()) return booking(draw);
    return {"book_session, lot named",
            draw.someone(target->trainer, target->client),
            book_session(target->trainer, target->client, draw.coming(), draw.duration(),
                         ", client_package_id => " + quoted(target->row[8])),
            true,
            "",
            1};
}

/// New, or one that somebody has called already or is calling now; now and then the key with
/// something else.
Call keyed_booking(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    std::string key = draw.new_key();
    if (draw.sometimes(0.05))
        if (const auto call = draw.journal.shared(draw.random))
            key = call->key.substr(call->key.size() - key.size());
    Call call{"book_session, key",
              draw.someone(trainer, client),
              book_session(trainer, client, draw.coming(), draw.duration(),
                           ", idempotency_key => " + quoted(key)),
              true,
              "",
              1,
              client + ' ' + key,
              "book_session, key repeated"};
    draw.journal.share(call);
    return call;
}

/// What somebody has called already or is calling now.
Call repeat(Draw& draw) {
    auto call = draw.journal.shared(draw.random);
    if (!call) return keyed_booking(draw);
    call->name = call->repeated;
    return *call;
}

Call insert(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    const bool begun = draw.sometimes(0.3);
    return {"INSERT of a booking",
            begun ? draw.staff(trainer) : draw.someone(trainer, client),
            "INSERT INTO coaching.bookings (trainer_id, client_id, session_date, duration_minutes) "
            "VALUES (" +
                quoted(trainer) + ", " + quoted(client) + ", " +
                time_at(begun ? draw.begun() : draw.coming()) + ", " + draw.duration() +
                ") RETURNING " + booking_columns,
            true,
            "",
            1};
}

Call series(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    const bool all = draw.sometimes(0.5);
    const long weeks = all ? 2 : 4;
    return {all ? "book_series, all" : "book_series, skip",
            draw.someone(trainer, client),
            read_after("SELECT string_agg(booking_id::text, ',') FROM coaching.book_series(" +
                       quoted(trainer) + ", " + quoted(client) + ", " + time_at(draw.coming()) +
                       ", " + std::to_string(weeks) + ", 60, " + (all ? "'all'" : "'skip'") + ")"),
            true,
            "",
            weeks};
}

/// A booking that will do for the call, if there is one at hand.
std::optional<Booking> fitting(Draw& draw, bool (*fits)(const Booking&, const World&)) {
    for (int tries = 0; tries < 30; ++tries) {
        const auto booking = draw.journal.any(draw.random);
        // Some that do not: refusals are part of it.
        if (booking && (fits(*booking, draw.world) || draw.sometimes(0.01))) return booking;
    }
    return std::nullopt;
}

bool is_open(const Booking& booking, const World&) {
    return booking.status == "scheduled" || booking.status == "confirmed";
}
bool is_to_come(const Booking& booking, const World& world) {
    return is_open(booking, world) && booking.start > world.now + hour;
}
bool has_begun(const Booking& booking, const World& world) {
    return is_open(booking, world) && booking.start < world.now;
}
bool is_forfeited(const Booking& booking, const World&) {
    return booking.status == "cancelled" && booking.row[9] == "t" && booking.row[10] == "f";
}
bool is_of_series(const Booking& booking, const World&) { return !booking.series.empty(); }

Call on_one(const char* name, const std::string& actor, const std::string& statement,
            const Booking& booking) {
    return {name, actor, statement + read_booking(booking.id), true, booking.id};
}

Call reschedule(Draw& draw) {
    const auto target = fitting(draw, is_to_come);
    if (!target) return booking(draw);
    return on_one("reschedule_booking", draw.someone(target->trainer, target->client),
                  "SELECT coaching.reschedule_booking(" + quoted(target->id) + ", " +
                      time_at(draw.coming()) +
                      (draw.sometimes(0.3) ? std::string(", ") + draw.duration() : "") + ")",
                  *target);
}

Call move_directly(Draw& draw) {
    const auto target = fitting(draw, is_open);
    if (!target) return booking(draw);
    return {"UPDATE of session_date", draw.staff(target->trainer),
            "UPDATE coaching.bookings SET session_date = " +
                time_at(target->start < draw.world.now ? draw.begun() : draw.coming()) +
                " WHERE id = " + quoted(target->id) + " RETURNING " + booking_columns,
            true, target->id};
}

Call cancel(Draw& draw) {
    const auto target = fitting(draw, is_to_come);
    if (!target) return booking(draw);
    return on_one("cancel_booking", draw.someone(target->trainer, target->client),
                  "SELECT coaching.cancel_booking(" + quoted(target->id) + ", 'other plans')",
                  *target);
}

Call waive(Draw& draw) {
    const auto target = fitting(draw, is_forfeited);
    if (!target) return cancel(draw);
    const std::string actor = draw.staff(target->trainer);
    if (draw.sometimes(0.5))
        return on_one("cancel_booking, waived", actor,
                      "SELECT coaching.cancel_booking(" + quoted(target->id) + ", waive => true)",
                      *target);
    return {"UPDATE of late_cancel_waived", actor,
            "UPDATE coaching.bookings SET late_cancel_waived = true WHERE id = " +
                quoted(target->id) + " RETURNING " + booking_columns,
            true, target->id};
}

Call settle(Draw& draw, const char* name, bool (*fits)(const Booking&, const World&)) {
    const auto target = fitting(draw, fits);
    if (!target) return booking(draw);
    return on_one(name, draw.staff(target->trainer),
                  std::string("SELECT coaching.") + name + "(" + quoted(target->id) + ")", *target);
}
Call complete(Draw& draw) { return settle(draw, "complete_booking", has_begun); }
Call no_show(Draw& draw) { return settle(draw, "mark_no_show", has_begun); }
Call confirm(Draw& draw) { return settle(draw, "confirm_booking", is_open); }

Call cancel_series(Draw& draw) {
    const auto target = fitting(draw, is_of_series);
    if (!target || target->series.empty()) return series(draw);
    return {"cancel_series", draw.someone(target->trainer, target->client),
            "SELECT coaching.cancel_series(" + quoted(target->series) + ", NULL, 'series')"};
}

Call take_time_off(Draw& draw) {
    const std::string& trainer = draw.one_of(draw.world.trainers);
    const std::string day = "(" + time_at(draw.world.now) + " AT TIME ZONE 'UTC')::date + " +
                            std::to_string(1 + draw.number(3));
    return {"INSERT of time off", draw.staff(trainer),
            "INSERT INTO coaching.trainer_time_off (trainer_id, start_date, end_date) VALUES (" +
                quoted(trainer) + ", " + day + ", " + day + ")"};
}

Call work_again(Draw& draw) {
    return {"DELETE of time off", draw.one_of(draw.world.admins),
            "DELETE FROM coaching.trainer_time_off WHERE trainer_id = " +
                quoted(draw.one_of(draw.world.trainers))};
}

constexpr Kind kinds[] = {
    {210, booking},    {40, booking_from_lot}, {50, keyed_booking},
    {90, repeat},      {90, insert},           {25, series},
    {120, reschedule}, {50, move_directly},    {110, cancel},
    {25, waive},       {60, complete},         {25, no_show},
    {30, confirm},     {12, cancel_series},    {5, take_time_off},
    {12, work_again},
};

}  // namespace

std::span<const Kind> booking_kinds() { return kinds; }

}  // namespace storm
