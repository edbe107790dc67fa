// What people do in the storm: one random call after another, by random people.
#pragma once

#include "journal.hpp"

namespace storm {

struct World {
    std::vector<std::string> admins;
    std::vector<std::string> trainers;
    std::vector<std::string> clients;
    /// Trainer and client, as connected at the beginning.
    std::vector<std::pair<std::string, std::string>> pairs;
    /// The full hour the storm begins in, in seconds since 1970.
    long now = 0;
};

World world_of(Connection& connection);

struct Call {
    const char* name;
    std::string actor;
    /// One statement or several, of one transaction.
    std::string statement;
    /// Whether the last statement returns booking_columns.
    bool returns_bookings = false;
    /// The booking it changes, where it changes one.
    std::string booking = {};
    /// How many bookings it may make.
    long new_bookings = 0;
    std::string key = {};
    /// The client of whom it may change any session to come.
    std::string client = {};
};

Call random_call(const World& world, Journal& journal, Random& random);

}  // namespace storm
