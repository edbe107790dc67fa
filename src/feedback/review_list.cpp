// What everybody may read of a trainer's reviews: what was said, not by whom.

#include "base/cursor.hpp"
#include "base/listing.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "pg/time.hpp"
#include "relationships/visibility.hpp"

namespace coaching::feedback {

namespace {

using OptionalText = std::optional<pg::Text>;
using OptionalTime = std::optional<pg::Timestamp>;
using OptionalId = std::optional<Uuid>;

constinit pg::Query<bool(Uuid)> is_in_directory{
    "SELECT is_active AND is_listed FROM coaching.trainer_profiles WHERE trainer_id = $1"};

/// Rating, comment, when, and the review as the rest of the sort key.
using Entry = std::tuple<std::int32_t, OptionalText, pg::Timestamp, Uuid>;
constinit pg::Query<Entry(Uuid, std::int32_t, OptionalTime, OptionalId)> review_page{
    "SELECT rating, comment, created_at, id FROM coaching.trainer_reviews WHERE trainer_id = $1 "
    "AND ($3 IS NULL OR (created_at, id) < ($3, $4)) "
    "ORDER BY created_at DESC, id DESC LIMIT $2"};

constexpr std::string_view reviews_list = "reviews";

struct Place {
    OptionalTime at;
    OptionalId review;
};

Place read_cursor(const OptionalText& after) {
    if (!after) return {};
    const auto key = decode_cursor(reviews_list, *after, 2);
    const pg::Timestamp at{number_in_cursor<std::int64_t>(key[0])};
    if (!pg::is_timestamp(at)) refuse_damaged_cursor();
    return {at, id_in_cursor(key[1])};
}

pg::Text cursor_of(const Entry& entry) {
    const std::string at = std::to_string(std::get<2>(entry).microseconds);
    const Uuid::Text id = std::get<3>(entry).text();
    const std::string_view key[] = {at, id};
    return pg::Text(encode_cursor(reviews_list, key));
}

/// As the policy of trainer_profiles says.
bool sees_profile(const Uuid& trainer) {
    if (relationships::known_people().knows(trainer)) return true;
    pg::AsOwner owner;
    return is_in_directory.first(trainer).value_or(false);
}

using Review = std::tuple<std::int32_t, OptionalText, pg::Timestamp, pg::Text>;

pg::Rows<Review> get_trainer_reviews(Uuid trainer, std::int32_t max_rows, OptionalText after) {
    require_page_size(max_rows);
    const Place from = read_cursor(after);
    pg::Rows<Review> reviews;
    if (!sees_profile(trainer)) return reviews;
    pg::AsOwner owner;
    for (const Entry& entry : review_page.all(trainer, max_rows, from.at, from.review))
        reviews.emplace_back(std::get<0>(entry), std::get<1>(entry), std::get<2>(entry),
                             cursor_of(entry));
    return reviews;
}

}  // namespace

COACHING_FUNCTION(coaching_get_trainer_reviews, get_trainer_reviews);

}  // namespace coaching::feedback
