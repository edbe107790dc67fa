#include "training/buckets.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace coaching::training {

namespace {

using scheduling::detail::floored_quotient;

constexpr std::chrono::sys_days epoch =
    std::chrono::year(2000) / std::chrono::January / std::chrono::day(1);

// 1999-12-27 was a Monday.
constexpr std::int64_t days_to_monday = 5;

}  // namespace

std::optional<Bucket> bucket_named(std::string_view word) {
    const auto found = std::find(std::begin(bucket_words), std::end(bucket_words), word);
    if (found == std::end(bucket_words)) return std::nullopt;
    return static_cast<Bucket>(found - std::begin(bucket_words));
}

Buckets::Buckets(Bucket kind, LocalDate first, LocalDate last) : kind_(kind), last_(last) {
    origin_ = serial(first);
}

std::int64_t Buckets::serial(LocalDate date) const {
    const std::int64_t days = date.days_since_2000;
    if (kind_ == Bucket::day) return days;
    if (kind_ == Bucket::week) return floored_quotient(days + days_to_monday, 7);
    const std::chrono::year_month_day ymd(epoch + std::chrono::days(days));
    return std::int64_t{static_cast<int>(ymd.year())} * 12 + static_cast<unsigned>(ymd.month()) - 1;
}

LocalDate Buckets::start(std::int64_t number) const {
    const std::int64_t serial = origin_ + number;
    if (kind_ == Bucket::day) return {static_cast<std::int32_t>(serial)};
    if (kind_ == Bucket::week) return {static_cast<std::int32_t>(serial * 7 - days_to_monday)};
    const std::int64_t year = floored_quotient(serial, 12);
    const std::chrono::sys_days first =
        std::chrono::year(static_cast<int>(year)) /
        std::chrono::month(static_cast<unsigned>(serial - year * 12 + 1)) / std::chrono::day(1);
    return {static_cast<std::int32_t>((first - epoch).count())};
}

}  // namespace coaching::training
