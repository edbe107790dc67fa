// State machines as data: a constexpr table of allowed moves, read by the triggers that judge a
// change and by the generated documentation.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace coaching {

/// Who asks for a move. `system` is the extension itself acting after its own checks, or a trusted
/// caller (superuser, service role, table owner without an identity).
enum class Actor : std::uint8_t { stranger = 0, client = 1, trainer = 2, admin = 4, system = 8 };

/// A set of actors, as a bit mask.
class Actors {
public:
    constexpr Actors(Actor one) : bits_(static_cast<std::uint8_t>(one)) {}  // NOLINT: a set of one
    friend constexpr Actors operator|(Actors a, Actors b) {
        return Actors(static_cast<std::uint8_t>(a.bits_ | b.bits_));
    }
    constexpr bool contains(Actor who) const {
        return (bits_ & static_cast<std::uint8_t>(who)) != 0;
    }

private:
    constexpr explicit Actors(std::uint8_t bits) : bits_(bits) {}
    std::uint8_t bits_;
};

constexpr Actors operator|(Actor a, Actor b) { return Actors(a) | Actors(b); }

/// One allowed move. An empty `from` means the row is new.
struct Move {
    std::string_view from;
    std::string_view to;
    Actors who;
};

enum class Verdict { allowed, forbidden_actor, illegal_move };

/// Judges a move against a table. Staying in a state is no move and always allowed.
constexpr Verdict judge(std::span<const Move> table, std::string_view from, std::string_view to,
                        Actor who) {
    if (from == to) return Verdict::allowed;
    for (const Move& move : table) {
        if (move.from != from || move.to != to) continue;
        return move.who.contains(who) ? Verdict::allowed : Verdict::forbidden_actor;
    }
    return Verdict::illegal_move;
}

}  // namespace coaching
