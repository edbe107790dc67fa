#include <gtest/gtest.h>

#include <chrono>

#include "training/buckets.hpp"

namespace coaching::training {
namespace {

constexpr Bucket all[] = {Bucket::day, Bucket::week, Bucket::month};
constexpr std::chrono::sys_days epoch =
    std::chrono::year(2000) / std::chrono::January / std::chrono::day(1);

std::chrono::year_month_day ymd(LocalDate date) {
    return std::chrono::year_month_day(epoch + std::chrono::days(date.days_since_2000));
}

bool begins_bucket(Bucket kind, LocalDate date) {
    switch (kind) {
        case Bucket::day: return true;
        case Bucket::week:
            return std::chrono::weekday(epoch + std::chrono::days(date.days_since_2000)) ==
                   std::chrono::Monday;
        case Bucket::month: return ymd(date).day() == std::chrono::day(1);
    }
    return false;
}

TEST(Buckets, NumberEveryDayOfARangeAsAWalkThroughItDoes) {
    // Across the beginning of the era of the server's dates, and two years later.
    for (const int first : {-800, -33, -7, -1, 0, 1, 5, 6, 59, 365, 9000}) {
        for (const Bucket kind : all) {
            const LocalDate from{first};
            const LocalDate to = from + 700;
            const Buckets buckets(kind, from, to);
            LocalDate start = from;
            while (!begins_bucket(kind, start)) start = start + -1;
            std::int64_t number = 0;
            for (LocalDate day = from; day <= to; day = day + 1) {
                if (day != from && begins_bucket(kind, day)) {
                    ++number;
                    start = day;
                }
                ASSERT_EQ(buckets.number(day), number);
                ASSERT_EQ(buckets.start(number), start);
            }
            EXPECT_EQ(buckets.count(), number + 1);
        }
    }
}

TEST(Buckets, OfOneDayAreOne) {
    for (const Bucket kind : all) EXPECT_EQ(Buckets(kind, {77}, {77}).count(), 1);
}

TEST(Buckets, ReachFromTheYear1900ToTheYear9999) {
    const LocalDate first{-36524};
    const LocalDate last{2921939};
    EXPECT_EQ(ymd(first), std::chrono::year(1900) / std::chrono::January / std::chrono::day(1));
    EXPECT_EQ(ymd(last), std::chrono::year(9999) / std::chrono::December / std::chrono::day(31));
    EXPECT_EQ(Buckets(Bucket::month, first, last).count(), 8100 * 12);
    EXPECT_EQ(Buckets(Bucket::month, first, last).start(8100 * 12 - 1), last + -30);
}

TEST(Buckets, HaveNames) {
    for (const Bucket kind : all)
        EXPECT_EQ(bucket_named(bucket_words[static_cast<int>(kind)]), kind);
    for (const std::string_view other : {"", "Day", "year", "weeks"})
        EXPECT_EQ(bucket_named(other), std::nullopt);
}

}  // namespace
}  // namespace coaching::training
