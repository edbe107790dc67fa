// Who of the directory is free at a time.

#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/directory.hpp"
#include "scheduling/verdict.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalNumeric = std::optional<pg::Numeric>;
using Words = pg::Vector<pg::Text>;

/// A trainer to look at, and the rating as the sort key.
using Candidate = std::tuple<Uuid, pg::Text>;

// Runs as owner on the directory, which is open to everybody; only blocks are personal.
constinit pg::Query<Candidate(OptionalId, std::optional<Words>, OptionalText, OptionalText,
                              OptionalId, std::int32_t)>
    next_candidates{
        "SELECT trainer_id, coalesce(rating_average, 0)::text FROM coaching.trainer_profiles p "
        "WHERE is_active AND is_listed "
        "  AND ($2 IS NULL OR EXISTS (SELECT FROM unnest(specializations) s "
        "       WHERE lower(s) = ANY (SELECT lower(w) FROM unnest($2) w))) "
        "  AND ($3 IS NULL OR $3 = ANY (session_modes)) "
        "  AND ($4 IS NULL OR coalesce(rating_average, 0) < $4::numeric "
        "       OR (coalesce(rating_average, 0) = $4::numeric AND trainer_id > $5)) "
        "  AND NOT EXISTS (SELECT FROM coaching.user_blocks b "
        "       WHERE b.blocker_id = p.trainer_id AND b.blocked_id = $1) "
        "  AND NOT EXISTS (SELECT FROM coaching.user_blocks b "
        "       WHERE b.blocker_id = $1 AND b.blocked_id = p.trainer_id) "
        "ORDER BY coalesce(rating_average, 0) DESC, trainer_id LIMIT $6"};

/// The last column becomes the cursor.
using TrainerCard =
    std::tuple<Uuid, OptionalText, OptionalText, OptionalText, Words, Words, OptionalNumeric,
               pg::Text, OptionalNumeric, std::int32_t, bool, pg::Text>;
constinit pg::Query<TrainerCard(pg::Vector<Uuid>)> cards_of{
    "SELECT trainer_id, display_name, avatar_url, headline, specializations, session_modes, "
    "  hourly_rate, currency, rating_average, rating_count, accepts_clients, "
    "  coalesce(rating_average, 0)::text FROM coaching.trainer_profiles "
    "WHERE trainer_id = ANY ($1) ORDER BY coalesce(rating_average, 0) DESC, trainer_id"};

constexpr std::string_view available_trainers_list = "available trainers";

struct Wish {
    pg::Timestamp session_date;
    std::int32_t duration;
    OptionalText session_mode;
};

bool is_free(const Uuid& trainer, const Wish& wish, bool as_staff) {
    TrainerRules rules = rules_of(trainer);
    if (!rules.is_active) return false;
    rules.sessions.duration = std::chrono::minutes(wish.duration);
    const Question question{trainer, session_at(instant_of(wish.session_date), rules.sessions),
                            as_staff ? any_start : bookable_starts(rules), wish.session_mode,
                            std::nullopt};
    return judge(question, rules) == Availability::available;
}

/// Looks at more and more trainers of the directory until enough are free, or nobody is left.
pg::Vector<Uuid> free_trainers(const Wish& wish, const std::optional<Words>& specializations,
                               std::size_t most, relationships::DirectoryPlace place) {
    const identity::Caller& who = identity::caller();
    const bool as_staff = who.administers();
    const OptionalId self = who.id;
    constexpr std::int32_t most_at_once = 2000;
    pg::Vector<Uuid> free;
    for (std::int32_t batch = 100;; batch = std::min(batch * 4, most_at_once)) {
        const auto candidates = next_candidates.all(self, specializations, wish.session_mode,
                                                    place.rating, place.trainer, batch);
        for (const auto& [trainer, rating] : candidates) {
            pg::check_for_interrupts();
            if (is_free(trainer, wish, as_staff || self == trainer)) free.push_back(trainer);
            if (free.size() == most) return free;
        }
        if (candidates.size() < static_cast<std::size_t>(batch)) return free;
        place = {std::get<1>(candidates.back()), std::get<0>(candidates.back())};
    }
}

pg::Rows<TrainerCard> find_available_trainers(pg::Timestamp session_date, std::int32_t duration,
                                              std::optional<Words> specializations,
                                              OptionalText session_mode, std::int32_t max_rows,
                                              OptionalText after) {
    require_page_size(max_rows);
    require_possible_session(session_date, duration);
    relationships::require_session_mode(session_mode);
    if (specializations && specializations->empty()) specializations.reset();
    const auto place = relationships::read_directory_cursor(available_trainers_list, after);
    pg::AsOwner owner;
    const pg::Vector<Uuid> free =
        free_trainers({session_date, duration, std::move(session_mode)}, specializations,
                      static_cast<std::size_t>(max_rows), place);
    pg::Rows<TrainerCard> cards(cards_of.all(free));
    for (TrainerCard& card : cards)
        std::get<11>(card) = relationships::directory_cursor(available_trainers_list,
                                                             std::get<11>(card), std::get<0>(card));
    return cards;
}

}  // namespace

COACHING_FUNCTION(coaching_find_available_trainers, find_available_trainers);

}  // namespace coaching::scheduling
