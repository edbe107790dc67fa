// The weight somebody could lift once, estimated from a set of several repetitions.
//
// Every formula is the weight times a factor of the repetitions w(r):
//   epley     1 + r/30                              Epley, Poundage Chart, Lincoln 1985
//   brzycki   36 / (37 - r)                         Brzycki, JOPERD 64(1), 1993, 88-90
//   lombardi  r^0.10                                Lombardi, Beginning Weight Training, 1989
//   oconner   1 + 0.025 r                           O'Conner et al., Weight Training Today, 1989
//   mayhew    100 / (52.2 + 41.9 e^(-0.055 r))      Mayhew et al., J. Appl. Sport Sci. Res. 6, 1992
//   wathan    100 / (48.8 + 53.8 e^(-0.075 r))      Wathan, in: Baechle (ed.), Essentials of
//   Strength
//                                                   Training and Conditioning, 1994
// as LeSuer et al. compare them (J. Strength Cond. Res. 11(4), 1997, 211-213). They were fitted to
// few repetitions and say nothing beyond twelve.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coaching::training {

enum class Formula : std::uint8_t { epley, brzycki, lombardi, oconner, mayhew, wathan };

/// In the order of Formula.
inline constexpr std::string_view formula_words[] = {"epley",   "brzycki", "lombardi",
                                                     "oconner", "mayhew",  "wathan"};

std::optional<Formula> formula_named(std::string_view word);

inline constexpr std::int32_t most_repetitions_estimated = 12;

/// In grams, rounded half up; nullopt for no repetition, and for more than twelve. The weight is 0
/// or more and below 10^16, in grams or in the given fractions of a gram. The three formulas which
/// are fractions are computed in integers, the others in double.
std::optional<std::int64_t> one_rep_max(Formula formula, std::int64_t weight,
                                        std::int32_t repetitions,
                                        std::int64_t fractions_of_gram = 1);

}  // namespace coaching::training
