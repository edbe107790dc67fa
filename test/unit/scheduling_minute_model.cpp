#include "scheduling_minute_model.hpp"

#include <algorithm>
#include <ostream>

namespace coaching::scheduling {

namespace {

constexpr std::int64_t minutes_of_day = 24 * 60;

std::int64_t minute_of_day(LocalTime time) { return time.since_midnight / 60'000'000; }

int weekday_number(std::int32_t days_since_2000) {
    using namespace std::chrono;
    const weekday day(sys_days(year(2000) / 1 / 1) + days(days_since_2000));
    return static_cast<int>(day.c_encoding());
}

}  // namespace

MinuteCalendar::MinuteCalendar(const std::string& name, const TableZone& rules, LocalDate middle)
    : zone_name(name),
      zone(rules),
      centre(middle),
      first_(utc(middle) - std::chrono::days(days_before)),
      lowest_shown_((middle.days_since_2000 - days_before - 3) * minutes_of_day),
      day_(minutes),
      first_showing_(static_cast<std::size_t>(days_before + days_after + 6) * minutes_of_day, -1),
      last_showing_(first_showing_) {
    for (int minute = 0; minute < minutes; ++minute) {
        const Instant instant = instant_of(minute);
        const Length local(instant.since_2000 +
                           Length(SystemZone::offset_at(instant).east).count());
        const std::int64_t shown = std::chrono::floor<std::chrono::minutes>(local).count();
        day_[static_cast<std::size_t>(minute)] =
            static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(local).count());
        see(minute, shown);
    }
    // What was never shown means the first minute that shows more.
    for (std::size_t i = first_showing_.size() - 1; i-- > 0;)
        if (first_showing_[i] < 0) {
            first_showing_[i] = first_showing_[i + 1];
            last_showing_[i] = first_showing_[i + 1];
        }
}

void MinuteCalendar::see(int minute, std::int64_t shown) {
    const auto place = static_cast<std::size_t>(shown - lowest_shown_);
    if (first_showing_[place] < 0) first_showing_[place] = minute;
    last_showing_[place] = minute;
}

int MinuteCalendar::start_minute(std::int64_t shown) const {
    return first_showing_.at(static_cast<std::size_t>(shown - lowest_shown_));
}

int MinuteCalendar::end_minute(std::int64_t shown) const {
    return last_showing_.at(static_cast<std::size_t>(shown - lowest_shown_));
}

int MinuteCalendar::minute_of(Instant instant) const {
    return static_cast<int>((instant - first_) / std::chrono::minutes(1));
}

MinuteModel::MinuteModel(const Question& question)
    : question_(question),
      calendar_(*question.calendar),
      planned_(MinuteCalendar::minutes),
      open_(MinuteCalendar::minutes),
      busy_(MinuteCalendar::minutes),
      grid_origin_(MinuteCalendar::minutes, -1) {
    // Of the outermost days the calendar does not show all, so that they have no hours.
    const std::int32_t centre = calendar_.centre.days_since_2000;
    for (std::int32_t day = centre - MinuteCalendar::days_before + 1;
         day <= centre + MinuteCalendar::days_after - 3; ++day)
        plan(day);
    for (int minute = 0; minute < MinuteCalendar::minutes; ++minute)
        if (is_off(calendar_.day_at(minute))) open_[static_cast<std::size_t>(minute)] = false;
    for (const Interval& held : question.busy)
        std::fill(busy_.begin() + calendar_.minute_of(held.start),
                  busy_.begin() + calendar_.minute_of(held.end), true);
    lay_grid();
}

bool MinuteModel::is_off(std::int32_t day) const {
    for (const DateRange& off : question_.time_off)
        if (off.first.days_since_2000 <= day && day <= off.last.days_since_2000) return true;
    return false;
}

std::vector<Window> MinuteModel::windows_of(std::int32_t day) const {
    for (const auto& [date, windows] : question_.overrides)
        if (date.days_since_2000 == day) return windows;
    std::vector<Window> windows;
    for (const WeeklyWindow& weekly : question_.weekly) {
        if (static_cast<int>(weekly.weekday) != weekday_number(day)) continue;
        if (weekly.effective_from && weekly.effective_from->days_since_2000 > day) continue;
        if (weekly.effective_until && weekly.effective_until->days_since_2000 < day) continue;
        windows.push_back(weekly.window);
    }
    return windows;
}

void MinuteModel::plan(std::int32_t day) {
    const bool off = is_off(day);
    for (const Window& window : windows_of(day)) {
        const std::int64_t midnight = day * minutes_of_day;
        std::int64_t end = midnight + minute_of_day(window.end);
        if (window.end <= window.start) end += minutes_of_day;
        const int from = calendar_.start_minute(midnight + minute_of_day(window.start));
        const int to = calendar_.end_minute(end);
        for (int minute = from; minute < to; ++minute) {
            planned_[static_cast<std::size_t>(minute)] = true;
            if (!off) open_[static_cast<std::size_t>(minute)] = true;
        }
    }
}

/// A grid begins where hours do, and anew with each new date when they began no later than the date
/// before it.
void MinuteModel::lay_grid() {
    int opened = -1;
    int origin = -1;
    int last_midnight = MinuteCalendar::minutes;
    std::int32_t latest_day = calendar_.day_at(0);
    for (int minute = 1; minute < MinuteCalendar::minutes; ++minute) {
        const auto at = static_cast<std::size_t>(minute);
        if (open_[at] && !open_[at - 1]) opened = origin = minute;
        if (calendar_.day_at(minute) > latest_day) {
            latest_day = calendar_.day_at(minute);
            if (opened >= 0 && opened <= last_midnight) origin = minute;
            last_midnight = minute;
        }
        if (!open_[at]) opened = origin = -1;
        grid_origin_[at] = origin;
    }
}

bool MinuteModel::all(const Flags& flags, int from, int to) {
    for (int minute = from; minute < to; ++minute)
        if (!flags[static_cast<std::size_t>(minute)]) return false;
    return true;
}

bool MinuteModel::any_busy(int from, int to) const {
    for (int minute = from; minute < to; ++minute)
        if (busy_[static_cast<std::size_t>(minute)]) return true;
    return false;
}

std::vector<Instant> MinuteModel::slots() const {
    std::vector<Instant> out;
    for (int minute = calendar_.minute_of(question_.starts.start);
         minute < calendar_.minute_of(question_.starts.end); ++minute) {
        const int origin = grid_origin_[static_cast<std::size_t>(minute)];
        if (origin < 0 || (minute - origin) % minutes_of(question_.rules.step) != 0) continue;
        if (judge(calendar_.instant_of(minute)) == Availability::available)
            out.push_back(calendar_.instant_of(minute));
    }
    return out;
}

Availability MinuteModel::judge(Instant start) const {
    const SessionRules& rules = question_.rules;
    const int from = calendar_.minute_of(start);
    const int to = from + minutes_of(rules.duration);
    if (!all(planned_, from, to)) return Availability::outside_hours;
    if (!all(open_, from, to)) return Availability::time_off;
    if (any_busy(from - minutes_of(rules.buffer_before), to + minutes_of(rules.buffer_after)))
        return Availability::booked;
    if (start < question_.starts.start) return Availability::too_soon;
    if (start >= question_.starts.end) return Availability::too_far;
    return Availability::available;
}

std::string text_of(const Question& question) {
    const auto text_of_window = [](const Window& window) {
        return text_of(window.start) + "-" + text_of(window.end);
    };
    const auto number = [](Length length) {
        return std::to_string(length / std::chrono::minutes(1)) + " min";
    };
    std::string text = question.calendar->zone_name;
    for (const WeeklyWindow& weekly : question.weekly) {
        text += "\n  weekday " + std::to_string(static_cast<int>(weekly.weekday)) + " " +
                text_of_window(weekly.window);
        if (weekly.effective_from) text += " from " + text_of(*weekly.effective_from);
        if (weekly.effective_until) text += " until " + text_of(*weekly.effective_until);
    }
    for (const auto& [date, windows] : question.overrides) {
        text += "\n  override " + text_of(date) + ":";
        for (const Window& window : windows) text += " " + text_of_window(window);
    }
    for (const DateRange& off : question.time_off)
        text += "\n  off " + text_of(off.first) + " to " + text_of(off.last);
    for (const Interval& held : question.busy) text += "\n  held " + text_of(held);
    return text + "\n  sessions of " + number(question.rules.duration) + ", buffers " +
           number(question.rules.buffer_before) + " and " + number(question.rules.buffer_after) +
           ", step " + number(question.rules.step) + "\n  starts in " + text_of(question.starts);
}

}  // namespace coaching::scheduling
