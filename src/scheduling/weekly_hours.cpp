#include "scheduling/weekly_hours.hpp"

namespace coaching::scheduling {

bool Schedule::is_off(LocalDate date) const {
    return std::any_of(time_off.begin(), time_off.end(),
                       [&](const DateRange& dates) { return dates.contains(date); });
}

}  // namespace coaching::scheduling
