#include "matching/best_trainers.hpp"

#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "matching/house_weights.hpp"
#include "matching/profile_row.hpp"
#include "matching/trainer_week.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "relationships/visibility.hpp"

namespace coaching::matching {

pg::Vector<Match> best_trainers(const Uuid& client, const Wish& wish, const Weights& weights,
                                std::size_t wanted,
                                const std::function<bool(const Uuid&)>& is_shown) {
    const Between between(client);
    const double hours_weight = wish.hours.silent() ? 0 : weights[place_of(Factor::availability)];
    BestMatches<pg::Vector> best(
        wanted, {Question{Factor::availability, hours_weight},
                 Question{Factor::response_rate, weights[place_of(Factor::response_rate)]}});
    OfferReader reader;
    for (pg::TableScan row(profile_columns); row.next();) {
        if (!takes_clients(row)) continue;
        const Uuid trainer = row.get<Uuid>(trainer_id);
        if (trainer == client || between.exclusion(trainer)) continue;
        if (is_shown && !row.get<bool>(is_listed) && !is_shown(trainer)) continue;
        const Offer& offer = reader.read(row);
        if (!speaks_required_language(wish, offer)) continue;
        best.consider(trainer, profile_tally(wish, offer, weights));
    }
    TrainerWeeks weeks(wish.modes);
    return best.take([&](const Uuid& trainer, Factor factor) {
        pg::check_for_interrupts();
        return factor == Factor::availability ? availability_similarity(wish, weeks.of(trainer))
                                              : response_similarity(responses_of(trainer));
    });
}

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalNumeric = std::optional<pg::Numeric>;
using Words = pg::Vector<pg::Text>;

using Card =
    std::tuple<Uuid, OptionalText, OptionalText, OptionalText, Words, Words, Words, OptionalInt,
               OptionalNumeric, pg::Text, OptionalNumeric, std::int32_t, OptionalInt>;
constinit pg::Query<Card(Uuid)> card_of{
    "SELECT trainer_id, display_name, avatar_url, headline, specializations, languages, "
    "  session_modes, years_experience, hourly_rate, currency, rating_average, rating_count, "
    "  CASE WHEN max_clients IS NOT NULL THEN greatest(max_clients - active_clients, 0) END "
    "FROM coaching.trainer_profiles WHERE trainer_id = $1"};

/// Trainer, score and confidence, then the rest of the card.
using MatchRow = std::tuple<Uuid, std::int32_t, double, OptionalText, OptionalText, OptionalText,
                            Words, Words, Words, OptionalInt, OptionalNumeric, pg::Text,
                            OptionalNumeric, std::int32_t, OptionalInt>;

MatchRow match_row(const Match& match, double all_weight, Card&& card) {
    const double confidence =
        all_weight > 0 ? std::round(100 * match.spoken / all_weight) / 100 : 0;
    return std::apply(
        [&](const Uuid& trainer, auto&&... facts) {
            return MatchRow{trainer, match.score, confidence, std::move(facts)...};
        },
        std::move(card));
}

pg::Rows<MatchRow> match_trainers(Uuid client, std::int32_t max_rows) {
    require_page_size(max_rows);
    identity::require_self_or_admin(client, "ask for a client's best trainers");
    const Weights weights = weights_in_force();
    std::function<bool(const Uuid&)> is_shown;
    if (!identity::caller().administers())
        is_shown = [](const Uuid& trainer) { return relationships::known_people().knows(trainer); };
    const auto best = best_trainers(client, wish_of(client), weights,
                                    static_cast<std::size_t>(max_rows), is_shown);
    pg::AsOwner owner;
    pg::Rows<MatchRow> rows;
    for (const Match& match : best)
        if (auto card = card_of.first(match.trainer))
            rows.push_back(match_row(match, total_weight(weights), std::move(*card)));
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_match_trainers, match_trainers);

}  // namespace coaching::matching
