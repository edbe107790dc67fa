// Exported histories: what every line becomes, and what it is called when it comes again.

#include <gtest/gtest.h>

#include <set>

#include "base/failure.hpp"
#include "scheduling_zones.hpp"
#include "training/history_reader.hpp"
#include "training/zone_clock.hpp"

namespace coaching::training {
namespace {

using scheduling::Instant;
using scheduling::TableZone;
using scheduling::UtcOffset;

constexpr Instant at_unix(std::int64_t seconds) { return scheduling::instant_of_unix(seconds); }

/// An hour ahead of UTC, two hours from 2025-03-30 01:00 UTC to 2025-10-26 01:00 UTC, as Berlin.
const TableZone berlin(UtcOffset{std::chrono::hours(1)},
                       {{at_unix(1'743'296'400), UtcOffset{std::chrono::hours(2)}},
                        {at_unix(1'761'440'400), UtcOffset{std::chrono::hours(1)}}});

History read(HistoryFormat format, std::string_view csv, WeightUnit unit = WeightUnit::kilograms) {
    const ZoneClock clock(berlin);
    HistoryReader reader(csv, {format, unit, clock});
    while (reader.read_line()) {
    }
    return reader.take();
}

constexpr std::string_view hevy_header =
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,"
    "set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n";
constexpr std::string_view strong_header =
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n";

History hevy(const std::string& lines) {
    return read(HistoryFormat::hevy, std::string(hevy_header) + lines);
}
History strong(const std::string& lines, WeightUnit unit = WeightUnit::kilograms) {
    return read(HistoryFormat::strong, std::string(strong_header) + lines, unit);
}

std::string push(const std::string& rest) {
    return "Push,\"15 Sep 2025, 07:48\",\"15 Sep 2025, 09:13\",," + rest + "\n";
}

std::vector<std::string> codes(const History& history) {
    std::vector<std::string> out;
    for (const SkippedLine& skipped : history.skipped)
        out.push_back(std::to_string(skipped.line) + " " + skipped.code);
    return out;
}
using Codes = std::vector<std::string>;

std::vector<std::string> identities(const History& history) {
    std::vector<std::string> out;
    for (const HistorySet& set : history.sets)
        out.push_back(history.sessions[set.session].external_id + ": " + set.external_id);
    return out;
}

TEST(History, a_hevy_line_becomes_a_set_of_a_session) {
    const History history = hevy(
        "Push,\"15 Sep 2025, 07:48\",\"15 Sep 2025, 09:13\",slow,Squat,,deep,0,warmup,37.5,10,"
        ",0,6.5\n");
    ASSERT_EQ(history.sets.size(), 1);
    const HistorySession& session = history.sessions.at(0);
    EXPECT_EQ(session.external_id, "2025-09-15T07:48:00 Push");
    EXPECT_EQ(session.title, "Push");
    EXPECT_EQ(session.start, at_unix(1'757'915'280));
    EXPECT_EQ(session.end, at_unix(1'757'920'380));
    EXPECT_EQ(session.notes, "slow");
    EXPECT_EQ(session.sets, 1);
    const HistorySet& set = history.sets.at(0);
    EXPECT_EQ(history.exercises.at(set.exercise), "Squat");
    EXPECT_EQ(set.type, SetType::warmup);
    EXPECT_EQ(set.grams, 37'500);
    EXPECT_EQ(set.repetitions, 10);
    EXPECT_EQ(set.decimetres, std::nullopt);
    EXPECT_EQ(set.minutes_10000, std::nullopt);
    EXPECT_EQ(set.rpe_tenths, 65);
    EXPECT_EQ(set.notes, "deep");
}

TEST(History, a_strong_line_becomes_a_set_of_a_session) {
    const History history =
        strong("2025-09-15 07:48:10,\"B\",1h 5m,\"Row, seated\",W,25.0,12.0,0,0.0,8\n");
    const HistorySession& session = history.sessions.at(0);
    EXPECT_EQ(session.external_id, "2025-09-15T07:48:10 B");
    EXPECT_EQ(session.end, session.start + std::chrono::minutes(65));
    const HistorySet& set = history.sets.at(0);
    EXPECT_EQ(history.exercises.at(set.exercise), "Row, seated");
    EXPECT_EQ(set.type, SetType::warmup);
    EXPECT_EQ(set.grams, 25'000);
    EXPECT_EQ(set.repetitions, 12);
    EXPECT_EQ(set.rpe_tenths, 80);
}

TEST(History, types_of_sets_have_one_word_in_both) {
    const History ours = hevy(push("Squat,,,0,normal,1,1,,,") + push("Squat,,,1,warmup,1,1,,,") +
                              push("Squat,,,2,dropset,1,1,,,") + push("Squat,,,3,failure,1,1,,,") +
                              push("Squat,,,4,,1,1,,,"));
    const std::vector<SetType> wanted = {SetType::normal, SetType::warmup, SetType::drop,
                                         SetType::failure, SetType::normal};
    ASSERT_EQ(ours.sets.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(ours.sets[i].type, wanted[i]);
    const History theirs = strong(
        "2025-09-15 07:48:00,B,,Row,1,1,1,0,0,\n2025-09-15 07:48:00,B,,Row,w,1,1,0,0,\n"
        "2025-09-15 07:48:00,B,,Row,D,1,1,0,0,\n2025-09-15 07:48:00,B,,Row,F,1,1,0,0,\n");
    ASSERT_EQ(theirs.sets.size(), 4);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(theirs.sets[i].type, wanted[i]);
    EXPECT_EQ(set_type_name(SetType::drop), "drop");
}

TEST(History, what_nobody_measured_is_left_out) {
    const History history = strong(
        "2025-09-15 07:48:00,B,,Plank,1,0.0,0,0,60,0\n"
        "2025-09-15 07:48:00,B,,Run,1,0,0,5.2,1800,\n"
        "2025-09-15 07:48:00,B,,Pull Up,1,0,8,0,0,\n"
        "2025-09-15 07:48:00,B,,Bench,1,100,0,0,0,\n");
    ASSERT_EQ(history.sets.size(), 4);
    const HistorySet& plank = history.sets[0];
    EXPECT_FALSE(plank.grams || plank.repetitions || plank.decimetres || plank.rpe_tenths);
    EXPECT_EQ(plank.minutes_10000, 10'000);
    EXPECT_EQ(history.sets[1].decimetres, 52'000);
    EXPECT_EQ(history.sets[1].minutes_10000, 300'000);
    EXPECT_EQ(history.sets[2].grams, 0);
    EXPECT_EQ(history.sets[2].repetitions, 8);
    EXPECT_EQ(history.sets[3].grams, 100'000);
    EXPECT_EQ(history.sets[3].repetitions, 0);
}

TEST(History, weights_are_in_the_unit_of_the_line_else_of_the_header_else_as_asked) {
    const std::string line = "2025-09-15 07:48:00,B,,Row,1,100,1,0,0,\n";
    EXPECT_EQ(strong(line).sets.at(0).grams, 100'000);
    EXPECT_EQ(strong(line, WeightUnit::pounds).sets.at(0).grams, 45'359);
    const auto of = [](std::string_view csv) {
        return read(HistoryFormat::strong, csv, WeightUnit::pounds).sets.at(0);
    };
    EXPECT_EQ(of("Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;Distance;"
                 "Distance Unit\n2025-09-15 07:48:00;B;Row;1;102,5;kg;5;1,5;km\n")
                  .grams,
              102'500);
    EXPECT_EQ(of("Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\n"
                 "2025-09-15 07:48:00,B,Row,1,100,5\n")
                  .grams,
              100'000);
    EXPECT_EQ(of("Date,Workout Name,Exercise Name,Set Order,Distance,Seconds\n"
                 "2025-09-15 07:48:00,B,Run,1,1,300\n")
                  .decimetres,
              16'093);
    const History pounds =
        read(HistoryFormat::hevy,
             "title,start_time,exercise_title,set_index,weight_lbs,reps,distance_miles\n"
             "A,2025-09-15 07:48,Row,0,225,5,2\n");
    EXPECT_EQ(pounds.sets.at(0).grams, 102'058);
    EXPECT_EQ(pounds.sets.at(0).decimetres, 32'187);
}

TEST(History, columns_stand_in_any_order_and_unknown_ones_are_passed_over) {
    const History history =
        read(HistoryFormat::hevy,
             "\xef\xbb\xbfreps;Mood;SET_INDEX;title;exercise_title;start_time\r\n"
             "5;\"good;\nreally\";0;A;Row;2025-09-15 07:48\r\n");
    EXPECT_EQ(identities(history), Codes{"2025-09-15T07:48:00 A: 0/Row"});
    EXPECT_EQ(history.sets.at(0).repetitions, 5);
}

TEST(History, sets_of_a_session_need_not_stand_together) {
    const History history = strong(
        "2025-09-15 07:48:00,A,,Row,1,1,1,0,0,\n2025-09-15 07:48:00,B,,Row,1,1,1,0,0,\n"
        "2025-09-15 07:48:00,A,,Row,2,1,1,0,0,\n");
    EXPECT_EQ(history.sessions.size(), 2);
    EXPECT_EQ(identities(history),
              (Codes{"2025-09-15T07:48:00 A: 1/Row", "2025-09-15T07:48:00 B: 1/Row",
                     "2025-09-15T07:48:00 A: 2/Row"}));
}

TEST(History, an_exercise_done_twice_and_a_letter_for_many_sets_keep_sets_apart) {
    const History twice = hevy(push("Curl,,,0,normal,2,6,,,") + push("Curl,,,1,normal,2,6,,,") +
                               push("Curl,,,0,normal,2,6,,,"));
    EXPECT_EQ(identities(twice),
              (Codes{"2025-09-15T07:48:00 Push: 0/Curl", "2025-09-15T07:48:00 Push: 1/Curl",
                     "2025-09-15T07:48:00 Push: 0.2/Curl"}));
    const History letters =
        strong("2025-09-15 07:48:00,B,,Row,W,1,1,0,0,\n2025-09-15 07:48:00,B,,Row,W,1,1,0,0,\n");
    EXPECT_EQ(identities(letters),
              (Codes{"2025-09-15T07:48:00 B: w/Row", "2025-09-15T07:48:00 B: w.2/Row"}));
}

TEST(History, a_line_mended_later_keeps_its_identity_and_so_do_those_after_it) {
    const std::string second = push("Curl,,,0,normal,3,6,,,");
    const History broken = hevy(push("Curl,,,0,normal,heavy,6,,,") + second);
    const History mended = hevy(push("Curl,,,0,normal,2,6,,,") + second);
    EXPECT_EQ(codes(broken), Codes{"2 invalid_number"});
    EXPECT_EQ(identities(broken).at(0), identities(mended).at(1));
}

TEST(History, identities_do_not_depend_on_the_zone) {
    const std::string csv = std::string(hevy_header) + push("Curl,,,0,normal,2,6,,,");
    const TableZone utc(UtcOffset{});
    const ZoneClock clock(utc);
    HistoryReader reader(csv, {HistoryFormat::hevy, WeightUnit::kilograms, clock});
    while (reader.read_line()) {
    }
    const History history = reader.take();
    EXPECT_EQ(identities(history), identities(read(HistoryFormat::hevy, csv)));
    EXPECT_EQ(history.sessions.at(0).start, at_unix(1'757'922'480));
}

TEST(History, times_that_never_were_or_came_twice_are_settled_as_scheduling_does) {
    const auto session = [](const std::string& from, const std::string& to) {
        return hevy("A," + from + "," + to + ",,Row,,,0,normal,1,1,,,\n").sessions.at(0);
    };
    const HistorySession spring = session("2025-03-30 02:30", "2025-03-30 03:30");
    EXPECT_EQ(spring.start, at_unix(1'743'296'400));
    EXPECT_EQ(spring.end, at_unix(1'743'296'400 + 1800));
    // Clocks go back at 03:00: 02:50 is taken for the first, 02:10 for the last.
    const HistorySession autumn = session("2025-10-26 02:50", "2025-10-26 02:10");
    EXPECT_EQ(autumn.start, at_unix(1'761'439'800));
    EXPECT_EQ(autumn.end, at_unix(1'761'441'000));
    const HistorySession stated = session("2025-10-26T02:50Z", "2025-10-26T03:50:00+01:00");
    EXPECT_EQ(stated.start, stated.end);
}

TEST(History, sessions_lie_in_the_years_1900_to_9999_of_utc) {
    const auto lines = [](const std::string& from, const std::string& to) {
        return codes(hevy("A," + from + "," + to + ",,Row,,,0,normal,1,1,,,\n"));
    };
    const Codes bad = {"2 invalid_time"};
    EXPECT_EQ(lines("1900-01-01 00:59", ""), bad);
    EXPECT_EQ(lines("1900-01-01 01:00", ""), Codes{});
    EXPECT_EQ(lines("9999-12-31 23:59", "9999-12-31T23:59-02:00"), bad);
    EXPECT_EQ(lines("9999-12-31 23:59", "9999-12-31 23:59"), Codes{});
}

TEST(History, of_the_lines_of_a_session_the_first_that_says_something_counts) {
    const History history =
        read(HistoryFormat::strong,
             "Date,Workout Name,Exercise Name,Set Order,Reps,Workout Notes,Workout Duration,Notes\n"
             "2025-09-15 07:48:00,B,Row,1,5,,,\n2025-09-15 07:48:00,B,Row,2,5,fine,30m,own\n"
             "2025-09-15 07:48:00,B,Row,3,5,other,40m,\n");
    ASSERT_EQ(history.sessions.size(), 1);
    EXPECT_EQ(history.sessions[0].notes, "fine");
    EXPECT_EQ(history.sessions[0].end, history.sessions[0].start + std::chrono::minutes(30));
    EXPECT_EQ(history.sets[1].notes, "own");
    EXPECT_EQ(history.sets[2].notes, "");
}

TEST(History, every_line_is_a_set_or_a_skipped_line_with_its_reason) {
    const History history =
        hevy(push("Squat,,,0,normal,10,10,,,") +                                      // 2
             push("Squat,,,1,normal,heavy,10,,,") +                                   // 3
             push("Squat,,,2,normal,10,1.5,,,") +                                     // 4
             push("Squat,,,3,normal,-10,10,,,") +                                     // 5
             push("Squat,,,4,normal,10,100001,,,") +                                  // 6
             push("Squat,,,5,normal,10,10,,,10.5") +                                  // 7
             push("Squat,,,6,casual,10,10,,,") +                                      // 8
             push("Squat,,,seven,normal,10,10,,,") +                                  // 9
             push("Squat,,,,normal,10,10,,,") +                                       // 10
             push(",,,9,normal,10,10,,,") +                                           // 11
             push("Squat,,,10,normal,,,,,") +                                         // 12
             push("Squat,,\"two\nlines\",11,normal,10,10,,,") +                       // 13 and 14
             push("Squat,,,12,normal,10") +                                           // 15
             push("Squat,,,13,normal,10,10,,,,") +                                    // 16
             push("Squat,,,14,normal,10,10,,,,more") +                                // 17
             push("Squat,,\"open,15,normal,10,10,,,") +                               // 18
             push("\"Squat\" too,,,16,normal,10,10,,,") +                             // 19
             "Push,someday,,,Squat,,,0,normal,10,10,,,\n" +                           // 20
             "Push,,,,Squat,,,0,normal,10,10,,,\n" +                                  // 21
             "Late,2025-09-15 10:00,2025-09-15 09:59,,Squat,,,0,normal,10,10,,,\n" +  // 22
             "Late,2025-09-15 10:00,never,,Squat,,,1,normal,10,10,,,\n" +             // 23
             push(std::string(201, 'x') + ",,,0,normal,10,10,,,") +                   // 24
             push("Squat,,,17,normal,10,10,-1,,") +                                   // 25
             push("Squat,,,18,normal,10,10,,,"));                                     // 26
    EXPECT_EQ(codes(history),
              (Codes{"3 invalid_number",  "4 invalid_number",      "5 out_of_range",
                     "6 out_of_range",    "7 out_of_range",        "8 unknown_set_type",
                     "9 invalid_number",  "10 missing_value",      "11 missing_value",
                     "12 not_a_set",      "15 wrong_column_count", "17 wrong_column_count",
                     "18 malformed_line", "19 malformed_line",     "20 invalid_time",
                     "21 missing_value",  "22 invalid_time",       "23 invalid_time",
                     "24 too_long",       "25 out_of_range"}));
    EXPECT_EQ(history.sets.size(), 4);
    EXPECT_EQ(history.skipped.at(0).message, "weight_kg \"heavy\" is no number");
    EXPECT_EQ(history.sessions.at(1).sets, 0);
}

TEST(History, lines_of_strong_that_are_no_sets_are_skipped) {
    const History history =
        read(HistoryFormat::strong,
             "Date,Workout Name,Exercise Name,Set Order,Weight,Weight Unit,Reps,Seconds,Duration\n"
             "2025-09-15 07:48:00,B,Row,1,10,kg,5,,1h\n"
             "2025-09-15 07:48:00,B,Row,Rest Timer,,,,90,1h\n"
             "2025-09-15 07:48:00,B,Row,Note,,,,,1h\n"
             "2025-09-15 07:48:00,B,Row,2,0,kg,0,0,1h\n"
             "2025-09-15 07:48:00,B,Row,X,10,kg,5,,1h\n"
             "2025-09-15 07:48:00,B,Row,3,10,stone,5,,1h\n"
             "2025-09-16 07:48:00,B,Row,1,10,kg,5,,long\n"
             "2025-09-15 07:48:00,B,Row,-,10,kg,5,,1h\n");
    EXPECT_EQ(codes(history),
              (Codes{"3 not_a_set", "4 not_a_set", "5 not_a_set", "6 unknown_set_type",
                     "7 unknown_unit", "8 invalid_time", "9 unknown_set_type"}));
    EXPECT_EQ(history.sets.size(), 1);
}

std::string refusal(HistoryFormat format, std::string_view csv) {
    try {
        read(format, csv);
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.token(), Token::invalid_argument);
        return failure.message();
    }
    return "none";
}

TEST(History, a_file_without_the_headers_of_its_format_is_refused) {
    EXPECT_EQ(refusal(HistoryFormat::hevy, strong_header),
              "this is no export of hevy: its header has no column start_time");
    EXPECT_EQ(refusal(HistoryFormat::strong, hevy_header),
              "this is no export of strong: its header has no column date");
    EXPECT_EQ(refusal(HistoryFormat::strong, "Date,Workout Name,Exercise Name\n"),
              "this is no export of strong: its header has no column set_order");
    EXPECT_EQ(refusal(HistoryFormat::strong, "Date,Date,Workout Name,Exercise Name,Set Order\n"),
              "the header names the column date twice");
    EXPECT_EQ(refusal(HistoryFormat::strong, " \n"),
              "this is no export of strong: its header has no column date");
    EXPECT_EQ(refusal(HistoryFormat::strong, "\n\n"),
              "the csv is empty: not even a header stands in it");
    EXPECT_EQ(refusal(HistoryFormat::strong, "\"Date,"),
              "the header cannot be read: a quoted field has no end");
}

TEST(History, a_header_alone_is_an_empty_history) {
    const History history = hevy("");
    EXPECT_TRUE(history.sets.empty() && history.sessions.empty() && history.skipped.empty());
}

TEST(History, more_than_a_hundred_thousand_lines_that_are_no_sets_are_refused) {
    std::string csv(hevy_header);
    for (std::size_t i = 0; i < most_skipped_lines; ++i) csv += "x\n";
    EXPECT_EQ(refusal(HistoryFormat::hevy, csv), "none");
    EXPECT_NE(refusal(HistoryFormat::hevy, csv + "x\n").find("line 100002"), std::string::npos);
}

}  // namespace
}  // namespace coaching::training
