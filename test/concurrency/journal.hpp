// What the storm knows for certain: every booking in the state the server last acknowledged.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "call.hpp"
#include "connection.hpp"

namespace storm {

using Random = std::mt19937_64;

/// A number from 0 up to, not including, `end`.
inline std::size_t below(Random& random, std::size_t end) { return random() % end; }
inline bool chance(Random& random, double probability) {
    return std::uniform_real_distribution<>(0, 1)(random) < probability;
}

/// The columns of a booking as the journal keeps them; version after id.
extern const char* const booking_columns;

struct Booking {
    std::string id;
    long version;
    std::string trainer;
    std::string client;
    std::string status;
    /// Seconds since 1970.
    long start;
    std::string series;
    /// All of it, to be compared.
    Row row;
};

class Journal {
public:
    /// Rows of booking_columns that were read in a transaction that is committed.
    void acknowledge(const Rows& rows);
    /// The outcome of a change of this booking is not known.
    void doubt(const std::string& booking);
    /// The same of all bookings of a client.
    void doubt_client(const std::string& client);
    /// The client may be erased: keys go with the rest that tells who did what.
    void forget_client(const std::string& client);
    /// Up to so many bookings may be there, or not.
    void doubt_new(long count);
    /// Seen in a transaction that never came to its COMMIT.
    void must_be_gone(const std::string& booking);
    void answered(const std::string& key, const std::string& booking);

    /// A booking to do something with: often one that others work on just now.
    std::optional<Booking> any(Random& random) const;

    /// Calls with a key, for others to repeat.
    void share(const Call& call);
    std::optional<Call> shared(Random& random) const;

    /// What was given to somebody for their own.
    void took(const Rows& rows);

    /// Compares with what is in the database, a sentence per contradiction.
    std::vector<std::string> contradictions(const Rows& rows_there) const;
    std::vector<std::string> contradictions_of_keys(const Rows& keys_there) const;
    std::vector<std::string> taken_twice() const;

    std::size_t size() const;
    std::size_t doubted() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, Booking> bookings_;
    std::vector<std::string> ids_;
    std::set<std::string> doubted_;
    std::set<std::string> doubted_clients_;
    std::set<std::string> forgotten_clients_;
    std::set<std::string> gone_;
    std::vector<std::string> torn_;
    std::map<std::string, std::set<std::string>> keys_;
    std::vector<Call> calls_;
    std::set<std::string> taken_;
    std::vector<std::string> taken_twice_;
    long doubted_new_ = 0;
};

}  // namespace storm
