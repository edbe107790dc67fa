// A trainer's figures, read from the trainer's own rows by index. For whoever has been authorised
// to know them.
//
// Sessions count while they are live (scheduled, confirmed, completed: what takes or took place, as
// in the constraints of bookings; not cancelled, nor where the client did not come), by the day on
// which they begin in the trainer's zone.
#pragma once

#include "base/uuid.hpp"
#include "dashboard/periods.hpp"
#include "pg/memory.hpp"
#include "scheduling/server_zone.hpp"

namespace coaching::dashboard {

struct Trainer {
    Uuid id;
    scheduling::ServerZone zone;
    pg::Text currency;
    std::int32_t active_clients;

    LocalDate today() const;
};

/// nullopt for somebody who is no trainer.
std::optional<Trainer> find_trainer(const Uuid& id);

struct SessionCounts {
    std::int64_t today = 0;
    std::int64_t this_week = 0;
    std::int64_t this_month = 0;

    SessionCounts& operator+=(const SessionCounts& other);
    friend bool operator==(const SessionCounts&, const SessionCounts&) = default;
};
SessionCounts sessions_of(const Trainer& trainer, const Periods& periods);

/// Sessions to come that begin from now on.
std::int64_t upcoming_sessions_of(const Uuid& trainer);

/// Lots that are active and not past their time, and what is left in them.
struct Credits {
    std::int64_t packages = 0;
    std::int64_t sessions = 0;

    Credits& operator+=(const Credits& other);
    friend bool operator==(const Credits&, const Credits&) = default;
};
/// Of the lots a trainer holds, whoever sold them.
Credits credits_of(const Uuid& trainer);
/// Of one client's with a trainer.
Credits credits_between(const Uuid& trainer, const Uuid& client);

/// Payments less refunds by currency, in hundredths; only currencies anything was paid in.
using Revenue = pg::FlatMap<pg::Text, std::int64_t>;
/// Of what a trainer sold, by the day in the trainer's zone on which the money moved.
Revenue revenue_of(const Trainer& trainer, const DateRange& dates);

}  // namespace coaching::dashboard
