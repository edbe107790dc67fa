// Somebody's best in each exercise. A record is held by whoever reached its value first: of equal
// values the earlier is the record, so that what is logged or edited later takes nothing away.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "training/one_rep_max.hpp"
#include "training/performance.hpp"

namespace coaching::training {

enum class RecordKind : std::uint8_t {
    heaviest_weight,
    most_repetitions,  ///< with each weight
    best_e1rm,
    best_set_volume,
    best_session_volume
};

/// In the order of RecordKind.
inline constexpr std::string_view record_words[] = {
    "heaviest_weight", "most_repetitions", "best_e1rm", "best_set_volume", "best_session_volume"};

/// `value` is in grams, for most_repetitions it is the repetitions.
struct Record {
    RecordKind kind;
    Volume value;
    std::optional<std::int64_t> grams;
    std::optional<std::int32_t> repetitions;
    Instant achieved_at;
    std::optional<Uuid> id;  ///< of the performance; a session has none
    std::optional<Uuid> log;
};

namespace detail {

/// The performance with the greatest value so far.
template <class Value>
struct Best {
    Value value;
    Performance by;

    Best(Value first_value, const Performance& first) : value(first_value), by(first) {}

    void challenge(Value other_value, const Performance& other) {
        const bool earlier =
            std::pair(other.completed_at, other.id) < std::pair(by.completed_at, by.id);
        if (other_value > value || (other_value == value && earlier)) {
            value = other_value;
            by = other;
        }
    }
};

template <class Value>
void challenge(std::optional<Best<Value>>& best, Value value, const Performance& by) {
    if (best)
        best->challenge(value, by);
    else
        best.emplace(value, by);
}

}  // namespace detail

/// Of one exercise. `Allocator` is that of the containers in here; performances come in any order.
template <template <class> class Allocator = std::allocator>
class ExerciseRecords {
public:
    void add(const Performance& done) {
        if (done.is_nothing()) return;
        // A body of its own weight is lifted as well: no weight counts as 0, but is no heavy one.
        const std::int64_t grams = done.grams.value_or(0);
        if (grams > 0) challenge(heaviest_, grams, done);
        if (!done.repetitions) return;
        add_repetitions(grams, done);
        if (grams == 0) return;
        const auto estimate = one_rep_max(Formula::epley, grams, *done.repetitions);
        if (estimate) challenge(one_rep_max_, *estimate, done);
        challenge(set_volume_, done.set_volume(), done);
        add_to_session(done);
    }

    /// Hands the records to take(const Record&), in the order of RecordKind and of the weights.
    template <class Take>
    void each(Take&& take) const {
        const auto give = [&](RecordKind kind, const auto& best) {
            take(Record{kind, best.value, best.by.grams, best.by.repetitions, best.by.completed_at,
                        best.by.id, best.by.log});
        };
        if (heaviest_) give(RecordKind::heaviest_weight, *heaviest_);
        for (const auto& [grams, best] : repetitions_) {
            take(Record{RecordKind::most_repetitions, best.value, grams, best.by.repetitions,
                        best.by.completed_at, best.by.id, best.by.log});
        }
        if (one_rep_max_) give(RecordKind::best_e1rm, *one_rep_max_);
        if (set_volume_) give(RecordKind::best_set_volume, *set_volume_);
        const auto session = best_session();
        if (session != sessions_.end())
            take(Record{RecordKind::best_session_volume, session->second.volume, std::nullopt,
                        std::nullopt, session->second.ended, std::nullopt, session->first.log});
    }

private:
    template <class Key, class Value>
    using Map = std::map<Key, Value, std::less<Key>, Allocator<std::pair<const Key, Value>>>;

    struct SessionVolume {
        Volume volume = 0;
        Instant ended = Instant::infinite_past();  ///< its last set
    };

    void add_repetitions(std::int64_t grams, const Performance& done) {
        const auto [place, is_new] = repetitions_.try_emplace(grams, *done.repetitions, done);
        if (!is_new) place->second.challenge(*done.repetitions, done);
    }

    void add_to_session(const Performance& done) {
        SessionVolume& session = sessions_[done.session()];
        session.volume += done.volume();
        session.ended = std::max(session.ended, done.completed_at);
    }

    auto best_session() const {
        auto best = sessions_.end();
        for (auto one = sessions_.begin(); one != sessions_.end(); ++one) {
            const bool better = best == sessions_.end() ||
                                one->second.volume > best->second.volume ||
                                (one->second.volume == best->second.volume &&
                                 one->second.ended < best->second.ended);
            if (better) best = one;
        }
        return best;
    }

    std::optional<detail::Best<std::int64_t>> heaviest_;
    Map<std::int64_t, detail::Best<std::int32_t>> repetitions_;
    std::optional<detail::Best<std::int64_t>> one_rep_max_;
    std::optional<detail::Best<Volume>> set_volume_;
    Map<Session, SessionVolume> sessions_;
};

/// Of all exercises of a person. Two spellings of one key are one exercise, called as it was called
/// last.
template <template <class> class Allocator = std::allocator>
class PersonalRecords {
public:
    using Text = std::basic_string<char, std::char_traits<char>, Allocator<char>>;

    void add(std::string_view key, std::string_view name, const Performance& done) {
        Exercise& exercise = exercise_of(key);
        const std::pair called(done.completed_at, done.id);
        if (exercise.name.empty() || called > exercise.called) {
            if (exercise.name != name) exercise.name = name;
            exercise.called = called;
        }
        exercise.records.add(done);
    }

    /// Hands all to take(std::string_view exercise_name, const Record&), by exercise in the order
    /// of the bytes of the keys.
    template <class Take>
    void each(Take&& take) const {
        for (const auto& [key, exercise] : exercises_)
            exercise.records.each(
                [&](const Record& record) { take(std::string_view(exercise.name), record); });
    }

private:
    struct Exercise {
        Text name;
        std::pair<Instant, Uuid> called{Instant::infinite_past(), {}};
        ExerciseRecords<Allocator> records;
    };

    /// Sets of one exercise mostly follow each other.
    Exercise& exercise_of(std::string_view key) {
        if (last_ == exercises_.end() || last_->first != key) {
            last_ = exercises_.find(key);
            if (last_ == exercises_.end()) last_ = exercises_.try_emplace(Text(key)).first;
        }
        return last_->second;
    }

    using Exercises =
        std::map<Text, Exercise, std::less<>, Allocator<std::pair<const Text, Exercise>>>;
    Exercises exercises_;
    typename Exercises::iterator last_ = exercises_.end();
};

}  // namespace coaching::training
