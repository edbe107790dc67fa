#include "matching/client_wish.hpp"

#include <charconv>

#include "base/failure.hpp"
#include "matching/stored.hpp"
#include "matching/trainer_week.hpp"
#include "pg/json.hpp"
#include "pg/key_lookup.hpp"

namespace coaching::matching {

namespace {

constinit pg::TableColumns person_columns{"users", "users_pkey", "id", "time_zone"};
constinit pg::TableColumns wish_columns{"client_profiles",
                                        "client_profiles_pkey",
                                        "client_id",
                                        "goals",
                                        "preferred_specializations",
                                        "budget_per_session",
                                        "currency",
                                        "preferred_modes",
                                        "languages",
                                        "required_language",
                                        "latitude",
                                        "longitude",
                                        "sessions_per_week",
                                        "preferred_windows"};

/// Places in wish_columns.
enum WishColumn {
    client_id,
    goals,
    preferred_specializations,
    budget_per_session,
    budget_currency,
    preferred_modes,
    spoken_languages,
    required_language,
    latitude,
    longitude,
    sessions_per_week,
    preferred_windows
};

void add_words(WordSet& set, const pg::TextArrayView& words) {
    words.for_each([&](std::string_view word) {
        if (is_ascii(word))
            set.add(word);
        else
            set.add(pg::lower_case(word));
    });
}

void add_language(WordSet& set, std::string_view tag) { set.add(pg::lower_case(language_of(tag))); }

/// Minutes since midnight of "18:30"; what was checked when it was written has no other form.
int minute_of(std::string_view time) {
    int hours = 0;
    int minutes = 0;
    const auto read = std::from_chars(time.data(), time.data() + time.size(), hours);
    if (read.ptr != time.data() + time.size())
        std::from_chars(read.ptr + 1, time.data() + time.size(), minutes);
    return 60 * hours + minutes;
}

WantedHours hours_of(pg::Json windows, std::string_view zone, int sessions_per_week) {
    static constexpr std::string_view keys[] = {"day_of_week", "start", "end"};
    const auto rows = pg::JsonDocument(windows).rows(keys);
    if (rows.empty()) return {};
    const int minutes_east = Clocks().at(zone).minutes_east;
    WeekHours week;
    for (const auto& row : rows)
        if (row[0] && row[1] && row[2])
            week.add({row[0]->front() - '0', minute_of(*row[1]), minute_of(*row[2])}, minutes_east);
    return WantedHours(week, sessions_per_week);
}

constinit pg::TableColumns blocks_by{"user_blocks", "user_blocks_pair_key", "blocker_id",
                                     "blocked_id"};
constinit pg::TableColumns blocks_of{"user_blocks", "user_blocks_blocked_idx", "blocked_id",
                                     "blocker_id"};
constinit pg::TableColumns trainers_of{"trainer_clients", "trainer_clients_client_idx", "client_id",
                                       "status", "trainer_id"};

}  // namespace

Wish wish_of(const Uuid& client) {
    pg::KeyLookup person(person_columns, client);
    if (!person.next()) throw Failure(Token::not_found, "there is no such client");
    Wish wish;
    pg::KeyLookup row(wish_columns, client);
    if (!row.next()) return wish;
    add_words(wish.needs, row.get<pg::TextArrayView>(goals));
    add_words(wish.needs, row.get<pg::TextArrayView>(preferred_specializations));
    wish.budget = number_in(row, budget_per_session);
    wish.currency = Currency::of(row.get<std::string_view>(budget_currency));
    wish.modes = modes_in(row, preferred_modes);
    row.get<pg::TextArrayView>(spoken_languages).for_each([&](std::string_view tag) {
        add_language(wish.languages, tag);
    });
    if (!row.is_null(required_language)) {
        add_language(wish.required_language, row.get<std::string_view>(required_language));
        wish.languages.add(wish.required_language.words().front());
    }
    wish.place = place_in(row, latitude, longitude);
    wish.hours = hours_of(row.get<pg::Json>(preferred_windows), person.get<std::string_view>(1),
                          row.get<std::optional<std::int32_t>>(sessions_per_week).value_or(0));
    return wish;
}

Between::Between(const Uuid& client) {
    for (pg::KeyLookup row(blocks_by, client); row.next();) blocked_.insert(row.get<Uuid>(1));
    for (pg::KeyLookup row(blocks_of, client); row.next();) blocked_.insert(row.get<Uuid>(1));
    for (pg::KeyLookup row(trainers_of, client); row.next();) {
        const auto status = row.get<std::string_view>(1);
        if (status == "active" || status == "paused") connected_.insert(row.get<Uuid>(2));
    }
}

std::optional<Exclusion> Between::exclusion(const Uuid& trainer) const {
    if (blocked_.contains(trainer)) return Exclusion::blocked;
    if (connected_.contains(trainer)) return Exclusion::connected;
    return std::nullopt;
}

}  // namespace coaching::matching
