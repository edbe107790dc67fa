#include "matching/week.hpp"

#include <algorithm>

namespace coaching::matching {

namespace {

bool has_meaning(const DayHours& hours) {
    return hours.day >= 0 && hours.day < 7 && hours.start >= 0 && hours.start < minutes_of_day &&
           hours.end >= 0 && hours.end <= minutes_of_day;
}

}  // namespace

void WeekHours::add(const DayHours& hours, int minutes_east) {
    if (!has_meaning(hours)) return;
    const int length = hours.end - hours.start + (hours.end <= hours.start ? minutes_of_day : 0);
    const int start =
        (((hours.day * minutes_of_day + hours.start - minutes_east) % minutes_of_week) +
         minutes_of_week) %
        minutes_of_week;
    add_span(start, std::min(start + length, minutes_of_week));
    if (start + length > minutes_of_week) add_span(0, start + length - minutes_of_week);
}

void WeekHours::add_span(int start, int end) {
    spans_.push_back({static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(end)});
    in_order_ = spans_.size() == 1;
}

std::span<const WeekSpan> WeekHours::spans() const {
    if (!in_order_) {
        std::sort(spans_.begin(), spans_.end(),
                  [](const WeekSpan& a, const WeekSpan& b) { return a.start < b.start; });
        auto last = spans_.begin();
        for (auto next = std::next(last); next != spans_.end(); ++next) {
            if (next->start <= last->end)
                last->end = std::max(last->end, next->end);
            else
                *++last = *next;
        }
        spans_.erase(std::next(last), spans_.end());
        in_order_ = true;
    }
    return spans_;
}

WantedHours::WantedHours(const WeekHours& hours, int sessions_per_week) {
    if (hours.empty()) return;
    before_.resize(minutes_of_week + 1);
    std::uint16_t sum = 0;
    std::size_t minute = 0;
    for (const WeekSpan& span : hours.spans()) {
        while (minute <= span.start) before_[minute++] = sum;
        while (minute <= span.end) before_[minute++] = ++sum;
    }
    while (minute < before_.size()) before_[minute++] = sum;
    wanted_ = sum;
    if (sessions_per_week > 0) wanted_ = std::min(wanted_, 60 * sessions_per_week);
}

int WantedHours::common_minutes(std::span<const WeekSpan> offered) const {
    int common = 0;
    for (const WeekSpan& span : offered) common += before_[span.end] - before_[span.start];
    return common;
}

}  // namespace coaching::matching
