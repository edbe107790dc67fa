#include "training/client.hpp"

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/time.hpp"
#include "relationships/visibility.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::training {

namespace {

constinit pg::TableColumns user_columns{"users", "users_pkey", "id", "time_zone"};

}  // namespace

LocalDate Client::today() const {
    return scheduling::date_at(zone, scheduling::instant_of(pg::transaction_time()));
}

scheduling::Interval Client::instants_around(const scheduling::DateRange& dates) const {
    return scheduling::instants_around(zone, dates);
}

std::optional<Client> find_client(const Uuid& id) {
    pg::KeyLookup user(user_columns, id);
    if (!user.next()) return std::nullopt;
    return Client{id, scheduling::ServerZone(user.get<std::string_view>(1))};
}

std::optional<Client> find_visible_client(const Uuid& id) {
    using relationships::DataKind;
    if (!relationships::visible_clients().sees(id, DataKind::progress)) return std::nullopt;
    return find_client(id);
}

LocalDate require_date(pg::Date date, const char* argument) {
    constexpr std::int32_t start_of_1900 = -36524;
    constexpr std::int32_t end_of_9999 = 2921939;
    if (date.days < start_of_1900 || date.days > end_of_9999)
        throw Failure(Token::invalid_argument,
                      std::string(argument) + " must be a date in the years 1900 to 9999")
            .with("argument", argument);
    return scheduling::local_date_of(date);
}

scheduling::DateRange require_date_range(pg::Date from, pg::Date to) {
    const scheduling::DateRange dates{require_date(from, "from_date"), require_date(to, "to_date")};
    if (dates.first > dates.last)
        throw Failure(Token::invalid_argument, "to_date must not be before from_date")
            .with("argument", "to_date");
    return dates;
}

}  // namespace coaching::training
