#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "matching/explanation.hpp"

namespace {

using namespace coaching::matching;

WordSet set_of(std::initializer_list<std::string_view> words) {
    WordSet set;
    for (const std::string_view word : words) set.add(word);
    return set;
}

constexpr std::string_view yoga_and_boxing[] = {"Yoga", "Boxing"};
constexpr std::string_view german[] = {"de-AT"};

TEST(MatchingScore, GoalsAreTheShareOfThoseOffered) {
    Wish wish;
    Offer offer{.specializations = yoga_and_boxing};
    EXPECT_FALSE(goals_similarity(wish, offer));
    wish.needs = set_of({"yoga", "strength", "running"});
    EXPECT_DOUBLE_EQ(*goals_similarity(wish, offer), 1.0 / 3);
    EXPECT_FALSE(goals_similarity(wish, Offer{}));
}

TEST(MatchingScore, APriceWithinTheBudgetIsFullAndFromOneAndAHalfTimesItNothing) {
    Wish wish;
    wish.budget = 60;
    wish.currency = Currency::of("EUR");
    const auto of = [&](double rate, std::string_view currency = "EUR") {
        Offer offer;
        offer.rate = rate;
        offer.currency = Currency::of(currency);
        return price_similarity(wish, offer);
    };
    EXPECT_EQ(of(0), 1);
    EXPECT_EQ(of(60), 1);
    EXPECT_DOUBLE_EQ(*of(75), 0.5);
    EXPECT_EQ(of(90), 0);
    EXPECT_EQ(of(9e9), 0);
    EXPECT_FALSE(of(60, "CHF"));
    EXPECT_FALSE(price_similarity(wish, Offer{}));
    wish.budget = 0;
    EXPECT_EQ(of(0), 1);
    EXPECT_EQ(of(0.01), 0);
    EXPECT_FALSE(price_similarity(Wish{}, Offer{}));
}

TEST(MatchingScore, OneCommonModeOrLanguageIsEnough) {
    Wish wish;
    wish.modes = mode_named("gym") | mode_named("online");
    Offer offer{.languages = german, .modes = mode_named("online")};
    EXPECT_EQ(mode_similarity(wish, offer), 1);
    offer.modes = mode_named("home_visit");
    EXPECT_EQ(mode_similarity(wish, offer), 0);
    EXPECT_FALSE(mode_similarity(Wish{}, offer));
    EXPECT_EQ(mode_named("elsewhere"), 0);

    EXPECT_FALSE(language_similarity(wish, offer));
    wish.languages = set_of({"pl", "de"});
    EXPECT_EQ(language_similarity(wish, offer), 1);
    wish.languages = set_of({"pl"});
    EXPECT_EQ(language_similarity(wish, offer), 0);
    EXPECT_FALSE(language_similarity(wish, Offer{}));

    EXPECT_TRUE(speaks_required_language(wish, offer));
    wish.required_language = set_of({"de"});
    EXPECT_TRUE(speaks_required_language(wish, offer));
    EXPECT_FALSE(speaks_required_language(wish, Offer{}));
    wish.required_language = set_of({"pl"});
    EXPECT_FALSE(speaks_required_language(wish, offer));
}

TEST(MatchingScore, DistanceFallsByTenKilometresUnlessOnlineIsFine) {
    // Berlin and Potsdam are 27 km apart; a degree of latitude is 111.2 km everywhere.
    EXPECT_NEAR(kilometres_between({52.5200, 13.4050}, {52.3906, 13.0645}), 27.2, 0.2);
    EXPECT_NEAR(kilometres_between({0, 0}, {1, 0}), 111.195, 0.001);
    EXPECT_NEAR(kilometres_between({90, 0}, {-90, 77}), 20015.1, 0.1);
    EXPECT_NEAR(kilometres_between({10, 179.99}, {10, -179.99}), 2.19, 0.01);

    Wish wish;
    Offer offer;
    EXPECT_FALSE(distance_similarity(wish, offer));
    wish.place = Place{52, 13};
    EXPECT_FALSE(distance_similarity(wish, offer));
    offer.place = Place{52, 13};
    EXPECT_EQ(distance_similarity(wish, offer), 1);
    offer.place = Place{52.1, 13};
    EXPECT_NEAR(*distance_similarity(wish, offer), std::exp(-1.11195), 1e-5);
    offer.place = Place{-33, 151};
    EXPECT_EQ(distance_similarity(wish, offer), 0);
    offer.place = Place{52, 20};
    EXPECT_EQ(distance_similarity(wish, offer), 0);
    wish.modes = offer.modes = online;
    EXPECT_EQ(distance_similarity(wish, offer), 1);
    offer.place.reset();
    EXPECT_EQ(distance_similarity(wish, offer), 1);
}

TEST(MatchingScore, FewRatingsCountLittle) {
    Offer offer;
    EXPECT_FALSE(rating_similarity(offer));
    offer.rating_average = 5;
    offer.rating_count = 1;
    EXPECT_DOUBLE_EQ(*rating_similarity(offer), ((5 * 4 + 5) / 6.0 - 1) / 4);
    offer.rating_count = 1000;
    EXPECT_NEAR(*rating_similarity(offer), 1, 0.01);
}

TEST(MatchingScore, ExperienceCapacityAndResponsesAreShares) {
    Offer offer;
    EXPECT_FALSE(experience_similarity(offer));
    offer.years_experience = 4;
    EXPECT_DOUBLE_EQ(*experience_similarity(offer), 0.4);
    offer.years_experience = 40;
    EXPECT_EQ(experience_similarity(offer), 1);

    EXPECT_EQ(capacity_similarity(offer), 1);
    offer.max_clients = 20;
    offer.active_clients = 15;
    EXPECT_DOUBLE_EQ(*capacity_similarity(offer), 0.25);
    offer.active_clients = 25;
    EXPECT_EQ(capacity_similarity(offer), 0);
    offer.max_clients = 0;
    offer.active_clients = 0;
    EXPECT_EQ(capacity_similarity(offer), 0);

    EXPECT_FALSE(response_similarity({}));
    EXPECT_DOUBLE_EQ(*response_similarity({4, 3}), 4.0 / 6);
}

TEST(MatchingScore, AvailabilityIsWhatIsWantedAndOffered) {
    WeekHours evenings;
    evenings.add({1, 17 * 60, 20 * 60}, 0);
    WeekHours offered;
    offered.add({1, 19 * 60, 23 * 60}, 0);
    Wish wish;
    EXPECT_FALSE(availability_similarity(wish, {true, offered.spans()}));
    wish.hours = WantedHours(evenings, 0);
    EXPECT_DOUBLE_EQ(*availability_similarity(wish, {true, offered.spans()}), 1.0 / 3);
    EXPECT_FALSE(availability_similarity(wish, {}));
    EXPECT_EQ(availability_similarity(wish, {true, {}}), 0);
    wish.hours = WantedHours(evenings, 1);
    EXPECT_EQ(availability_similarity(wish, {true, offered.spans()}), 1);
}

TEST(MatchingScore, SilenceNeitherHelpsNorHarms) {
    Similarities some{};
    some[0] = 0.5;
    some[1] = 0.5;
    EXPECT_EQ(tally_of(some, default_weights).score(), 50);
    some[9] = 0.5;
    EXPECT_EQ(tally_of(some, default_weights).score(), 50);
    EXPECT_EQ(tally_of(Similarities{}, default_weights).score(), 0);
    EXPECT_EQ(tally_of(some, Weights{}).score(), 0);
    EXPECT_DOUBLE_EQ(total_weight(default_weights), 100);
    EXPECT_DOUBLE_EQ(tally_of(some, default_weights).spoken, 25 + 12 + 4);
}

TEST(MatchingScore, PointsSumToTheScoreExactly) {
    for (unsigned seed = 0; seed < 20'000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        Similarities some{};
        Weights weights{};
        for (std::size_t i = 0; i < factor_count; ++i) {
            if (random() % 4 != 0)
                some[i] = random() % 3 == 0 ? (random() % 5) / 4.0 : (random() % 1001) / 1000.0;
            weights[i] = random() % 5 == 0 ? 0 : random() % 2 == 0 ? random() % 30 : random() / 1e9;
        }
        // So small that a share of it is rounded to none or all of it.
        if (seed % 10 == 0)
            for (double& weight : weights)
                weight =
                    static_cast<double>(random() % 4) * std::numeric_limits<double>::denorm_min();
        const auto points = points_of(some, weights);
        const Tally tally = tally_of(some, weights);
        ASSERT_EQ(std::accumulate(points.begin(), points.end(), 0), tally.score());
        for (std::size_t i = 0; i < factor_count; ++i) {
            ASSERT_GE(points[i], 0);
            const double share =
                tally.spoken > 0 ? 100 * (weights[i] * some[i].value_or(0) / tally.spoken) : 0;
            ASSERT_LT(std::fabs(points[i] - share), 1 + 1e-9) << "factor " << i;
            if (share == 0) {
                ASSERT_EQ(points[i], 0);
            }
        }
    }
}

TEST(MatchingScore, BoundsHoldWhateverTheRestComesTo) {
    std::mt19937 random(3);
    for (int i = 0; i < 100'000; ++i) {
        Tally tally;
        const auto any = [&] { return (random() % 1001) / 1000.0; };
        for (int n = 0; n < 8; ++n) tally.add(random() % 20, any());
        const double weight = random() % 30;
        Tally after = tally;
        after.add(weight, random() % 3 == 0 ? Similarity() : any());
        ASSERT_LE(after.score(), tally.most_with(weight));
        ASSERT_GE(after.score(), tally.least_with(weight));
    }
}

TEST(MatchingScore, FactorsAreKnownByName) {
    for (std::size_t i = 0; i < factor_count; ++i)
        EXPECT_EQ(parse_factor(factor_names[i]), static_cast<Factor>(i));
    EXPECT_FALSE(parse_factor("luck"));
}

TEST(MatchingExplanation, SaysWhoIsSilent) {
    const Wish wish;
    Offer offer{.specializations = yoga_and_boxing};
    const Explanation goals = explain(Factor::goals, {wish, offer, {}, {}});
    EXPECT_EQ(goals.code, "client_silent");
    EXPECT_EQ(goals.message, "The client says nothing about goals.");
    EXPECT_EQ(explain(Factor::language, {wish, offer, {}, {}}).code, "both_silent");
    EXPECT_EQ(explain(Factor::experience, {wish, offer, {}, {}}).code, "trainer_silent");
}

TEST(MatchingExplanation, NamesTheRawValues) {
    Wish wish;
    wish.needs = set_of({"yoga", "running"});
    wish.budget = 60;
    wish.currency = Currency::of("EUR");
    Offer offer{.specializations = yoga_and_boxing};
    offer.rate = 75.5;
    offer.currency = Currency::of("EUR");
    const Explanation goals = explain(Factor::goals, {wish, offer, {}, {}});
    EXPECT_EQ(goals.code, "some_offered");
    EXPECT_EQ(goals.params, R"({"wanted": 2, "offered": 1, "common": ["yoga"]})");
    EXPECT_EQ(goals.message, "The trainer offers 1 of 2 goals: yoga.");
    const Explanation price = explain(Factor::price, {wish, offer, {}, {}});
    EXPECT_EQ(price.code, "above_budget");
    EXPECT_EQ(price.message, "75.50 EUR is above the budget of 60.00 EUR.");
    offer.max_clients = 1;
    offer.active_clients = 1;
    EXPECT_EQ(explain(Exclusion::at_capacity, wish, offer).params,
              R"({"active": 1, "maximum": 1})");
}

}  // namespace
