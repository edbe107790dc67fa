// How well a trainer fits a client: Gower's similarity (J. C. Gower, “A general coefficient of
// similarity and some of its properties”, Biometrics 27, 1971), 100 · Σ wδs / Σ wδ over the
// factors, where δ is 0 for a factor on which either side says nothing. Silence so neither helps
// nor harms; how much of all weight was spoken to is the confidence, Σ wδ / Σ w.
#pragma once

#include <algorithm>
#include <span>

#include "base/uuid.hpp"
#include "matching/factors.hpp"
#include "matching/week.hpp"
#include "matching/words.hpp"

namespace coaching::matching {

/// Ways to train, as a set: see mode_names.
using Modes = std::uint8_t;
inline constexpr std::array<std::string_view, 3> mode_names{"gym", "online", "home_visit"};
inline constexpr Modes online = 1 << 1;

/// The set of the mode of that name; empty for another word.
constexpr Modes mode_named(std::string_view name) {
    for (std::size_t i = 0; i < mode_names.size(); ++i)
        if (mode_names[i] == name) return static_cast<Modes>(1 << i);
    return 0;
}

/// Three letters as a number.
struct Currency {
    std::uint32_t letters = 0;
    friend bool operator==(Currency, Currency) = default;
    static constexpr Currency of(std::string_view code) {
        Currency currency;
        for (const char letter : code.substr(0, 4))
            currency.letters = currency.letters << 8 | static_cast<unsigned char>(letter);
        return currency;
    }
};

struct Place {
    double latitude;   ///< degrees north
    double longitude;  ///< degrees east
};

/// What a client looks for. Whatever is empty was not said.
struct Wish {
    WordSet needs;  ///< goals, and what the trainer should be good at
    std::optional<double> budget;
    Currency currency;
    Modes modes = 0;
    WordSet languages;          ///< without regions
    WordSet required_language;  ///< none or one
    std::optional<Place> place;
    WantedHours hours;
};

/// What a trainer's profile says. The views are valid as long as what they were read from.
struct Offer {
    std::span<const std::string_view> specializations{};
    std::span<const std::string_view> languages{};  ///< language tags
    std::optional<double> rate{};
    Currency currency{};
    Modes modes = 0;
    std::optional<Place> place{};
    std::optional<double> rating_average{};  ///< 1 to 5
    int rating_count = 0;
    std::optional<int> years_experience{};
    std::optional<int> max_clients{};  ///< none: unlimited
    int active_clients = 0;

    bool is_full() const { return max_clients && active_clients >= *max_clients; }
};

/// Of the requests a trainer was sent, how many were answered.
struct Responses {
    int received = 0;
    int answered = 0;
};

/// What a trainer says about hours. The view is valid as long as what it was read from.
struct OfferedHours {
    bool said = false;                ///< there are weekly hours
    std::span<const WeekSpan> spans;  ///< those for the client's ways to train
};

/// From 0 to 1; nothing where either side says nothing.
using Similarity = std::optional<double>;

Similarity goals_similarity(const Wish& wish, const Offer& offer);
Similarity price_similarity(const Wish& wish, const Offer& offer);
Similarity mode_similarity(const Wish& wish, const Offer& offer);
Similarity language_similarity(const Wish& wish, const Offer& offer);
Similarity distance_similarity(const Wish& wish, const Offer& offer);
Similarity rating_similarity(const Offer& offer);
Similarity experience_similarity(const Offer& offer);
Similarity capacity_similarity(const Offer& offer);
Similarity availability_similarity(const Wish& wish, const OfferedHours& hours);
Similarity response_similarity(const Responses& responses);

/// The mean that so many reviews of the house's usual mean would leave of the trainer's own.
double bayesian_rating(double average, int count);

/// On the sphere of the earth's mean radius, by the haversine formula.
double kilometres_between(const Place& one, const Place& other);

bool speaks_required_language(const Wish& wish, const Offer& offer);

/// What the factors come to as they are added, in the order of Factor.
struct Tally {
    double reached = 0;  ///< Σ wδs
    double spoken = 0;   ///< Σ wδ

    void add(double weight, const Similarity& similarity) {
        if (!similarity) return;
        reached += weight * *similarity;
        spoken += weight;
    }

    /// 0 to 100; 0 where nothing was said that counts.
    int score() const { return spoken > 0 ? rounded(reached / spoken) : 0; }

    /// What the score can become at most and at least when factors of so much weight are added, by
    /// a hair more and less than the arithmetic's error.
    int most_with(double weight) const {
        if (spoken + weight <= 0) return 0;
        return rounded((reached + weight) / (spoken + weight) + hair);
    }
    int least_with(double weight) const {
        if (spoken + weight <= 0) return 0;
        return rounded(reached / (spoken + weight) - hair);
    }

private:
    static constexpr double hair = 1e-9;
    static int rounded(double share) {
        return static_cast<int>(100 * std::min(std::max(share, 0.0), 1.0) + 0.5);
    }
};

using Similarities = std::array<Similarity, factor_count>;

/// All of them.
Similarities similarities_of(const Wish& wish, const Offer& offer, const OfferedHours& hours,
                             const Responses& responses);

/// What they come to; exactly what profile_tally() and the last two added come to.
Tally tally_of(const Similarities& similarities, const Weights& weights);

/// All factors that are in the profile: those before availability.
Tally profile_tally(const Wish& wish, const Offer& offer, const Weights& weights);

/// The sum of all weights.
double total_weight(const Weights& weights);

/// What the factors add to the score, each an integer, together exactly the score: each its share
/// rounded down, and what is missing one by one to those with the greatest rest (the largest
/// remainder method), of equal ones to the first.
std::array<int, factor_count> points_of(const Similarities& similarities, const Weights& weights);

}  // namespace coaching::matching
