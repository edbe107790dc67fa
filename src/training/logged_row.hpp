// A row of workout_progress, as far as figures are made of it.
#pragma once

#include "pg/decimal.hpp"
#include "scheduling/server_time.hpp"
#include "training/client.hpp"
#include "training/performance.hpp"

namespace coaching::training {

using Kilograms = pg::Decimal<3>;

struct LoggedRow {
    Uuid id;
    std::optional<Uuid> log;
    pg::Timestamp completed_at;
    std::optional<std::int32_t> sets;  ///< without a number it is one
    std::optional<std::int32_t> repetitions;
    std::optional<Kilograms> weight;
};

inline Performance performance_of(const LoggedRow& row, const Client& client) {
    const Instant at = scheduling::instant_of(row.completed_at);
    return {.id = row.id,
            .log = row.log,
            .completed_at = at,
            .date = scheduling::date_at(client.zone, at),
            .sets = row.sets.value_or(1),
            .repetitions = row.repetitions,
            .grams = row.weight ? std::optional(row.weight->units) : std::nullopt};
}

}  // namespace coaching::training
