// Who of the directory is free at a time.

#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/directory.hpp"
#include "scheduling/asker.hpp"
#include "scheduling/verdict.hpp"

namespace coaching::scheduling {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalText = std::optional<pg::Text>;
using OptionalNumeric = std::optional<pg::Numeric>;
using Words = pg::Vector<pg::Text>;

/// A trainer to look at, and the rating as the sort key.
using Candidate = std::tuple<Uuid, pg::Text>;

// Who of the directory is to be looked at, after a place in it. Runs as owner, since the directory
// is open to everybody; only blocks are personal.
#define COACHING_IN_DIRECTORY                                                   \
    "is_active AND is_listed "                                                  \
    "AND ($2 IS NULL OR EXISTS (SELECT FROM unnest(specializations) s "         \
    "     WHERE lower(s) = ANY (SELECT lower(w) FROM unnest($2) w))) "          \
    "AND ($3 IS NULL OR $3 = ANY (session_modes)) "                             \
    "AND ($4 IS NULL OR coalesce(rating_average, 0) < $4::numeric "             \
    "     OR (coalesce(rating_average, 0) = $4::numeric AND trainer_id > $5)) " \
    "AND NOT EXISTS (SELECT FROM coaching.user_blocks b "                       \
    "     WHERE b.blocker_id = p.trainer_id AND b.blocked_id = $1) "            \
    "AND NOT EXISTS (SELECT FROM coaching.user_blocks b "                       \
    "     WHERE b.blocker_id = $1 AND b.blocked_id = p.trainer_id) "            \
    "ORDER BY coalesce(rating_average, 0) DESC, trainer_id "
#define COACHING_CANDIDATE "SELECT trainer_id, coalesce(rating_average, 0)::text "
using Candidates = Candidate(OptionalId, std::optional<Words>, OptionalText, OptionalText,
                             OptionalId, std::int32_t);
constinit pg::Query<Candidates> first_candidates{
    COACHING_CANDIDATE "FROM coaching.trainer_profiles p WHERE " COACHING_IN_DIRECTORY "LIMIT $6"};

// The first $12 of those who may be open when clocks show $6 to $8, and hold nothing from $10 to
// $11, buffers counted: who is left out is not free for certain. Per clock the index of hours is
// asked, and in the order of the directory that of bookings, until there are enough (OFFSET 0 keeps
// the planner from turning either round): nobody open costs next to nothing, and everybody no more
// than a page. Planned for each call: how many are open then is in the arguments.
using OpenCandidates = Candidate(OptionalId, std::optional<Words>, OptionalText, OptionalText,
                                 OptionalId, Words, pg::Vector<std::int32_t>, Words, Words,
                                 pg::Timestamp, pg::Timestamp, std::int32_t);
constinit pg::Query<OpenCandidates> open_candidates{
    "WITH clock AS (SELECT zone, day, (day + 6) % 7 AS day_before, at::interval::time AS at "
    "  FROM unnest($6, $7, $8) AS c (zone, day, at)), "
    "open (id) AS ("
    "  SELECT a.trainer_id FROM clock c CROSS JOIN LATERAL ("
    "    SELECT trainer_id FROM coaching.trainer_availability "
    "    WHERE day_of_week = c.day AND start_time <= c.at "
    "    AND (c.at < end_time OR end_time <= start_time) OFFSET 0) a "
    "    JOIN coaching.trainer_profiles p ON p.trainer_id = a.trainer_id AND p.time_zone = c.zone "
    "  UNION SELECT a.trainer_id FROM clock c CROSS JOIN LATERAL ("
    "    SELECT trainer_id FROM coaching.trainer_availability "
    "    WHERE day_of_week = c.day_before AND end_time <= start_time AND c.at < end_time "
    "    OFFSET 0) a "
    "    JOIN coaching.trainer_profiles p ON p.trainer_id = a.trainer_id AND p.time_zone = c.zone "
    "  UNION SELECT trainer_id FROM coaching.availability_overrides "
    "    WHERE date BETWEEN ($10 AT TIME ZONE 'UTC')::date - 2 AND ($10 AT TIME ZONE 'UTC')::date "
    "+ 2 "
    "  UNION SELECT trainer_id FROM coaching.trainer_profiles WHERE time_zone = ANY "
    "($9)), "
    "directory AS (SELECT p.* FROM open JOIN coaching.trainer_profiles p ON p.trainer_id = open.id "
    "  WHERE " COACHING_IN_DIRECTORY "OFFSET 0) " COACHING_CANDIDATE
    "FROM directory d "
    "WHERE (SELECT true FROM coaching.bookings b WHERE b.trainer_id = d.trainer_id "
    "    AND b.session_date > $10 - interval '48 hours' "
    "    AND b.session_date < $11 + interval '24 hours' "
    "    AND b.status IN ('scheduled', 'confirmed', 'completed') "
    "    AND lower(b.held) < $11 + d.buffer_after_minutes * interval '1 minute' "
    "    AND upper(b.held) > $10 - d.buffer_before_minutes * interval '1 minute' LIMIT 1) IS NULL "
    "LIMIT $12",
    pg::Planned::for_each_call};
#undef COACHING_CANDIDATE
#undef COACHING_IN_DIRECTORY

// The zones trainers live in, each found by one look into their index.
constinit pg::Query<pg::Text()> trainers_zones{
    "WITH RECURSIVE zones (zone) AS ("
    "  (SELECT time_zone FROM coaching.trainer_profiles ORDER BY time_zone LIMIT 1) "
    "  UNION ALL SELECT (SELECT time_zone FROM coaching.trainer_profiles "
    "    WHERE time_zone > zones.zone ORDER BY time_zone LIMIT 1) FROM zones "
    "  WHERE zones.zone IS NOT NULL) "
    "SELECT zone FROM zones WHERE zone IS NOT NULL"};

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

bool is_free(const Uuid& trainer, const Wish& wish) {
    const TrainerRules rules = rules_of(trainer, wish.duration);
    if (!rules.is_active) return false;
    const Question question{trainer, session_at(instant_of(wish.session_date), rules.sessions),
                            starts_for_caller(trainer, rules), wish.session_mode, std::nullopt};
    return judge(question, rules) == Availability::available;
}

/// What clocks show at an instant, zone by zone.
struct Clocks {
    Words zones;
    pg::Vector<std::int32_t> days;  ///< 0 is Sunday
    Words times;
    Words changing;  ///< zones that change their clocks then: the wall clock does not tell enough
};

Clocks clocks_at(Instant instant) {
    Clocks clocks;
    for (pg::Text& name : trainers_zones.all()) {
        const ServerZone zone(name);
        const OffsetChange next = zone.next_change(instant - 3 * whole_day);
        if (next.at < instant + 3 * whole_day) {
            clocks.changing.push_back(std::move(name));
            continue;
        }
        const LocalDateTime local = local_at(instant, next.before);
        const Length of_day = local - beginning_of(scheduling::date_of(local));
        clocks.days.push_back(static_cast<std::int32_t>(weekday_of(scheduling::date_of(local))));
        clocks.times.push_back(
            pg::Text(std::to_string(of_day / std::chrono::microseconds(1)) + " us"));
        clocks.zones.push_back(std::move(name));
    }
    return clocks;
}

/// The page being filled.
class Page {
public:
    Page(const Wish& wish, std::size_t size) : wish_(wish), size_(size) {}

    bool is_full() const { return free_.size() == size_; }
    const pg::Vector<Uuid>& free() const { return free_; }

    void look_at(const pg::Vector<Candidate>& candidates) {
        for (const auto& [trainer, rating] : candidates) {
            if (is_full()) return;
            pg::check_for_interrupts();
            if (is_free(trainer, wish_)) free_.push_back(trainer);
        }
    }

private:
    const Wish& wish_;
    std::size_t size_;
    pg::Vector<Uuid> free_;
};

/// As long as one of a few is free, the directory is gone through in its order; then all others who
/// may be free at all are asked for.
pg::Vector<Uuid> free_trainers(const Wish& wish, const std::optional<Words>& specializations,
                               std::size_t most, relationships::DirectoryPlace place) {
    constexpr std::size_t enough_to_tell = 128;
    constexpr std::size_t few = 16;
    constexpr std::int32_t most_at_once = 1000;
    const OptionalId self = identity::caller().id;
    const Instant start = instant_of(wish.session_date);
    const pg::Timestamp end = timestamp_of(start + std::chrono::minutes(wish.duration));
    Page page(wish, most);
    std::optional<Clocks> clocks;
    std::size_t looked_at = 0;
    for (auto batch = static_cast<std::int32_t>(most + 20);;
         batch = looked_at < enough_to_tell ? batch : std::min(2 * batch, most_at_once)) {
        if (!clocks && looked_at >= enough_to_tell && page.free().size() * few < looked_at)
            clocks = clocks_at(start);
        const auto candidates =
            clocks ? open_candidates.all(self, specializations, wish.session_mode, place.rating,
                                         place.trainer, clocks->zones, clocks->days, clocks->times,
                                         clocks->changing, wish.session_date, end, batch)
                   : first_candidates.all(self, specializations, wish.session_mode, place.rating,
                                          place.trainer, batch);
        page.look_at(candidates);
        if (page.is_full() || candidates.size() < static_cast<std::size_t>(batch))
            return page.free();
        looked_at += candidates.size();
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
