// A trainer's profile as matching reads it, from a look-up or from a scan of all.
#pragma once

#include "matching/stored.hpp"
#include "pg/table_scan.hpp"

namespace coaching::matching {

inline constinit pg::TableColumns profile_columns{"trainer_profiles", "trainer_profiles_pkey",
                                                  "trainer_id",       "is_active",
                                                  "accepts_clients",  "max_clients",
                                                  "active_clients",   "is_listed",
                                                  "specializations",  "languages",
                                                  "hourly_rate",      "currency",
                                                  "session_modes",    "latitude",
                                                  "longitude",        "rating_average",
                                                  "rating_count",     "years_experience",
                                                  "time_zone"};

/// Places in profile_columns.
enum ProfileColumn {
    trainer_id,
    is_active,
    accepts_clients,
    max_clients,
    active_clients,
    is_listed,
    specializations,
    languages,
    hourly_rate,
    currency,
    session_modes,
    latitude,
    longitude,
    rating_average,
    rating_count,
    years_experience,
    time_zone
};

/// Words in lower case: those the core cannot compare itself are made so by the server.
class FoldedWords {
public:
    void read(const pg::TextArrayView& array) {
        words_.clear();
        lowered_.clear();
        lowered_.reserve(array.size());  // what words_ looks at stays where it is
        array.for_each([&](std::string_view word) {
            if (!is_ascii(word)) {
                lowered_.push_back(pg::lower_case(word));
                word = lowered_.back();
            }
            words_.push_back(word);
        });
    }
    std::span<const std::string_view> words() const { return {words_.data(), words_.size()}; }

private:
    pg::Vector<std::string_view> words_;
    pg::Vector<pg::Text> lowered_;
};

/// Reads offers into the same room, row by row.
class OfferReader {
public:
    /// Valid while the row is, and until the next is read.
    template <class Row>
    const Offer& read(const Row& row) {
        specializations_.read(row.template get<pg::TextArrayView>(ProfileColumn::specializations));
        languages_.read(row.template get<pg::TextArrayView>(ProfileColumn::languages));
        offer_ = {
            .specializations = specializations_.words(),
            .languages = languages_.words(),
            .rate = number_in(row, hourly_rate),
            .currency = Currency::of(row.template get<std::string_view>(currency)),
            .modes = modes_in(row, session_modes),
            .place = place_in(row, latitude, longitude),
            .rating_average = number_in(row, rating_average),
            .rating_count = row.template get<std::int32_t>(rating_count),
            .years_experience = row.template get<std::optional<std::int32_t>>(years_experience),
            .max_clients = row.template get<std::optional<std::int32_t>>(max_clients),
            .active_clients = row.template get<std::int32_t>(active_clients)};
        return offer_;
    }

private:
    FoldedWords specializations_;
    FoldedWords languages_;
    Offer offer_;
};

/// Whether the trainer takes clients at all, of whoever it is.
template <class Row>
bool takes_clients(const Row& row) {
    if (!row.template get<bool>(is_active) || !row.template get<bool>(accepts_clients))
        return false;
    const auto most = row.template get<std::optional<std::int32_t>>(max_clients);
    return !most || row.template get<std::int32_t>(active_clients) < *most;
}

}  // namespace coaching::matching
