// What is asked of trainers one by one, since it stands in other tables than the profile.
#pragma once

#include "matching/score.hpp"
#include "pg/memory.hpp"

namespace coaching::matching {

/// What clocks of time zones show now. Each zone is looked up once.
class Clocks {
public:
    struct Clock {
        int minutes_east;
        std::int32_t today;  ///< days since 2000-01-01
    };
    Clock at(std::string_view zone);

private:
    struct Known {
        pg::Text zone;
        Clock clock;
    };
    pg::Vector<Known> known_;
};

/// Weekly hours in force in the seven days from today on, by the trainer's clock as it goes today.
class TrainerWeeks {
public:
    /// Windows kept for other ways to train than these are left out; none of them: all count.
    explicit TrainerWeeks(Modes modes) : modes_(modes) {}

    /// As the active snapshot sees them; valid until the next are asked for.
    OfferedHours of(const Uuid& trainer, std::string_view zone);
    OfferedHours of(const Uuid& trainer);

private:
    Modes modes_;
    Clocks clocks_;
    WeekHours week_;
};

/// Of the latest hundred requests to a trainer, without those taken back unanswered and those that
/// have been open for less than two days.
Responses responses_of(const Uuid& trainer);

}  // namespace coaching::matching
