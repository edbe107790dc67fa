#include "journal.hpp"

#include <algorithm>

namespace storm {

const char* const booking_columns =
    "id, version, trainer_id, client_id, status, extract(epoch FROM session_date)::bigint, "
    "series_id, duration_minutes, client_package_id, late_cancel, late_cancel_waived, "
    "cancelled_by, cancel_reason";

namespace {

Booking booking_of(const Row& row) {
    return {row[0], std::stol(row[1]), row[2], row[3], row[4], std::stol(row[5]), row[6], row};
}

std::string told(const Row& row) {
    std::string text;
    for (const std::string& value : row) text += value + ' ';
    return text;
}

/// Calls that change many bookings at once say so in cancel_reason, since the storm does not know
/// which they met.
bool cancelled_with_others(const Booking& booking) {
    const std::string& reason = booking.row.back();
    return booking.status == "cancelled" && (reason == "relationship_ended" || reason == "series");
}

}  // namespace

void Journal::acknowledge(const Rows& rows) {
    const std::lock_guard lock(mutex_);
    for (const Row& row : rows) {
        Booking fresh = booking_of(row);
        const auto [place, is_new] = bookings_.try_emplace(fresh.id, fresh);
        if (is_new) {
            ids_.push_back(fresh.id);
            continue;
        }
        // Acknowledgements arrive in another order than commits; the version tells.
        Booking& known = place->second;
        if (fresh.version == known.version && fresh.row != known.row)
            torn_.push_back("two states were acknowledged as one version: " + told(known.row) +
                            "and " + told(fresh.row));
        if (fresh.version > known.version) known = std::move(fresh);
    }
}

void Journal::doubt(const std::string& booking) {
    const std::lock_guard lock(mutex_);
    doubted_.insert(booking);
}

void Journal::doubt_client(const std::string& client) {
    const std::lock_guard lock(mutex_);
    doubted_clients_.insert(client);
}

void Journal::forget_client(const std::string& client) {
    const std::lock_guard lock(mutex_);
    doubted_clients_.insert(client);
    forgotten_clients_.insert(client);
}

void Journal::doubt_new(long count) {
    const std::lock_guard lock(mutex_);
    doubted_new_ += count;
}

void Journal::must_be_gone(const std::string& booking) {
    const std::lock_guard lock(mutex_);
    gone_.insert(booking);
}

void Journal::answered(const std::string& key, const std::string& booking) {
    const std::lock_guard lock(mutex_);
    keys_[key].insert(booking);
}

std::optional<Booking> Journal::any(Random& random) const {
    const std::lock_guard lock(mutex_);
    if (ids_.empty()) return std::nullopt;
    constexpr std::size_t newest = 60;
    const std::size_t among = chance(random, 0.5) ? std::min(newest, ids_.size())
                                                  : std::min<std::size_t>(2000, ids_.size());
    return bookings_.at(ids_[ids_.size() - 1 - below(random, among)]);
}

void Journal::share(const Call& call) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(call);
}

std::optional<Call> Journal::shared(Random& random) const {
    const std::lock_guard lock(mutex_);
    if (calls_.empty()) return std::nullopt;
    // Mostly what another connection may be calling at this moment.
    const std::size_t among = std::min<std::size_t>(chance(random, 0.8) ? 4 : 400, calls_.size());
    return calls_[calls_.size() - 1 - below(random, among)];
}

void Journal::took(const Rows& rows) {
    const std::lock_guard lock(mutex_);
    for (const Row& row : rows)
        if (!taken_.insert(row[0]).second) taken_twice_.push_back(row[0]);
}

std::vector<std::string> Journal::taken_twice() const {
    const std::lock_guard lock(mutex_);
    return taken_twice_;
}

std::vector<std::string> Journal::contradictions(const Rows& rows_there) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> found = torn_;
    std::map<std::string, Booking> there;
    for (const Row& row : rows_there) there.emplace(row[0], booking_of(row));
    for (const auto& [id, known] : bookings_) {
        const auto place = there.find(id);
        if (place == there.end()) {
            found.push_back("acknowledged and lost: " + told(known.row));
            continue;
        }
        const Booking& now = place->second;
        const bool excused = doubted_.contains(id) || doubted_clients_.contains(known.client)
                                 ? now.version >= known.version
                                 : cancelled_with_others(now) && now.version == known.version + 1;
        if (now.row != known.row && !excused)
            found.push_back("acknowledged: " + told(known.row) + "there: " + told(now.row));
    }
    for (const std::string& id : gone_)
        if (there.contains(id)) found.push_back("never committed, and there: " + id);
    const auto unknown = std::count_if(there.begin(), there.end(), [&](const auto& one) {
        return !bookings_.contains(one.first);
    });
    if (unknown > doubted_new_)
        found.push_back(std::to_string(unknown) + " bookings nobody was told of; at most " +
                        std::to_string(doubted_new_) + " could be");
    return found;
}

std::vector<std::string> Journal::contradictions_of_keys(const Rows& keys_there) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> found;
    std::map<std::string, std::set<std::string>> there;
    for (const Row& row : keys_there) there[row[0]].insert(row[1]);
    for (const auto& [key, ids] : there)
        if (ids.size() > 1) found.push_back("several things have the key " + key);
    for (const auto& [key, ids] : keys_) {
        if (ids.size() > 1) found.push_back("several things were told of for the key " + key);
        const auto place = there.find(key);
        const bool forgotten = std::any_of(
            forgotten_clients_.begin(), forgotten_clients_.end(),
            [&](const std::string& client) { return key.find(client) != std::string::npos; });
        if (place == there.end() && forgotten) continue;
        if (place == there.end() || place->second != ids)
            found.push_back("another thing than was told of has the key " + key);
    }
    return found;
}

std::size_t Journal::size() const {
    const std::lock_guard lock(mutex_);
    return bookings_.size();
}

std::size_t Journal::doubted() const {
    const std::lock_guard lock(mutex_);
    return doubted_.size() + static_cast<std::size_t>(doubted_new_);
}

}  // namespace storm
