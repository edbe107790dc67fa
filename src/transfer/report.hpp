// What became of everything a transfer concerns.
#pragma once

#include "packages/credits.hpp"
#include "scheduling/rebooking.hpp"
#include "training/handover.hpp"

namespace coaching::transfer {

struct Report {
    relationships::Succession relationships;
    pg::Vector<scheduling::Rebooking> bookings;
    packages::MovedLots lots;
    std::optional<training::HandedPlan> plan;

    std::int32_t bookings_that_were(scheduling::Rebooked outcome) const;

    /// client_transfers.details; its comment says what is in it.
    pg::Json details() const;
};

}  // namespace coaching::transfer
