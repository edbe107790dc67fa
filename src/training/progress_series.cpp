// An exercise of a client over time.

#include "base/failure.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"
#include "training/logged_row.hpp"
#include "training/series.hpp"

namespace coaching::training {

namespace {

using OptionalInt = std::optional<std::int32_t>;

using SetRow = std::tuple<Uuid, std::optional<Uuid>, pg::Timestamp, OptionalInt, OptionalInt,
                          std::optional<Kilograms>>;
constinit pg::Query<SetRow(Uuid, std::string_view, pg::Timestamp, pg::Timestamp)> working_sets{
    "SELECT id, log_id, completed_at, sets_completed, reps_completed, weight_used "
    "FROM coaching.workout_progress "
    "WHERE client_id = $1 AND exercise_key = lower(btrim($2)) "
    "AND completed_at >= $3 AND completed_at < $4 AND set_type <> 'warmup'"};

Buckets require_buckets(std::string_view word, const scheduling::DateRange& dates) {
    constexpr std::int64_t most_buckets = 10'000;
    const std::optional<Bucket> kind = bucket_named(word);
    if (!kind)
        throw Failure(Token::invalid_argument, "bucket must be day, week or month")
            .with("bucket", beginning_of(word));
    const Buckets buckets(*kind, dates.first, dates.last);
    if (buckets.count() > most_buckets)
        throw Failure(Token::invalid_argument, "a series has at most 10000 buckets")
            .with("buckets", buckets.count())
            .hint("Ask for fewer dates or greater buckets.");
    return buckets;
}

using Point = std::tuple<pg::Date, std::optional<pg::Numeric>, std::optional<Kilograms>,
                         std::optional<Kilograms>, std::int32_t>;

Point row_of(LocalDate start, const SeriesPoint& point) {
    const auto kilograms = [](const std::optional<std::int64_t>& grams) {
        return grams ? std::optional(Kilograms{*grams}) : std::nullopt;
    };
    std::optional<pg::Numeric> volume;
    if (point.sessions > 0) volume = pg::numeric_of(point.volume.grams(), 3);
    return {pg::Date{start.days_since_2000}, volume, kilograms(point.best_grams),
            kilograms(point.best_one_rep_max), point.sessions};
}

pg::Rows<Point> progress_series(Uuid client_id, std::string_view exercise, pg::Date from,
                                pg::Date to, std::string_view bucket) {
    const scheduling::DateRange dates = require_date_range(from, to);
    const Buckets buckets = require_buckets(bucket, dates);
    pg::Rows<Point> rows;
    const std::optional<Client> client = find_visible_client(client_id);
    if (!client) return rows;
    const scheduling::Interval range = client->instants_around(dates);
    Series<pg::Allocator> series(buckets);
    {
        pg::AsOwner owner;
        working_sets.each(client_id, exercise, scheduling::timestamp_of(range.start),
                          scheduling::timestamp_of(range.end), [&](const SetRow& row) {
                              pg::check_for_interrupts();
                              const Performance done =
                                  performance_of(std::make_from_tuple<LoggedRow>(row), *client);
                              if (dates.contains(done.date)) series.add(done);
                          });
    }
    series.finish(
        [&](LocalDate start, const SeriesPoint& point) { rows.push_back(row_of(start, point)); });
    return rows;
}

}  // namespace

COACHING_FUNCTION(coaching_progress_series, progress_series);

}  // namespace coaching::training
