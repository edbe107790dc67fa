#include "training/weeks.hpp"

namespace coaching::training {

std::optional<LocalDate> first_planned_day(std::span<const PlannedDays> plans) {
    std::optional<LocalDate> first;
    for (const PlannedDays& plan : plans)
        if (!first || plan.first < *first) first = plan.first;
    return first;
}

}  // namespace coaching::training
