#include "scheduling/busy.hpp"

#include "pg/guard.hpp"
#include "pg/key_lookup.hpp"
#include "scheduling/booking_states.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::scheduling {

namespace {

constinit pg::TableColumns trainer_columns{"bookings",
                                           "bookings_trainer_idx",
                                           "trainer_id",
                                           "session_date",
                                           "id",
                                           "status",
                                           "duration_minutes",
                                           "buffer_before_minutes",
                                           "buffer_after_minutes"};
constinit pg::TableColumns client_columns{
    "bookings", "bookings_client_idx", "client_id", "session_date", "id",
    "status",   "duration_minutes"};

// As the CHECKs of bookings and, for what is copied from there, of trainer_profiles have it.
constexpr Length longest_session = std::chrono::hours(24);
constexpr Length longest_buffer = std::chrono::hours(24);

/// A booking, and what it takes of a person's time.
struct Booked {
    Uuid id;
    bool takes_time;
    Instant start;
    Interval taken;
};

Length minutes(const pg::KeyLookup& row, int place) {
    return std::chrono::minutes(row.get<std::int32_t>(place));
}

Booked without_buffers(const pg::KeyLookup& row) {
    const Instant start = instant_of(row.get<pg::Timestamp>(1));
    return {row.get<Uuid>(2),
            takes_time(row.get<std::string_view>(3)),
            start,
            {start, start + minutes(row, 4)}};
}

Booked with_buffers(const pg::KeyLookup& row) {
    Booked booked = without_buffers(row);
    booked.taken = {booked.taken.start - minutes(row, 5), booked.taken.end + minutes(row, 6)};
    return booked;
}

/// Of a person's bookings, which do not overlap each other, the last that starts before the end of
/// `wanted` and the first that starts later decide; what takes no time is passed over.
template <class Columns, class Read>
std::optional<Interval> booking_in(const Interval& wanted, Columns& columns, const Uuid& person,
                                   const std::optional<Uuid>& except, Length buffer, Read read) {
    const auto counts = [&](const Booked& booked) {
        return booked.takes_time && booked.id != except;
    };
    for (pg::KeyLookup row(columns, person, pg::LatestBefore{timestamp_of(wanted.end)});
         row.next();) {
        pg::check_for_interrupts();
        const Booked booked = read(row);
        if (booked.start + longest_session + buffer <= wanted.start) break;
        if (!counts(booked)) continue;
        if (overlap(booked.taken, wanted)) return booked.taken;
        break;
    }
    if (buffer == Length{}) return std::nullopt;
    for (pg::KeyLookup row(columns, person, pg::EarliestFrom{timestamp_of(wanted.end)});
         row.next();) {
        pg::check_for_interrupts();
        const Booked booked = read(row);
        if (booked.start - buffer >= wanted.end) break;
        if (!counts(booked)) continue;
        if (overlap(booked.taken, wanted)) return booked.taken;
        break;
    }
    return std::nullopt;
}

std::optional<Interval> training_in(const Interval& wanted, const Uuid& person,
                                    const std::optional<Uuid>& except) {
    return booking_in(wanted, trainer_columns, person, except, longest_buffer, with_buffers);
}

std::optional<Interval> being_trained_in(const Interval& wanted, const Uuid& person,
                                         const std::optional<Uuid>& except) {
    return booking_in(wanted, client_columns, person, except, Length{}, without_buffers);
}

template <class Columns, class Read>
void add_taken_within(const Interval& range, Columns& columns, const Uuid& person, Read read,
                      pg::Vector<Interval>& taken) {
    const pg::Within<pg::Timestamp> starts{
        timestamp_of(range.start - longest_session - longest_buffer),
        timestamp_of(range.end + longest_buffer)};
    for (pg::KeyLookup row(columns, person, starts); row.next();) {
        pg::check_for_interrupts();
        const Booked booked = read(row);
        if (booked.takes_time) taken.push_back(booked.taken);
    }
}

}  // namespace

std::optional<Interval> trainer_booking_in(const Interval& held, const Uuid& trainer,
                                           const std::optional<Uuid>& except) {
    if (const auto found = training_in(held, trainer, except)) return found;
    return being_trained_in(held, trainer, except);
}

std::optional<Interval> client_booking_in(const Interval& during, const Uuid& client,
                                          const std::optional<Uuid>& except) {
    if (const auto found = being_trained_in(during, client, except)) return found;
    // Most clients train nobody, which one probe tells instead of two.
    if (!pg::KeyLookup(trainer_columns, client).next()) return std::nullopt;
    return training_in(during, client, except);
}

IntervalSet<pg::Vector<Interval>> held_within(const Interval& range, const Uuid& trainer) {
    pg::Vector<Interval> held;
    add_taken_within(range, trainer_columns, trainer, with_buffers, held);
    add_taken_within(range, client_columns, trainer, without_buffers, held);
    return IntervalSet<pg::Vector<Interval>>(std::move(held), pg::check_for_interrupts);
}

}  // namespace coaching::scheduling
