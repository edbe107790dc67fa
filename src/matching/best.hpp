// The best of many without judging all of them to the end: what is dear to ask (a look into other
// tables) is asked only of those whom the best possible answer could still bring among the best.
#pragma once

#include <algorithm>
#include <array>

#include "base/uuid.hpp"
#include "matching/score.hpp"

namespace coaching::matching {

struct Match {
    Uuid trainer;
    int score;
    double spoken;  ///< Σ wδ, see Tally

    /// Before another in a list: the higher score, of equal ones the lower id.
    friend bool operator<(const Match& a, const Match& b) {
        return a.score != b.score ? a.score > b.score : a.trainer < b.trainer;
    }
};

/// One question left to ask: the weight of its factor, which is what the answer can add.
struct Question {
    Factor factor;
    double weight;
};

/// `Vector` is std::vector or the like over another memory.
template <template <class> class Vector>
class BestMatches {
public:
    /// The questions come in the order of their factors; what need not be asked has weight 0.
    BestMatches(std::size_t wanted, const std::array<Question, 2>& questions)
        : wanted_(wanted), questions_(questions) {
        for (std::size_t i = questions_.size(); i-- > 0;)
            open_[i] = open_[i + 1] + questions_[i].weight;
    }

    /// Takes a trainer into account.
    void consider(const Uuid& trainer, const Tally& tally) {
        const int most = tally.most_with(open_[0]);
        if (most < surely_needed_) return;
        candidates_.push_back({trainer, tally, most});
        count_certain(tally.least_with(open_[0]));
    }

    /// The best, in order. `ask(trainer, factor)` gives a Similarity.
    template <class Ask>
    Vector<Match> take(Ask&& ask) {
        Vector<Match> best;  // a heap, the last of them on top
        best.reserve(std::min(wanted_, candidates_.size()));
        auto rest = candidates_.begin();
        for (int most = 100; most >= surely_needed_ && rest != candidates_.end(); --most) {
            const auto level = rest;
            rest = std::partition(rest, candidates_.end(),
                                  [&](const Candidate& one) { return one.most == most; });
            std::sort(level, rest,
                      [](const Candidate& a, const Candidate& b) { return a.trainer < b.trainer; });
            for (auto one = level; one != rest; ++one) {
                // In this order nobody after one who is beaten can do better.
                if (is_beaten(best, one->trainer, one->most)) return in_order(best);
                ask_about(*one, best, ask);
            }
        }
        return in_order(best);
    }

private:
    struct Candidate {
        Uuid trainer;
        Tally tally;
        int most;
    };

    bool is_beaten(const Vector<Match>& best, const Uuid& trainer, int most) const {
        if (best.size() < wanted_) return false;
        return wanted_ == 0 || best.front() < Match{trainer, most, 0};
    }

    template <class Ask>
    void ask_about(const Candidate& one, Vector<Match>& best, Ask& ask) {
        Tally tally = one.tally;
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            if (questions_[i].weight <= 0) continue;
            tally.add(questions_[i].weight, ask(one.trainer, questions_[i].factor));
            if (is_beaten(best, one.trainer, tally.most_with(open_[i + 1]))) return;
        }
        const Match match{one.trainer, tally.score(), tally.spoken};
        if (is_beaten(best, match.trainer, match.score)) return;
        if (best.size() == wanted_) {
            std::pop_heap(best.begin(), best.end());
            best.pop_back();
        }
        best.push_back(match);
        std::push_heap(best.begin(), best.end());
    }

    static Vector<Match> in_order(Vector<Match>& best) {
        std::sort_heap(best.begin(), best.end());
        return std::move(best);
    }

    /// One more who reaches `least` whatever the answers are: once there are enough of those, who
    /// cannot reach that is out.
    void count_certain(int least) {
        if (least < surely_needed_) return;
        ++certain_[static_cast<std::size_t>(least)];
        ++at_or_above_;
        while (surely_needed_ < 100 &&
               at_or_above_ - certain_[static_cast<std::size_t>(surely_needed_)] >= wanted_)
            at_or_above_ -= certain_[static_cast<std::size_t>(surely_needed_++)];
    }

    std::size_t wanted_;
    std::array<Question, 2> questions_;
    /// The weight of the questions from each on.
    std::array<double, 3> open_{};
    Vector<Candidate> candidates_;
    std::array<std::size_t, 101> certain_{};
    std::size_t at_or_above_ = 0;
    int surely_needed_ = 0;
};

}  // namespace coaching::matching
