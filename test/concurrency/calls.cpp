#include "calls.hpp"

#include <iterator>

namespace storm {

namespace {

constexpr long minute = 60;
constexpr long hour = 60 * minute;

std::string read_booking(const std::string& id) {
    return std::string("; SELECT ") + booking_columns +
           " FROM coaching.bookings WHERE id = " + quoted(id);
}

/// For functions that give ids: a statement does not see what it books itself, the next does.
std::string read_after(const std::string& ids) {
    return "SELECT set_config('storm.ids', coalesce((" + ids + ")::text, ''), true); SELECT " +
           booking_columns +
           " FROM coaching.bookings "
           "WHERE id = ANY (string_to_array(current_setting('storm.ids'), ',')::uuid[])";
}

std::string time_at(long seconds) { return "to_timestamp(" + std::to_string(seconds) + ")"; }

/// Draws what a call is about.
struct Draw {
    const World& world;
    Journal& journal;
    Random& random;

    std::size_t number(std::size_t end) { return below(random, end); }
    bool sometimes(double probability) { return chance(random, probability); }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(random, std::size(list))];
    }

    std::string new_key() {
        std::string key = "00000000-0000-4000-8000-000000000000";
        for (char& c : key)
            if (c == '0') c = "0123456789abcdef"[number(16)];
        return key;
    }

    /// Two that part and meet again all the time, while sessions of theirs are booked and moved.
    std::pair<std::string, std::string> restless_pair() { return world.pairs[number(2)]; }
    std::pair<std::string, std::string> parting_pair() {
        return sometimes(0.7) ? restless_pair() : pair();
    }

    std::pair<std::string, std::string> pair() {
        if (sometimes(0.1)) return restless_pair();
        if (sometimes(0.94)) return one_of(world.pairs);
        return {one_of(world.trainers), one_of(world.clients)};
    }

    /// Few, so that many ask for the same: half hours from three hours to three days ahead, so that
    /// clients cancel in time and late; and, for what has begun, of the last three weeks.
    long coming() { return world.now + 3 * hour + static_cast<long>(number(130)) * 30 * minute; }
    long begun() { return world.now - static_cast<long>(1 + number(1000)) * 30 * minute; }
    const char* duration() {
        constexpr const char* durations[] = {"60", "60", "60", "30", "45", "90"};
        return one_of(durations);
    }

    std::string someone(const std::string& trainer, const std::string& client) {
        const std::size_t roll = number(100);
        if (roll < 40) return client;
        if (roll < 80) return trainer;
        if (roll < 96) return one_of(world.admins);
        return one_of(world.clients);
    }
    std::string staff(const std::string& trainer) {
        return sometimes(0.7) ? trainer : one_of(world.admins);
    }
};

std::string book_session(const std::string& trainer, const std::string& client, long start,
                         const char* duration, const std::string& more = "") {
    return read_after("SELECT coaching.book_session(" + quoted(trainer) + ", " + quoted(client) +
                      ", " + time_at(start) + ", " + duration + more + ")");
}

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
    if (draw.sometimes(0.6))
        if (const auto call = draw.journal.shared(draw.random))
            return {"book_session, key repeated",  call->actor, call->statement, true, "", 1,
                    call->client + ' ' + call->key};
    const auto [trainer, client] = draw.pair();
    std::string key = draw.new_key();
    if (draw.sometimes(0.05))
        if (const auto call = draw.journal.shared(draw.random)) key = call->key;
    const std::string actor = draw.someone(trainer, client);
    const std::string statement = book_session(trainer, client, draw.coming(), draw.duration(),
                                               ", idempotency_key => " + quoted(key));
    draw.journal.share({key, client, actor, statement});
    return {"book_session, key", actor, statement, true, "", 1, client + ' ' + key};
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

Call sell(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    return {"sell_package", draw.staff(trainer),
            "SELECT coaching.sell_package(" + quoted(client) + ", md5('package3')::uuid, " +
                quoted(trainer) + ")"};
}

Call refund(Draw& draw) {
    const auto target = draw.journal.any(draw.random);
    // Row 8: the lot that pays.
    if (!target || target->row[8].empty()) return sell(draw);
    return {"refund_package", draw.staff(target->trainer),
            "SELECT coaching.refund_package(" + quoted(target->row[8]) + ", 0)"};
}

Call expire(Draw& draw) {
    return {"expire_packages", draw.one_of(draw.world.admins), "SELECT coaching.expire_packages()"};
}

Call change_relationship(Draw& draw, const char* name, const char* from, const char* to) {
    const auto [trainer, client] = draw.parting_pair();
    return {name, draw.someone(trainer, client),
            std::string("UPDATE coaching.trainer_clients SET status = '") + to +
                "' WHERE trainer_id = " + quoted(trainer) + " AND client_id = " + quoted(client) +
                " AND status IN (" + from + ")"};
}
Call pause(Draw& draw) {
    return change_relationship(draw, "a relationship paused", "'active'", "paused");
}
Call resume(Draw& draw) {
    Call call = change_relationship(draw, "a relationship resumed", "'paused'", "active");
    call.actor = draw.one_of(draw.world.admins);
    return call;
}
Call end(Draw& draw) {
    if (draw.sometimes(0.5))
        return change_relationship(draw, "a relationship ended", "'active', 'paused'",
                                   "terminated");
    const auto [trainer, client] = draw.parting_pair();
    return {"remove_connection", client,
            "SELECT coaching.remove_connection(" + quoted(trainer) + ")"};
}
Call assign(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    return {"assign_trainer", draw.one_of(draw.world.admins),
            "SELECT coaching.assign_trainer(" + quoted(client) + ", " + quoted(trainer) + ")"};
}
Call block(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    const bool by_client = draw.sometimes(0.5);
    return {"block_user", by_client ? client : trainer,
            "SELECT coaching.block_user(" + quoted(by_client ? trainer : client) + ")"};
}
Call unblock(Draw& draw) {
    return {"a block lifted", draw.one_of(draw.world.admins),
            "DELETE FROM coaching.user_blocks "
            "WHERE id = (SELECT id FROM coaching.user_blocks ORDER BY random() LIMIT 1)"};
}

/// Away from a trainer the client began with, or back. Packages go along, so that every session
/// that moves stays the booking it is. By an admin, who sees them afterwards as well.
Call transfer(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    const std::string& other = draw.one_of(draw.world.trainers);
    const bool away = draw.sometimes(0.4);
    const std::string& from = away ? trainer : other;
    Call call{"transfer_client_to_trainer", draw.one_of(draw.world.admins),
              read_after("SELECT string_agg(b ->> 'booking_id', ',') FROM jsonb_array_elements("
                         "coaching.transfer_client_to_trainer(" +
                         quoted(client) + ", " + quoted(from) + ", " +
                         quoted(away ? other : trainer) + ") -> 'details' -> 'bookings') AS b"),
              true};
    call.client = client;
    return call;
}

struct Weighted {
    std::size_t weight;
    Call (*make)(Draw&);
};
constexpr Weighted kinds[] = {
    {210, booking},
    {40, booking_from_lot},
    {120, keyed_booking},
    {90, insert},
    {25, series},
    {120, reschedule},
    {50, move_directly},
    {110, cancel},
    {25, waive},
    {60, complete},
    {25, no_show},
    {30, confirm},
    {12, cancel_series},
    {5, take_time_off},
    {12, work_again},
    {12, sell},
    {3, refund},
    {1, expire},
    {5, pause},
    {16, resume},
    {14, end},
    {45, assign},
    {10, transfer},
    {2, block},
    {8, unblock},
};

}  // namespace

Call random_call(const World& world, Journal& journal, Random& random) {
    static const std::size_t total = [] {
        std::size_t sum = 0;
        for (const Weighted& kind : kinds) sum += kind.weight;
        return sum;
    }();
    Draw draw{world, journal, random};
    std::size_t roll = below(random, total);
    for (const Weighted& kind : kinds) {
        if (roll < kind.weight) return kind.make(draw);
        roll -= kind.weight;
    }
    return booking(draw);
}

World world_of(Connection& connection) {
    World world;
    const auto people = [&](const char* kind, int count) {
        std::vector<std::string> ids;
        for (const Row& row :
             connection.must(std::string("SELECT person('") + kind +
                             "', n) FROM generate_series(1, " + std::to_string(count) + ") n"))
            ids.push_back(row[0]);
        return ids;
    };
    world.admins = people("admin", 2);
    world.trainers = people("trainer", 4);
    world.clients = people("client", 24);
    for (const Row& row : connection.must(
             "SELECT trainer_id, client_id FROM coaching.trainer_clients WHERE status = 'active'"))
        world.pairs.emplace_back(row[0], row[1]);
    world.now = std::stol(
        connection.must("SELECT extract(epoch FROM date_trunc('hour', now()))::bigint")[0][0]);
    return world;
}

}  // namespace storm
