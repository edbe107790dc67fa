// Numbers, units, times and durations as exports of training histories write them.

#include <gtest/gtest.h>

#include "training/history_cells.hpp"
#include "training/history_times.hpp"

namespace coaching::training {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::optional<std::int64_t> billionths(std::string_view text) {
    const std::optional<Decimal> number = read_decimal(text);
    return number ? std::optional(number->billionths) : std::nullopt;
}

TEST(HistoryNumber, has_a_point_or_a_comma) {
    EXPECT_EQ(billionths("37.5"), 37'500'000'000);
    EXPECT_EQ(billionths("37,5"), 37'500'000'000);
    EXPECT_EQ(billionths(" 10 "), 10'000'000'000);
    EXPECT_EQ(billionths(".5"), 500'000'000);
    EXPECT_EQ(billionths("5."), 5'000'000'000);
    EXPECT_EQ(billionths("-2.5"), -2'500'000'000);
    EXPECT_EQ(billionths("0"), 0);
}

TEST(HistoryNumber, is_exact_up_to_nine_digits_either_side) {
    EXPECT_EQ(billionths("999999999.999999999"), 999'999'999'999'999'999);
    EXPECT_EQ(billionths("61.234969999999995"), 61'234'969'999);
    EXPECT_EQ(billionths("1000000000"), std::nullopt);
}

TEST(HistoryNumber, is_nothing_else) {
    for (const char* text : {"", " ", ".", "-", "--1", "1.2.3", "1,234.5", "1e3", "0x10", "NaN",
                             "inf", "+1", "1 2", "ten", "\xd9\xa1"})
        EXPECT_EQ(billionths(text), std::nullopt) << text;
}

TEST(HistoryWeight, is_converted_exactly) {
    EXPECT_EQ(grams(*read_decimal("22.25"), WeightUnit::kilograms), 22'250);
    EXPECT_EQ(grams(*read_decimal("225"), WeightUnit::pounds), 102'058);  // 102.05828325
    EXPECT_EQ(grams(*read_decimal("2204.62262185"), WeightUnit::pounds), 1'000'000);
    EXPECT_EQ(grams(*read_decimal("0.0005"), WeightUnit::kilograms), 1);
    EXPECT_EQ(grams(*read_decimal("-0.0005"), WeightUnit::kilograms), -1);
    EXPECT_EQ(grams(*read_decimal("999999999.999999999"), WeightUnit::pounds), 453'592'370'000);
}

TEST(HistoryDistance, is_converted_exactly) {
    EXPECT_EQ(decimetres(*read_decimal("5.2"), DistanceUnit::kilometres), 52'000);
    EXPECT_EQ(decimetres(*read_decimal("26.2"), DistanceUnit::miles), 421'648);  // 42.1648128
    EXPECT_EQ(decimetres(*read_decimal("400"), DistanceUnit::metres), 4'000);
}

TEST(HistoryUnit, is_known_in_its_spellings) {
    EXPECT_EQ(read_weight_unit("kg"), WeightUnit::kilograms);
    EXPECT_EQ(read_weight_unit(" LBS. "), WeightUnit::pounds);
    EXPECT_EQ(read_weight_unit("stone"), std::nullopt);
    EXPECT_EQ(read_distance_unit("Miles"), DistanceUnit::miles);
    EXPECT_EQ(read_distance_unit("m"), DistanceUnit::metres);
    EXPECT_EQ(read_distance_unit(""), std::nullopt);
}

TEST(HistoryWord, is_compared_without_case_and_punctuation) {
    EXPECT_EQ(plain_word("\xc2\xa0 Weight (kg) "), "weight_kg");
    EXPECT_EQ(plain_word("Workout #"), "workout");
    EXPECT_EQ(plain_word("set_index"), "set_index");
    EXPECT_EQ(plain_word("--"), "");
}

std::string canonical(std::string_view text) {
    const std::optional<WrittenTime> time = read_time(text);
    return time ? canonical_text(*time) : "none";
}

TEST(HistoryTime, is_read_as_hevy_writes_it) {
    EXPECT_EQ(canonical("15 Sep 2025, 07:48"), "2025-09-15T07:48:00");
    EXPECT_EQ(canonical("1 January 2024, 17:05"), "2024-01-01T17:05:00");
    EXPECT_EQ(canonical("29 Feb 2024, 5:00 PM"), "2024-02-29T17:00:00");
    EXPECT_EQ(canonical("3. M\xc3\xa4r. 2025, 07:48"), "2025-03-03T07:48:00");
    EXPECT_EQ(canonical("18 sept. 2026, 17:31"), "2026-09-18T17:31:00");
    EXPECT_EQ(canonical("7 d\xc3\xa9"
                        "c. 2026, 17:31"),
              "2026-12-07T17:31:00");
    EXPECT_EQ(canonical("1 juin 2026, 17:31"), "2026-06-01T17:31:00");
    EXPECT_EQ(canonical("1 juil. 2026, 17:31"), "2026-07-01T17:31:00");
}

TEST(HistoryTime, is_read_as_iso_8601_and_strong_write_it) {
    EXPECT_EQ(canonical("2025-09-15 19:24:40"), "2025-09-15T19:24:40");
    EXPECT_EQ(canonical("2025-09-15T19:24"), "2025-09-15T19:24:00");
    EXPECT_EQ(canonical("2025-09-15"), "2025-09-15T00:00:00");
    EXPECT_EQ(canonical("2025-09-15 7:24:40\xe2\x80\xafPM"), "2025-09-15T19:24:40");
    EXPECT_EQ(canonical("2025-09-15 12:00 am"), "2025-09-15T00:00:00");
    EXPECT_EQ(canonical("2025-09-15 12:00 PM"), "2025-09-15T12:00:00");
    EXPECT_EQ(canonical("2025-09-15T19:24:40.123"), "2025-09-15T19:24:40");
}

TEST(HistoryTime, is_an_instant_where_an_offset_stands_with_it) {
    EXPECT_EQ(canonical("2025-09-15T19:24:40Z"), "2025-09-15T19:24:40Z");
    EXPECT_EQ(canonical("2025-09-15T19:24:40.5+02:00"), "2025-09-15T17:24:40Z");
    EXPECT_EQ(canonical("2025-09-15 19:24:40 -0330"), "2025-09-15T22:54:40Z");
    EXPECT_EQ(canonical("2025-01-01T00:00+02"), "2024-12-31T22:00:00Z");
}

TEST(HistoryTime, is_a_day_and_a_minute_that_exist) {
    for (const char* text : {"",
                             "soon",
                             "2025-02-29",
                             "2025-13-01 10:00",
                             "2025-04-31",
                             "32 Sep 2025, 07:48",
                             "15 Foo 2025, 07:48",
                             "15 Sep 25, 07:48",
                             "2025-09-15 24:00",
                             "2025-09-15 10:60",
                             "2025-09-15 10:00:60",
                             "2025-09-15 13:00 PM",
                             "2025-09-15 0:30 AM",
                             "2025-09-1510:00",
                             "2025-09-15 10:00 x",
                             "2025-09-15T10:00+16:00",
                             "2025-09-15T10:00+2",
                             "1899-12-31",
                             "10000-01-01",
                             "2025-09-15,",
                             "infinity",
                             "0000-00-00",
                             "15 Sep 2025 07",
                             "-1-1-1"})
        EXPECT_EQ(canonical(text), "none") << text;
    EXPECT_EQ(canonical("1900-01-01"), "1900-01-01T00:00:00");
    EXPECT_EQ(canonical("9999-12-31T23:59:59"), "9999-12-31T23:59:59");
}

TEST(HistoryDuration, is_read_in_hours_minutes_and_seconds) {
    EXPECT_EQ(read_duration("35m"), minutes(35));
    EXPECT_EQ(read_duration("1h 5m"), minutes(65));
    EXPECT_EQ(read_duration("2h"), hours(2));
    EXPECT_EQ(read_duration("1h5m30s"), minutes(65) + seconds(30));
    EXPECT_EQ(read_duration("45 min"), minutes(45));
    EXPECT_EQ(read_duration("1:05:00"), minutes(65));
    EXPECT_EQ(read_duration("1:05"), minutes(65));
    EXPECT_EQ(read_duration("3900"), minutes(65));
    EXPECT_EQ(read_duration("0"), seconds(0));
    for (const char* text : {"", "-5", "5x", "m", "1h m", "1:60", "1:5", "1000h", "3600000", "1;5",
                             "99999999999999999999"})
        EXPECT_EQ(read_duration(text), std::nullopt) << text;
}

}  // namespace
}  // namespace coaching::training
