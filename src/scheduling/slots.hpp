// Slots: the starts a trainer offers for a session.
//
// A grid begins with each stretch of open hours and goes on in steps. A slot is a point of the grid
// where the session lies within open hours, what it holds (itself and its buffers) meets nothing
// held already, and whose start is neither too soon nor too far ahead.
//
// Hours without a break for days would have a grid that depends on how far back one looks, and that
// a change of clocks would shift for good. So within a stretch the grid begins anew with each
// midnight before which a whole local date was open. Hence whatever range is asked for, the slots
// in it are the same.
#pragma once

#include <optional>

#include "scheduling/interval_set.hpp"
#include "scheduling/weekly_hours.hpp"
#include "scheduling/zone_rules.hpp"

namespace coaching::scheduling {

/// How sessions are laid out. Without a positive duration and step there are no slots; a negative
/// buffer is none.
struct SessionRules {
    Length duration = std::chrono::minutes(60);
    Length buffer_before{};
    Length buffer_after{};
    Length step = std::chrono::minutes(15);
};

/// A session and all it takes of the trainer's time.
struct Session {
    Interval during;
    Interval held;
};

Session session_at(Instant start, const SessionRules& rules);

/// The first point at or after `wanted` of a grid that begins at `origin` and goes on in steps.
Instant grid_point(Instant origin, Length step, Instant wanted);

/// Walks the slots of given hours in order of time. The zone and what the views look at must stay.
template <ZoneRules Zone>
class SlotSearch {
public:
    /// `open` must go back far enough, see dates_deciding_slots(). `starts` limits the slots'
    /// starts.
    SlotSearch(const Zone& zone, IntervalView open, IntervalView busy, const SessionRules& rules,
               const Interval& starts)
        : zone_(zone), rules_(rules), starts_(starts), earliest_(starts.start) {
        const bool possible = rules.duration > Length{} && rules.step > Length{};
        stretch_ = possible ? open.first_ending_after(starts.start) : open.end();
        stretches_end_ = open.end();
        held_ = busy.begin();
        held_end_ = busy.end();
        enter_stretch();
    }

    /// The next slot, or nothing when there are no more.
    template <class Poll = Unpolled>
    std::optional<Session> next(Poll&& poll = {}) {
        while (stretch_ != stretches_end_ && earliest() < starts_.end) {
            poll();
            const Instant start = candidate(poll);
            const Session session = session_at(start, rules_);
            if (session.during.end > stretch_->end) {
                ++stretch_;
                enter_stretch();
            } else if (start >= starts_.end) {
                return std::nullopt;
            } else if (const Interval* obstacle = obstacle_to(session)) {
                // Where the buffer before the session begins with the obstacle's end.
                earliest_ =
                    std::max(start + Length(1), obstacle->end + (start - session.held.start));
            } else {
                earliest_ = start + Length(1);
                return session;
            }
        }
        return std::nullopt;
    }

private:
    void enter_stretch() {
        // Without a first instant there is no grid.
        while (stretch_ != stretches_end_ && !(stretch_->start - whole_day).is_finite()) ++stretch_;
        if (stretch_ == stretches_end_) return;
        origin_ = stretch_->start;
        const Instant first_midnight = next_midnight(zone_, origin_ - Length(1));
        next_origin_ = next_midnight(zone_, first_midnight);
    }

    /// In this stretch.
    Instant earliest() const { return std::max(earliest_, stretch_->start); }

    /// The first point of the stretch's grids from the earliest instant on; may be past its end.
    template <class Poll>
    Instant candidate(Poll& poll) {
        while (next_origin_ <= earliest() && next_origin_ < stretch_->end) {
            poll();
            begin_anew();
        }
        const Instant point = grid_point(origin_, rules_.step, earliest());
        if (point < next_origin_ || next_origin_ >= stretch_->end) return point;
        begin_anew();
        return origin_;
    }

    void begin_anew() {
        origin_ = next_origin_;
        next_origin_ = next_midnight(zone_, origin_);
    }

    /// What is held already and meets the session. Sessions are asked about in order of time.
    const Interval* obstacle_to(const Session& session) {
        while (held_ != held_end_ && held_->end <= session.held.start) ++held_;
        return held_ != held_end_ && overlap(*held_, session.held) ? held_ : nullptr;
    }

    const Zone& zone_;
    SessionRules rules_;
    Interval starts_;
    Instant earliest_;  ///< of the next slot
    const Interval* stretch_ = nullptr;
    const Interval* stretches_end_ = nullptr;
    const Interval* held_ = nullptr;
    const Interval* held_end_ = nullptr;
    Instant origin_{};       ///< of the grid
    Instant next_origin_{};  ///< where it begins anew
};

/// Puts starts in the order of their distance from `wanted`; of two equally far ones the later
/// comes first, since nobody should have to come sooner than agreed.
void sort_by_distance(std::span<Instant> starts, Instant wanted);

/// The dates to expand for all slots that start in `starts`: so many before it that a stretch which
/// began still earlier has passed a midnight with a whole open date before it, even where a date
/// never was.
template <ZoneRules Zone>
DateRange dates_deciding_slots(const Zone& zone, const Interval& starts,
                               const SessionRules& rules) {
    return dates_deciding(zone, {starts.start, starts.end + rules.duration}, 5);
}

/// Visits the slots that start in `starts`, in order of time, while visit(Session) is true. Hours
/// are expanded a few weeks at a time, so that a slot found early costs little. An infinite
/// `starts` has no slots: who books is bound by a horizon.
template <class Container = std::vector<Interval>, ZoneRules Zone, class Visit,
          class Poll = Unpolled>
void for_each_slot(const Schedule& schedule, const Zone& zone, IntervalView busy,
                   const SessionRules& rules, const Interval& starts, Visit&& visit,
                   Poll&& poll = {}) {
    constexpr Length at_a_time = 28 * whole_day;
    if (!starts.is_finite()) return;
    for (Instant from = starts.start; from < starts.end; from = from + at_a_time) {
        const Interval part{from, std::min(from + at_a_time, starts.end)};
        const Hours<Container> hours =
            expand<Container>(schedule, zone, dates_deciding_slots(zone, part, rules), poll);
        SlotSearch<Zone> search(zone, hours.open, busy, rules, part);
        while (const std::optional<Session> slot = search.next(poll))
            if (!visit(*slot)) return;
    }
}

/// The first slot that starts in `starts`.
template <class Container = std::vector<Interval>, ZoneRules Zone, class Poll = Unpolled>
std::optional<Session> first_slot(const Schedule& schedule, const Zone& zone, IntervalView busy,
                                  const SessionRules& rules, const Interval& starts,
                                  Poll&& poll = {}) {
    std::optional<Session> first;
    const auto take = [&](const Session& slot) {
        first = slot;
        return false;
    };
    for_each_slot<Container>(schedule, zone, busy, rules, starts, take, poll);
    return first;
}

}  // namespace coaching::scheduling
