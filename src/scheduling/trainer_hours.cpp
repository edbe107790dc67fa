#include "scheduling/trainer_hours.hpp"

#include <algorithm>

#include "pg/key_lookup.hpp"
#include "pg/statement.hpp"

namespace coaching::scheduling {

namespace {

using OptionalDate = std::optional<pg::Date>;
using OptionalText = std::optional<pg::Text>;
using OptionalTimeOfDay = std::optional<pg::TimeOfDay>;

constinit pg::TableColumns weekly_columns{
    "trainer_availability", "trainer_availability_trainer_idx",
    "trainer_id",           "day_of_week",
    "start_time",           "end_time",
    "session_mode",         "location",
    "effective_from",       "effective_until"};
constinit pg::TableColumns override_columns{
    "availability_overrides", "availability_overrides_date_key", "trainer_id", "date"};
constinit pg::TableColumns time_off_columns{"trainer_time_off", "trainer_time_off_trainer_idx",
                                            "trainer_id", "end_date", "start_date"};

using OverrideRow =
    std::tuple<pg::Date, OptionalTimeOfDay, OptionalTimeOfDay, OptionalText, OptionalText>;
constinit pg::Query<OverrideRow(Uuid, pg::Date, pg::Date)> override_windows{
    "SELECT o.date, w.start, w.\"end\", w.session_mode, w.location "
    "FROM coaching.availability_overrides o LEFT JOIN LATERAL "
    "  jsonb_to_recordset(o.windows) AS w (start time, \"end\" time, session_mode text, location "
    "text) ON true "
    "WHERE o.trainer_id = $1 AND o.date BETWEEN $2 AND $3 ORDER BY o.date"};

std::optional<LocalDate> local_date_of(const OptionalDate& date) {
    if (!date) return std::nullopt;
    return scheduling::local_date_of(*date);
}

/// A window without a mode of its own is for all.
template <class Word>
bool serves(const std::optional<Word>& window_mode, std::optional<std::string_view> wanted) {
    return !wanted || !window_mode || std::string_view(*window_mode) == *wanted;
}

pg::Date date_of(LocalDate date) { return {date.days_since_2000}; }

}  // namespace

TrainerHours::TrainerHours(const Uuid& trainer, const DateRange& dates,
                           std::optional<std::string_view> session_mode)
    : trainer_(trainer), dates_(dates) {
    read_weekly(session_mode);
    read_overrides(session_mode);
}

void TrainerHours::read_weekly(std::optional<std::string_view> session_mode) {
    for (pg::KeyLookup row(weekly_columns, trainer_); row.next();) {
        const auto mode = row.get<std::optional<std::string_view>>(4);
        if (!serves(mode, session_mode)) continue;
        weekly_.push_back(
            {static_cast<Weekday>(row.get<std::int32_t>(1)),
             {local_time_of(row.get<pg::TimeOfDay>(2)), local_time_of(row.get<pg::TimeOfDay>(3))},
             local_date_of(row.get<OptionalDate>(6)),
             local_date_of(row.get<OptionalDate>(7))});
        weekly_places_.push_back({row.get<OptionalText>(4), row.get<OptionalText>(5)});
    }
}

void TrainerHours::read_overrides(std::optional<std::string_view> session_mode) {
    const pg::Date first = date_of(dates_.first);
    // Most dates have none, and a look into the index says so for a tenth of what the query costs.
    if (!pg::KeyLookup(override_columns, trainer_,
                       pg::Within<pg::Date>{first, date_of(dates_.last + 1)})
             .next())
        return;
    // The rows are hidden from those who do not know the trainer; what follows from them is not.
    const pg::AsOwner owner;
    pg::Vector<std::size_t> counts;
    override_windows.each(trainer_, first, date_of(dates_.last), [&](OverrideRow&& row) {
        auto& [on, start, end, mode, location] = row;
        const LocalDate date = scheduling::local_date_of(on);
        if (overrides_.empty() || overrides_.back().date != date) {
            overrides_.push_back({date, {}});
            counts.push_back(0);
        }
        if (!start || !end || !serves(mode, session_mode)) return;
        override_windows_.push_back({local_time_of(*start), local_time_of(*end)});
        override_places_.push_back({std::move(mode), std::move(location)});
        ++counts.back();
    });
    const Window* next = override_windows_.data();
    for (std::size_t i = 0; i < overrides_.size(); next += counts[i++])
        overrides_[i].windows = {next, counts[i]};
}

void TrainerHours::read_time_off() {
    for (pg::KeyLookup row(time_off_columns, trainer_,
                           pg::Within<pg::Date>{.from = date_of(dates_.first)});
         row.next();) {
        const DateRange off{scheduling::local_date_of(row.get<pg::Date>(2)),
                            scheduling::local_date_of(row.get<pg::Date>(1))};
        if (off.first <= dates_.last) time_off_.push_back(off);
    }
}

Place TrainerHours::place_of(const ServerZone& zone, const Interval& session) const {
    const DateRange dates = dates_deciding(zone, session);
    for (LocalDate date = dates.first; date <= dates.last; date = date + 1) {
        const Place* place = nullptr;
        for_each_window(schedule(), date, [&](const Window& window) {
            if (place || !instants_of(zone, date, window).contains(session.start)) return;
            for (std::size_t i = 0; i < weekly_.size(); ++i)
                if (&weekly_[i].window == &window) place = &weekly_places_[i];
            for (std::size_t i = 0; i < override_windows_.size(); ++i)
                if (&override_windows_[i] == &window) place = &override_places_[i];
        });
        if (place) return *place;
    }
    return {};
}

}  // namespace coaching::scheduling
