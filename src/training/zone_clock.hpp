// The wall clock of a zone, by the rules scheduling has: a time that never was moves forward to the
// first that exists after it; one that came twice is the first where something starts and the last
// where it ends.
#pragma once

#include "scheduling/zone_rules.hpp"
#include "training/history.hpp"

namespace coaching::training {

template <scheduling::ZoneRules Zone>
class ZoneClock final : public WallClock {
public:
    explicit ZoneClock(const Zone& zone) : zone_(zone) {}

    scheduling::Instant start_at(scheduling::LocalDateTime local) const override {
        return scheduling::start_at(zone_, local);
    }
    scheduling::Instant end_at(scheduling::LocalDateTime local) const override {
        return scheduling::end_at(zone_, local);
    }

private:
    const Zone& zone_;
};

}  // namespace coaching::training
