// The trainer directory.

#include "base/listing.hpp"
#include "identity/caller.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "relationships/directory.hpp"

namespace coaching::relationships {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalInt = std::optional<std::int32_t>;
using OptionalNumeric = std::optional<pg::Numeric>;
using Words = pg::Vector<pg::Text>;

using TrainerCard =
    std::tuple<Uuid, OptionalText, OptionalText, OptionalText, OptionalText, Words, Words, Words,
               Words, OptionalInt, OptionalNumeric, pg::Text, OptionalNumeric, std::int32_t,
               std::int32_t, OptionalInt, bool, pg::Text>;

// Runs as owner on the whole directory, which is open to everybody; only blocks are personal. The
// last column is the sort key's rating.
constinit pg::Query<TrainerCard(std::optional<Uuid>, Words, std::optional<Words>, OptionalText,
                                OptionalNumeric, OptionalText, std::int32_t, OptionalText,
                                std::optional<Uuid>)>
    trainer_page{
        "SELECT trainer_id, display_name, avatar_url, headline, bio, specializations, "
        "  certifications, languages, session_modes, years_experience, hourly_rate, currency, "
        "  rating_average, rating_count, active_clients, "
        "  CASE WHEN max_clients IS NOT NULL THEN greatest(max_clients - active_clients, 0) END, "
        "  accepts_clients, "
        "  coalesce(rating_average, 0)::text "
        "FROM coaching.trainer_profiles p "
        "WHERE is_active AND is_listed "
        "  AND (cardinality($2) = 0 OR search_text LIKE ALL ($2)) "
        "  AND ($3 IS NULL OR EXISTS (SELECT FROM unnest(specializations) s "
        "       WHERE lower(s) = ANY (SELECT lower(w) FROM unnest($3) w))) "
        "  AND ($4 IS NULL OR $4 = ANY (session_modes)) "
        "  AND ($5 IS NULL OR hourly_rate <= $5) "
        "  AND ($6 IS NULL OR EXISTS (SELECT FROM unnest(languages) l WHERE lower(l) = lower($6))) "
        "  AND ($8 IS NULL OR coalesce(rating_average, 0) < $8::numeric "
        "       OR (coalesce(rating_average, 0) = $8::numeric AND trainer_id > $9)) "
        "  AND NOT EXISTS (SELECT FROM coaching.user_blocks b "
        "       WHERE b.blocker_id = p.trainer_id AND b.blocked_id = $1) "
        "  AND NOT EXISTS (SELECT FROM coaching.user_blocks b "
        "       WHERE b.blocker_id = $1 AND b.blocked_id = p.trainer_id) "
        "ORDER BY coalesce(rating_average, 0) DESC, trainer_id LIMIT $7"};

constexpr std::string_view trainers_list = "trainers";

/// Lower case in SQL would know more letters; search_text was made by the same lower().
Words word_patterns(const OptionalText& query) {
    Words patterns;
    if (query)
        for (const std::string& pattern : patterns_of_words(*query))
            patterns.push_back(pg::lower_case(pattern));
    return patterns;
}

pg::Rows<TrainerCard> search_trainers(OptionalText query, std::optional<Words> specializations,
                                      OptionalText session_mode, OptionalNumeric max_rate,
                                      OptionalText language, std::int32_t max_rows,
                                      OptionalText after) {
    require_page_size(max_rows);
    require_session_mode(session_mode);
    const DirectoryPlace from = read_directory_cursor(trainers_list, after);
    if (specializations && specializations->empty()) specializations.reset();
    const std::optional<Uuid> self = identity::caller().id;
    const Words patterns = word_patterns(query);
    pg::AsOwner owner;
    pg::Rows<TrainerCard> cards(trainer_page.all(self, patterns, specializations, session_mode,
                                                 max_rate, language, max_rows, from.rating,
                                                 from.trainer));
    for (TrainerCard& card : cards)
        std::get<17>(card) = directory_cursor(trainers_list, std::get<17>(card), std::get<0>(card));
    return cards;
}

}  // namespace

COACHING_FUNCTION(coaching_search_trainers, search_trainers);

}  // namespace coaching::relationships
