// Exported histories from any bytes: every line of data is a set or is skipped with its reason, no
// two sets of a session are called alike, measures stay within what the tables hold, and reading
// the same again says the same.

#include <set>
#include <string>
#include <utility>

#include "base/failure.hpp"
#include "bytes.hpp"
#include "training/history_reader.hpp"
#include "training/zone_clock.hpp"

namespace coaching::training {
namespace {

/// An hour that is missing and one that comes twice, somewhere.
struct JumpingZone {
    scheduling::OffsetChange next_change(scheduling::Instant instant) const {
        using scheduling::UtcOffset;
        const scheduling::Instant there{812'500'000'000'000};
        const scheduling::Instant back{815'000'000'000'000};
        const UtcOffset winter{};
        const UtcOffset summer{std::chrono::hours(1)};
        if (instant < there) return {winter, there, summer};
        if (instant < back) return {summer, back, winter};
        return {winter, scheduling::Instant::infinite_future(), winter};
    }
};

std::string some_csv(Bytes& bytes, HistoryFormat format) {
    static constexpr std::string_view cells[] = {"2025-09-30 07:48",
                                                 "30 Sep 2025, 07:48",
                                                 "2025-10-29 01:30",
                                                 "2025-10-29T01:30Z",
                                                 "9999-12-31 23:59",
                                                 "1900-01-01",
                                                 "Push",
                                                 "Squat",
                                                 "Squat/1",
                                                 "0",
                                                 "1",
                                                 "2",
                                                 "w",
                                                 "W",
                                                 "Rest Timer",
                                                 "normal",
                                                 "warmup",
                                                 "10",
                                                 "62.5",
                                                 "62,5",
                                                 "999999999.9999999",
                                                 "-1",
                                                 "kg",
                                                 "lbs",
                                                 "miles",
                                                 "35m",
                                                 "1h 5m",
                                                 "1:05:00",
                                                 "",
                                                 "\"a \"\"b\"\"\"",
                                                 "\"open",
                                                 "\"two\nlines\""};
    const char separator = bytes.up_to(1) == 0 ? ',' : ';';
    std::string csv = format == HistoryFormat::hevy
                          ? "title,start_time,end_time,exercise_title,set_index,set_type,"
                            "weight_kg,reps,distance_miles,duration_seconds,rpe,exercise_notes"
                          : "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Weight "
                            "Unit,Reps,Distance,Distance Unit,Seconds,RPE";
    for (char& c : csv)
        if (c == ',') c = separator;
    csv += '\n';
    while (bytes.are_left()) {
        for (int column = 0; column < 12; ++column) {
            const int choice = bytes.up_to(40);
            if (choice < static_cast<int>(std::size(cells)))
                csv += cells[choice];
            else
                csv += bytes.number<char>();
            csv += column < 11 ? separator : '\n';
        }
    }
    return csv;
}

std::size_t records_after_header(std::string_view csv) {
    std::size_t records = 0;
    for (CsvReader reader(csv); reader.next();) ++records;
    return records - 1;
}

bool within(const std::optional<std::int64_t>& measure, std::int64_t most) {
    return !measure || (*measure >= 0 && *measure <= most);
}

void require_sound(const History& history) {
    std::set<std::pair<std::uint32_t, std::string>> identities;
    std::set<std::string> sessions;
    for (const HistorySession& session : history.sessions) {
        require(sessions.insert(session.external_id).second, "sessions are called differently");
        require(session.external_id.size() <= 255, "identities fit their column");
        require(!session.end || *session.end >= session.start, "nothing ends before it begins");
        require(session.start.is_finite(), "times are finite");
    }
    for (const HistorySet& set : history.sets) {
        require(identities.insert({set.session, set.external_id}).second,
                "sets of a session are called differently");
        require(set.external_id.size() <= 255, "identities fit their column");
        require(within(set.grams, 100'000'000) && within(set.decimetres, 1'000'000'000) &&
                    within(set.minutes_10000, 1'000'000'000) && within(set.repetitions, 100'000) &&
                    within(set.rpe_tenths, 100),
                "measures fit their columns");
        require(set.grams.value_or(0) > 0 || set.repetitions.value_or(0) > 0 || set.decimetres ||
                    set.minutes_10000,
                "a set measures something");
    }
}

History read(std::string_view csv, const HistoryRules& rules) {
    HistoryReader reader(csv, rules);
    while (reader.read_line()) {
    }
    return reader.take();
}

}  // namespace
}  // namespace coaching::training

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace coaching;
    using namespace coaching::training;
    Bytes bytes(data, size);
    const JumpingZone zone;
    const ZoneClock clock(zone);
    const HistoryRules rules{bytes.up_to(1) == 0 ? HistoryFormat::hevy : HistoryFormat::strong,
                             bytes.up_to(1) == 0 ? WeightUnit::pounds : WeightUnit::kilograms,
                             clock};
    try {
        read({reinterpret_cast<const char*>(data), size}, rules);
    } catch (const Failure& failure) {
        require(failure.token() == Token::invalid_argument, "a wrong file is an argument's fault");
    }
    const std::string csv = some_csv(bytes, rules.format);
    const History history = read(csv, rules);
    require(history.sets.size() + history.skipped.size() == records_after_header(csv),
            "every line is a set or is skipped");
    require_sound(history);
    const History again = read(csv, rules);
    require(again.sets.size() == history.sets.size(), "the same file says the same");
    for (std::size_t i = 0; i < history.sets.size(); ++i)
        require(again.sets[i].external_id == history.sets[i].external_id,
                "the same file names its sets alike");
    return 0;
}
