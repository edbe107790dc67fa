// When a trainer works, read from the tables for the dates that matter.
#pragma once

#include "scheduling/server_time.hpp"
#include "scheduling/server_zone.hpp"
#include "scheduling/weekly_hours.hpp"

namespace coaching::scheduling {

/// What the hours say about a session in them.
struct Place {
    std::optional<pg::Text> session_mode;
    std::optional<pg::Text> location;
};

class TrainerHours {
public:
    /// Weekly hours and overrides as the active snapshot sees them, without time off. Windows kept
    /// for another session_mode than the one named are left out. Reads as the owner of the tables.
    TrainerHours(const Uuid& trainer, const DateRange& dates,
                 std::optional<std::string_view> session_mode = std::nullopt);

    TrainerHours(const TrainerHours&) = delete;
    TrainerHours& operator=(const TrainerHours&) = delete;

    /// Adds the time off: apart, since of who is closed anyway nothing more need be read.
    void read_time_off();
    bool has_time_off() const { return !time_off_.empty(); }

    /// Valid while this is, and is not added to.
    Schedule schedule() const {
        return {{weekly_.data(), weekly_.size()},
                {overrides_.data(), overrides_.size()},
                {time_off_.data(), time_off_.size()}};
    }

    /// Of the first window that has the session in it.
    Place place_of(const ServerZone& zone, const Interval& session) const;

private:
    void read_weekly(std::optional<std::string_view> session_mode);
    void read_overrides(std::optional<std::string_view> session_mode);

    Uuid trainer_;
    DateRange dates_;
    pg::Vector<WeeklyWindow> weekly_;
    pg::Vector<Place> weekly_places_;  ///< of each of weekly_
    pg::Vector<DateOverride> overrides_;
    pg::Vector<Window> override_windows_;  ///< what overrides_ looks at, in their order
    pg::Vector<Place> override_places_;    ///< of each of override_windows_
    pg::Vector<DateRange> time_off_;
};

}  // namespace coaching::scheduling
