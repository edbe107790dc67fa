// Schedules and zones from any bytes, wild ones included: whatever they are, hours come out in
// order, every slot offered is available and on time, and nothing overflows or runs for ever.

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "../unit/scheduling_zones.hpp"
#include "bytes.hpp"
#include "scheduling/availability.hpp"

namespace coaching::scheduling {
namespace {

using Set = IntervalSet<>;

class Invention {
public:
    explicit Invention(Bytes bytes) : bytes_(bytes), middle_(some_day()), zone_(some_zone()) {
        for (int left = bytes_.up_to(8); left > 0; --left) weekly_.push_back(some_weekly());
        for (int left = bytes_.up_to(3); left > 0; --left)
            overrides_.push_back({near(), {windows_.data(), windows_.size()}});
        for (int left = bytes_.up_to(3); left > 0; --left) off_.push_back({near(), near()});
        std::vector<Interval> busy;
        for (int left = bytes_.up_to(5); left > 0; --left) busy.push_back(some_stretch());
        busy_ = Set(std::move(busy));
        rules_ = {some_minutes(), some_minutes(), some_minutes(), some_minutes()};
        starts_ = some_stretch();
    }

    void try_all() const {
        const Hours<> hours = expand(schedule(), zone_, {middle_ + -3, middle_ + 3});
        require(is_in_order(hours.planned) && is_in_order(hours.open), "hours are in order");
        require(hours.open.without(hours.planned).is_empty(), "open hours are planned ones");
        for (const Interval& open : hours.open) {
            require(!is_off_at(open.start), "open hours do not start on a date off");
            require(!is_off_at(open.end - Length(1)), "open hours do not end on a date off");
        }
        try_slots();
    }

private:
    /// Sometimes at the ends of what dates and instants can be.
    LocalDate some_day() {
        switch (bytes_.up_to(9)) {
            case 0: return {bytes_.number<std::int32_t>()};
            case 1:  // where instants end
                return {static_cast<std::int32_t>(bytes_.between(106'751'900, 106'752'100))};
            case 2: return {static_cast<std::int32_t>(-bytes_.between(106'751'900, 106'752'100))};
            default: return {static_cast<std::int32_t>(bytes_.between(-10'000, 10'000))};
        }
    }

    LocalDate near() { return middle_ + (bytes_.up_to(8) - 4); }
    Instant middle() const { return Instant{beginning_of(middle_).since_2000}; }

    UtcOffset some_offset() {
        return {std::chrono::seconds(bytes_.between(-26 * 3600 + 1, 26 * 3600 - 1))};
    }

    TableZone some_zone() {
        const UtcOffset first = some_offset();
        std::vector<TableZone::Change> changes;
        Instant at = middle() - 4 * whole_day;
        for (int left = bytes_.up_to(6); left > 0; --left) {
            at = at + std::chrono::seconds(1 + bytes_.number<std::uint16_t>() * 4);
            changes.push_back({at, some_offset()});
        }
        return TableZone(first, std::move(changes));
    }

    /// Some of no clock: what nobody should pass must do no harm either.
    LocalTime some_time() {
        if (bytes_.up_to(20) == 0) return {bytes_.number<std::int64_t>()};
        return clock_time(0, bytes_.between(0, 1440));
    }

    Window some_window() {
        const LocalTime start = some_time();
        return {start, some_time()};
    }

    WeeklyWindow some_weekly() {
        WeeklyWindow out{Weekday(bytes_.up_to(6)), some_window(), {}, {}};
        if (bytes_.up_to(4) == 0) out.effective_from = near();
        if (bytes_.up_to(4) == 0) out.effective_until = near();
        return out;
    }

    Length some_minutes() {
        if (bytes_.up_to(20) == 0) return Length(bytes_.between(-86'400'000'000, 86'400'000'000));
        return std::chrono::minutes(bytes_.up_to(180));
    }

    Interval some_stretch() {
        if (bytes_.up_to(20) == 0)
            return {Instant{bytes_.number<std::int64_t>()}, Instant::infinite_future()};
        const Instant start = middle() + std::chrono::minutes(bytes_.between(-4000, 4000));
        return {start, start + std::chrono::minutes(bytes_.between(-10, 4000))};
    }

    Schedule schedule() const { return {weekly_, overrides_, off_}; }
    bool is_off_at(Instant instant) const {
        return instant.is_finite() && schedule().is_off(date_at(zone_, instant));
    }

    static bool is_in_order(const Set& set) {
        const auto disorder = [](const Interval& a, const Interval& b) { return b.start <= a.end; };
        return std::adjacent_find(set.begin(), set.end(), disorder) == set.end() &&
               std::none_of(set.begin(), set.end(), [](const Interval& i) { return i.is_empty(); });
    }

    void try_slots() const {
        // Not endless, only long.
        if (rules_.step <= Length{} || (starts_.end - starts_.start) / rules_.step > 300) return;
        std::optional<Session> last;
        for_each_slot(schedule(), zone_, busy_, rules_, starts_, [&](const Session& slot) {
            require(!last || last->during.start < slot.during.start, "slots rise");
            require(starts_.contains(slot.during.start), "slots are neither too soon nor too far");
            require(!busy_.overlaps(slot.held), "slots meet nothing held");
            if (!last)
                require(first_slot(schedule(), zone_, busy_, rules_, starts_)->held == slot.held,
                        "the first slot is the first");
            last = slot;
            return true;
        });
        judge_session(session_at(starts_.start, rules_), schedule(), zone_, busy_, starts_);
    }

    Bytes bytes_;
    LocalDate middle_;
    TableZone zone_;
    std::array<Window, 2> windows_{some_window(), some_window()};
    std::vector<WeeklyWindow> weekly_;
    std::vector<DateOverride> overrides_;
    std::vector<DateRange> off_;
    Set busy_;
    SessionRules rules_;
    Interval starts_;
};

}  // namespace
}  // namespace coaching::scheduling

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    coaching::scheduling::Invention(coaching::Bytes(data, size)).try_all();
    return 0;
}
