#include <gtest/gtest.h>

#include <cmath>

#include "training/one_rep_max.hpp"

namespace coaching::training {
namespace {

constexpr std::int64_t kilogram = 1000;
constexpr Formula all[] = {Formula::epley,   Formula::brzycki, Formula::lombardi,
                           Formula::oconner, Formula::mayhew,  Formula::wathan};

/// The formulas as they stand in the books, in floating point.
double by_the_book(Formula formula, double w, int r) {
    switch (formula) {
        case Formula::epley: return w * (1 + r / 30.0);
        case Formula::brzycki: return 36 * w / (37 - r);
        case Formula::lombardi: return w * std::pow(r, 0.10);
        case Formula::oconner: return w * (1 + 0.025 * r);
        case Formula::mayhew: return 100 * w / (52.2 + 41.9 * std::exp(-0.055 * r));
        case Formula::wathan: return 100 * w / (48.8 + 53.8 * std::exp(-0.075 * r));
    }
    return 0;
}

TEST(OneRepMax, TenRepetitionsWithAHundredKilogramsAreAsPublished) {
    const std::int64_t grams[] = {133'333, 133'333, 125'893, 125'000, 130'934, 134'747};
    for (const Formula formula : all)
        EXPECT_EQ(one_rep_max(formula, 100 * kilogram, 10), grams[static_cast<int>(formula)])
            << formula_words[static_cast<int>(formula)];
}

TEST(OneRepMax, EveryFormulaIsThatOfTheBookToTheGram) {
    for (const Formula formula : all)
        for (int repetitions = 2; repetitions <= 12; ++repetitions)
            for (std::int64_t weight = 0; weight < 400 * kilogram; weight += 1237) {
                const auto estimate = one_rep_max(formula, weight, repetitions);
                ASSERT_TRUE(estimate);
                EXPECT_NEAR(static_cast<double>(*estimate),
                            by_the_book(formula, static_cast<double>(weight), repetitions), 0.501);
            }
}

TEST(OneRepMax, OneRepetitionIsTheWeightItself) {
    for (const Formula formula : all)
        for (const std::int64_t weight : {0L, 1L, 999L, 123'456L, 9'999'999'999L})
            EXPECT_EQ(one_rep_max(formula, weight, 1), weight);
}

TEST(OneRepMax, NothingIsSaidBeyondTwelveRepetitionsNorOfNone) {
    for (const Formula formula : all) {
        EXPECT_TRUE(one_rep_max(formula, 100 * kilogram, 12));
        for (const int repetitions : {13, 37, 38, 100'000, 0, -1, INT32_MAX, INT32_MIN})
            EXPECT_EQ(one_rep_max(formula, 100 * kilogram, repetitions), std::nullopt);
    }
}

TEST(OneRepMax, MoreWeightOrMoreRepetitionsAreNeverLess) {
    for (const Formula formula : all)
        for (int repetitions = 1; repetitions < 12; ++repetitions)
            for (std::int64_t weight = 0; weight < 300 * kilogram; weight += 777) {
                EXPECT_LE(*one_rep_max(formula, weight, repetitions),
                          *one_rep_max(formula, weight, repetitions + 1));
                EXPECT_LE(*one_rep_max(formula, weight, repetitions),
                          *one_rep_max(formula, weight + 1, repetitions));
            }
}

TEST(OneRepMax, HalvesAreRoundedUpAndFractionsOfAGramAreNotLost) {
    // 5 g * 33/30 = 5.5 g
    EXPECT_EQ(one_rep_max(Formula::epley, 5, 3), 6);
    EXPECT_EQ(one_rep_max(Formula::epley, 5'000'000, 3, 1'000'000), 6);
    EXPECT_EQ(one_rep_max(Formula::epley, 4'999'999, 3, 1'000'000), 5);
    EXPECT_EQ(one_rep_max(Formula::epley, 4'500'000, 1, 1'000'000), 5);
    for (const Formula formula : all)
        for (std::int64_t weight = 1; weight < 100 * kilogram; weight += 991)
            EXPECT_EQ(one_rep_max(formula, weight, 7),
                      one_rep_max(formula, weight * 1000, 7, 1000));
}

TEST(OneRepMax, TheGreatestWeightThereIsDoesNotOverflow) {
    constexpr std::int64_t weight = 9'999'999'999;
    for (const Formula formula : all)
        for (int repetitions = 2; repetitions <= 12; ++repetitions)
            EXPECT_NEAR(static_cast<double>(
                            *one_rep_max(formula, weight * 1'000'000, repetitions, 1'000'000)),
                        by_the_book(formula, static_cast<double>(weight), repetitions), 1);
}

TEST(OneRepMax, FormulasHaveNames) {
    for (const Formula formula : all)
        EXPECT_EQ(formula_named(formula_words[static_cast<int>(formula)]), formula);
    for (const std::string_view other : {"", "Epley", "epley ", "o'conner", "landers"})
        EXPECT_EQ(formula_named(other), std::nullopt) << other;
}

}  // namespace
}  // namespace coaching::training
