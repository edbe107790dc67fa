// What people do in the storm: one random call after another, by random people.
#pragma once

#include "journal.hpp"

namespace storm {

struct World {
    std::vector<std::string> admins;
    std::vector<std::string> trainers;
    std::vector<std::string> clients;
    /// Made trainers, and none again, in the course of it.
    std::vector<std::string> candidates;
    /// Sign up in the course of it.
    std::vector<std::string> guests;
    /// Trainer and client, as connected at the beginning.
    std::vector<std::pair<std::string, std::string>> pairs;
    /// The full hour the storm begins in, in seconds since 1970.
    long now = 0;
    /// Whether the extension knows how to forget people, and to tell all about them.
    bool can_erase = false;
    bool can_export = false;
};

World world_of(Connection& connection);

Call random_call(const World& world, Journal& journal, Random& random);

}  // namespace storm
