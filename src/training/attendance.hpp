// What a client was to do by the plans, and on which days they trained. For whoever has been
// authorised to know: the statistics functions, and lists of a trainer's clients.
#pragma once

#include "pg/memory.hpp"
#include "training/client.hpp"
#include "training/weeks.hpp"

namespace coaching::training {

/// What was due and done in the whole week `date` lies in.
Tally week_of(const Client& client, LocalDate date);

/// What was due and done in a range of dates; see tally_of.
Tally compliance_of(const Client& client, const scheduling::DateRange& dates);

/// See streak_of.
std::int32_t current_streak_of(const Client& client);

}  // namespace coaching::training
