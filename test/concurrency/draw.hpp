// What calls are about: people, times, bookings, drawn at random.
#pragma once

#include <iterator>
#include <span>

#include "calls.hpp"

namespace storm {

constexpr long minute = 60;
constexpr long hour = 60 * minute;

/// Reads a booking after the statement that changed it.
std::string read_booking(const std::string& id);
/// For functions that give ids: a statement does not see what it books itself, the next does.
std::string read_after(const std::string& ids);
std::string time_at(long seconds);

/// Draws what a call is about.
struct Draw {
    const World& world;
    Journal& journal;
    Random& random;

    std::size_t number(std::size_t end) { return below(random, end); }
    bool sometimes(double probability) { return chance(random, probability); }
    template <class List>
    const auto& one_of(const List& list) {
        return list[below(random, std::size(list))];
    }

    std::string new_key() {
        std::string key = "00000000-0000-4000-8000-000000000000";
        for (char& c : key)
            if (c == '0') c = "0123456789abcdef"[number(16)];
        return key;
    }

    /// Two that part and meet again all the time, while sessions of theirs are booked and moved.
    std::pair<std::string, std::string> restless_pair() { return world.pairs[number(2)]; }
    std::pair<std::string, std::string> parting_pair() {
        return sometimes(0.7) ? restless_pair() : pair();
    }

    std::pair<std::string, std::string> pair() {
        if (sometimes(0.1)) return restless_pair();
        if (sometimes(0.94)) return one_of(world.pairs);
        return {one_of(world.trainers), one_of(world.clients)};
    }

    /// Few, so that many ask for the same: half hours from three hours to three days ahead, so that
    /// clients cancel in time and late; and, for what has begun, of the last three weeks.
    long coming() { return world.now + 3 * hour + static_cast<long>(number(130)) * 30 * minute; }
    long begun() { return world.now - static_cast<long>(1 + number(1000)) * 30 * minute; }
    const char* duration() {
        constexpr const char* durations[] = {"60", "60", "60", "30", "45", "90"};
        return one_of(durations);
    }

    std::string someone(const std::string& trainer, const std::string& client) {
        const std::size_t roll = number(100);
        if (roll < 40) return client;
        if (roll < 80) return trainer;
        if (roll < 96) return one_of(world.admins);
        return one_of(world.clients);
    }
    std::string staff(const std::string& trainer) {
        return sometimes(0.7) ? trainer : one_of(world.admins);
    }

    /// Signs up in the course of the storm; the first ones have.
    std::size_t guest_number() { return number(1 + number(world.guests.size())); }
    const std::string& guest() { return world.guests[guest_number()]; }
    /// Trainers at times.
    const std::string& candidate() { return one_of(world.candidates); }
    std::string admin() { return one_of(world.admins); }
};

/// What is done at random, and how often among all.
struct Kind {
    std::size_t weight;
    Call (*make)(Draw&);
};

std::span<const Kind> booking_kinds();
std::span<const Kind> package_kinds();
std::span<const Kind> relationship_kinds();
std::span<const Kind> request_kinds();
std::span<const Kind> training_kinds();
std::span<const Kind> house_kinds();

/// What is done when there is nothing to do something else with.
Call booking(Draw& draw);

}  // namespace storm
