// What is between a trainer and a client. For whoever has been authorised to know it.
#pragma once

#include "dashboard/trainer_figures.hpp"
#include "pg/values.hpp"

namespace coaching::dashboard {

struct ClientAccount {
    Credits credits;
    std::optional<pg::Timestamp> last_session;  ///< began before now, and is live
    std::optional<pg::Timestamp> next_session;  ///< begins from now on
};

ClientAccount account_between(const Uuid& trainer, const Uuid& client);

}  // namespace coaching::dashboard
