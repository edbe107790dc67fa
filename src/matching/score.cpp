#include "matching/score.hpp"

#include <cmath>
#include <numbers>

namespace coaching::matching {

namespace {

constexpr double earth_radius_km = 6371.0088;
constexpr double kilometres_of_degree = earth_radius_km * std::numbers::pi / 180;

/// Of the distance at which the similarity has fallen to 1/e.
constexpr double distance_scale_km = 10;
/// Beyond this it is below a millionth of a point, and taken as none.
constexpr double far_km = 200;

/// So many reviews of the usual mean stand beside a trainer's own.
constexpr double usual_ratings = 5;
constexpr double usual_rating = 4;

constexpr double years_of_an_old_hand = 10;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double squared(double x) { return x * x; }

}  // namespace

Similarity goals_similarity(const Wish& wish, const Offer& offer) {
    if (wish.needs.empty() || offer.specializations.empty()) return std::nullopt;
    const auto met = wish.needs.found_in(offer.specializations).count;
    return static_cast<double>(met) / static_cast<double>(wish.needs.size());
}

Similarity price_similarity(const Wish& wish, const Offer& offer) {
    if (!wish.budget || !offer.rate || wish.currency != offer.currency) return std::nullopt;
    if (*offer.rate <= *wish.budget) return 1;
    if (*wish.budget <= 0) return 0;
    return std::max(0.0, 1 - (*offer.rate - *wish.budget) / (0.5 * *wish.budget));
}

Similarity mode_similarity(const Wish& wish, const Offer& offer) {
    if (wish.modes == 0 || offer.modes == 0) return std::nullopt;
    return (wish.modes & offer.modes) != 0 ? 1 : 0;
}

Similarity language_similarity(const Wish& wish, const Offer& offer) {
    if (wish.languages.empty() || offer.languages.empty()) return std::nullopt;
    for (const std::string_view tag : offer.languages)
        if (wish.languages.contains(language_of(tag))) return 1;
    return 0;
}

Similarity distance_similarity(const Wish& wish, const Offer& offer) {
    if ((wish.modes & offer.modes & online) != 0) return 1;
    if (!wish.place || !offer.place) return std::nullopt;
    if (std::fabs(wish.place->latitude - offer.place->latitude) * kilometres_of_degree > far_km)
        return 0;
    const double distance = kilometres_between(*wish.place, *offer.place);
    return distance > far_km ? 0 : std::exp(-distance / distance_scale_km);
}

Similarity rating_similarity(const Offer& offer) {
    if (!offer.rating_average || offer.rating_count <= 0) return std::nullopt;
    return (bayesian_rating(*offer.rating_average, offer.rating_count) - 1) / 4;
}

Similarity experience_similarity(const Offer& offer) {
    if (!offer.years_experience) return std::nullopt;
    return std::min(1.0, *offer.years_experience / years_of_an_old_hand);
}

Similarity capacity_similarity(const Offer& offer) {
    if (!offer.max_clients) return 1;
    if (offer.is_full()) return 0;
    return static_cast<double>(*offer.max_clients - offer.active_clients) / *offer.max_clients;
}

Similarity availability_similarity(const Wish& wish, const OfferedHours& hours) {
    if (wish.hours.silent() || !hours.said) return std::nullopt;
    const double common = wish.hours.common_minutes(hours.spans);
    return std::min(1.0, common / wish.hours.wanted_minutes());
}

Similarity response_similarity(const Responses& responses) {
    if (responses.received <= 0) return std::nullopt;
    return (responses.answered + 1.0) / (responses.received + 2.0);
}

double bayesian_rating(double average, int count) {
    return (usual_ratings * usual_rating + average * count) / (usual_ratings + count);
}

double kilometres_between(const Place& one, const Place& other) {
    const double north = radians(other.latitude - one.latitude);
    const double east = radians(other.longitude - one.longitude);
    const double chord = squared(std::sin(north / 2)) + std::cos(radians(one.latitude)) *
                                                            std::cos(radians(other.latitude)) *
                                                            squared(std::sin(east / 2));
    return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

bool speaks_required_language(const Wish& wish, const Offer& offer) {
    if (wish.required_language.empty()) return true;
    return std::any_of(offer.languages.begin(), offer.languages.end(), [&](std::string_view tag) {
        return wish.required_language.contains(language_of(tag));
    });
}

Tally profile_tally(const Wish& wish, const Offer& offer, const Weights& weights) {
    Tally tally;
    const auto add = [&](Factor factor, const Similarity& similarity) {
        tally.add(weights[place_of(factor)], similarity);
    };
    add(Factor::goals, goals_similarity(wish, offer));
    add(Factor::price, price_similarity(wish, offer));
    add(Factor::session_mode, mode_similarity(wish, offer));
    add(Factor::language, language_similarity(wish, offer));
    add(Factor::distance, distance_similarity(wish, offer));
    add(Factor::rating, rating_similarity(offer));
    add(Factor::experience, experience_similarity(offer));
    add(Factor::capacity, capacity_similarity(offer));
    return tally;
}

double total_weight(const Weights& weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    return sum;
}

Similarities similarities_of(const Wish& wish, const Offer& offer, const OfferedHours& hours,
                             const Responses& responses) {
    return {goals_similarity(wish, offer),        price_similarity(wish, offer),
            mode_similarity(wish, offer),         language_similarity(wish, offer),
            distance_similarity(wish, offer),     rating_similarity(offer),
            experience_similarity(offer),         capacity_similarity(offer),
            availability_similarity(wish, hours), response_similarity(responses)};
}

Tally tally_of(const Similarities& similarities, const Weights& weights) {
    Tally tally;
    for (std::size_t i = 0; i < factor_count; ++i) tally.add(weights[i], similarities[i]);
    return tally;
}

std::array<int, factor_count> points_of(const Similarities& similarities, const Weights& weights) {
    const Tally tally = tally_of(similarities, weights);
    std::array<int, factor_count> points{};
    if (tally.spoken <= 0) return points;

    std::array<double, factor_count> rests{};
    std::array<std::size_t, factor_count> order{};
    int missing = tally.score();
    for (std::size_t i = 0; i < factor_count; ++i) {
        // In the order in which the tally rounds: of the smallest numbers there are, little is
        // left.
        const double reached = weights[i] * similarities[i].value_or(0);
        const double share = 100 * (reached / tally.spoken);
        points[i] = static_cast<int>(share);
        rests[i] = share - points[i];
        order[i] = i;
        missing -= points[i];
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
    for (std::size_t i = 0; i < factor_count && missing > 0; ++i, --missing) ++points[order[i]];
    // What an exact share of 7 became 7.0000000001 by, when all others did as well.
    for (std::size_t i = factor_count; i-- > 0 && missing < 0;)
        if (points[order[i]] > 0) --points[order[i]], ++missing;
    return points;
}

}  // namespace coaching::matching
