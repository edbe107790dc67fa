// Many clients and trainers with places: the stable assignment that is best for the clients.
//
// Deferred acceptance, the clients proposing (D. Gale and L. S. Shapley, “College admissions and
// the stability of marriage”, American Mathematical Monthly 69, 1962): everybody asks down their
// list, a trainer keeps the best of those who have asked so far, as many as there are places. At
// the end no client and trainer would both rather have each other than what they have; no client
// does better in any other such assignment; and the order in which clients ask makes no difference.
// It takes at most as many proposals as the lists have entries, each log of the trainer's places.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace coaching::matching {

/// A trainer on a client's list, and what the trainer thinks of the client: higher is better, of
/// equal clients the first is.
struct Choice {
    std::uint32_t trainer;
    std::uint32_t regard;
};

inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// Lists of choices, one client's after another's: those of client c are choices[ends[c - 1]] up to
/// before choices[ends[c]], best first, no trainer twice.
struct ChoiceLists {
    std::span<const Choice> choices;
    std::span<const std::size_t> ends;

    std::size_t clients() const { return ends.size(); }
    std::span<const Choice> of(std::size_t client) const {
        const std::size_t begin = client == 0 ? 0 : ends[client - 1];
        return choices.subspan(begin, ends[client] - begin);
    }
};

template <template <class> class Vector>
struct Assignment {
    /// Of each client: the place of the trainer on the list, or nobody.
    Vector<std::uint32_t> chosen;
    std::size_t proposals = 0;
};

/// A trainer's places and the clients who have them for now: a heap, the least regarded on top.
class HeldPlaces {
public:
    struct Held {
        std::uint32_t regard;
        std::uint32_t client;
        /// The better first, so that a heap has the worst on top.
        friend bool operator<(const Held& a, const Held& b) {
            return a.regard != b.regard ? a.regard > b.regard : a.client < b.client;
        }
    };

    explicit HeldPlaces(std::span<Held> room) : room_(room) {}

    /// Who is left without a place: somebody who had one, the client who asks, or nobody.
    std::uint32_t propose(const Held& asks) {
        if (held_ < room_.size()) {
            room_[held_++] = asks;
            std::push_heap(room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(held_));
            return nobody;
        }
        if (room_.empty() || room_.front() < asks) return asks.client;
        const std::uint32_t refused = room_.front().client;
        replace_top(asks);
        return refused;
    }

private:
    /// One way down instead of pop_heap and push_heap.
    void replace_top(const Held& with) {
        std::size_t at = 0;
        for (std::size_t child = 1; child < held_; child = 2 * at + 1) {
            if (child + 1 < held_ && room_[child] < room_[child + 1]) ++child;
            if (!(with < room_[child])) break;
            room_[at] = room_[child];
            at = child;
        }
        room_[at] = with;
    }

    std::span<Held> room_;
    std::size_t held_ = 0;
};

/// `places` of each trainer by number. `poll` is called now and then and may throw. `Vector` is
/// std::vector or the like over another memory.
template <template <class> class Vector, class Poll>
Assignment<Vector> assign(const ChoiceLists& lists, std::span<const std::uint32_t> places,
                          Poll&& poll) {
    // No trainer needs more room than clients have them on their lists.
    Vector<std::uint32_t> wanted(places.size(), 0);
    for (const Choice& choice : lists.choices) ++wanted[choice.trainer];
    std::size_t rooms = 0;
    for (std::size_t t = 0; t < places.size(); ++t) {
        wanted[t] = std::min(wanted[t], places[t]);
        rooms += wanted[t];
    }
    Vector<HeldPlaces::Held> room(rooms, HeldPlaces::Held{});
    Vector<HeldPlaces> trainers;
    trainers.reserve(places.size());
    std::size_t begin = 0;
    for (std::size_t t = 0; t < places.size(); begin += wanted[t++])
        trainers.push_back(HeldPlaces(std::span(room.data() + begin, wanted[t])));

    Assignment<Vector> result{Vector<std::uint32_t>(lists.clients(), nobody)};
    for (std::size_t first = 0; first < lists.clients(); ++first) {
        // Whoever loses a place asks on at once.
        for (std::uint32_t client = static_cast<std::uint32_t>(first); client != nobody;) {
            const std::span<const Choice> list = lists.of(client);
            // nobody + 1 is 0: the top of the list.
            const std::uint32_t next = ++result.chosen[client];
            if (next == list.size()) {
                result.chosen[client] = nobody;
                break;
            }
            if ((++result.proposals & 0xfff) == 0) poll();
            client = trainers[list[next].trainer].propose({list[next].regard, client});
        }
    }
    return result;
}

}  // namespace coaching::matching
