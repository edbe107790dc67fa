// One call of somebody's, and what the storm has to know about it.
#pragma once

#include <string>

namespace storm {

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
    /// Under a key, made unique by whose it is, it does one thing however often it is called: that
    /// whose id comes first in what it returns.
    std::string key = {};
    /// What it is called when somebody repeats it.
    const char* repeated = nullptr;
    /// The client of whom it may change any session to come.
    std::string client = {};
    /// Whether it returns ids nobody else may be given as well.
    bool takes = false;
};

}  // namespace storm
