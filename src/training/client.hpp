// A client, as their training is looked at.
#pragma once

#include <optional>

#include "base/uuid.hpp"
#include "pg/values.hpp"
#include "scheduling/server_zone.hpp"

namespace coaching::training {

using scheduling::LocalDate;

struct Client {
    Uuid id;
    scheduling::ServerZone zone;  ///< the client's own

    LocalDate today() const;

    /// See scheduling::instants_around.
    scheduling::Interval instants_around(const scheduling::DateRange& dates) const;
};

/// nullopt where there is no such client. Reads as the owner of the tables.
std::optional<Client> find_client(const Uuid& id);

/// The same where the caller may see the client's progress: themselves, their trainers with that
/// permission, admins. Others are told nothing, not even that there is such a client.
std::optional<Client> find_visible_client(const Uuid& id);

/// Throws invalid_argument for a date outside of the years 1900 to 9999.
LocalDate require_date(pg::Date date, const char* argument);

/// The same of both, and they must be in order. The arguments are from_date and to_date.
scheduling::DateRange require_date_range(pg::Date from, pg::Date to);

}  // namespace coaching::training
