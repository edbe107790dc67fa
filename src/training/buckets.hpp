// Time cut into days, ISO weeks or months of somebody's calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "scheduling/local_time.hpp"

namespace coaching::training {

using scheduling::LocalDate;

enum class Bucket : std::uint8_t { day, week, month };

/// In the order of Bucket.
inline constexpr std::string_view bucket_words[] = {"day", "week", "month"};

std::optional<Bucket> bucket_named(std::string_view word);

/// The buckets of one kind from that of one date to that of another, numbered from 0.
class Buckets {
public:
    /// `last` is not before `first`.
    Buckets(Bucket kind, LocalDate first, LocalDate last);

    std::int64_t count() const { return number(last_) + 1; }
    /// Of a date from `first` to `last`.
    std::int64_t number(LocalDate date) const { return serial(date) - origin_; }
    /// The first day of a bucket, which may lie before `first`.
    LocalDate start(std::int64_t number) const;

private:
    std::int64_t serial(LocalDate date) const;

    Bucket kind_;
    LocalDate last_;
    std::int64_t origin_ = 0;
};

}  // namespace coaching::training
