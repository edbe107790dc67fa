#include "dashboard/trainer_figures.hpp"

#include "pg/decimal.hpp"
#include "pg/key_lookup.hpp"
#include "pg/time.hpp"
#include "scheduling/booking_states.hpp"
#include "scheduling/server_time.hpp"

namespace coaching::dashboard {

namespace {

constinit pg::TableColumns profile_columns{"trainer_profiles", "trainer_profiles_pkey",
                                           "trainer_id",       "time_zone",
                                           "currency",         "active_clients"};
enum ProfileColumn { profile_zone = 1, profile_currency, profile_clients };

constinit pg::TableColumns session_columns{"bookings", "bookings_trainer_idx", "trainer_id",
                                           "session_date", "status"};
enum SessionColumn { session_date = 1, session_status };

constinit pg::TableColumns lot_columns{"client_packages",    "client_packages_trainer_idx",
                                       "trainer_id",         "client_id",
                                       "sessions_remaining", "status",
                                       "expires_at"};
// Partial: only active lots.
constinit pg::TableColumns pair_columns{"client_packages", "client_packages_lots_idx", "client_id",
                                        "trainer_id",      "sessions_remaining",       "status",
                                        "expires_at"};
enum LotColumn { lot_remaining = 2, lot_status, lot_expires_at };

constinit pg::TableColumns payment_columns{
    "package_payments", "package_payments_trainer_idx", "trainer_id", "paid_at", "kind", "amount",
    "currency"};
enum PaymentColumn { payment_paid_at = 1, payment_kind, payment_amount, payment_currency };

pg::Within<pg::Timestamp> instants_around(const Trainer& trainer, const DateRange& dates) {
    const scheduling::Interval range = scheduling::instants_around(trainer.zone, dates);
    return {scheduling::timestamp_of(range.start), scheduling::timestamp_of(range.end)};
}

LocalDate date_of(const Trainer& trainer, pg::Timestamp at) {
    return scheduling::date_at(trainer.zone, scheduling::instant_of(at));
}

void count_lot(const pg::KeyLookup& lot, Credits& credits) {
    if (lot.get<std::string_view>(lot_status) != "active") return;
    const auto expires_at = lot.get<std::optional<pg::Timestamp>>(lot_expires_at);
    if (expires_at && *expires_at <= pg::transaction_time()) return;
    ++credits.packages;
    credits.sessions += lot.get<std::int32_t>(lot_remaining);
}

}  // namespace

LocalDate Trainer::today() const { return date_of(*this, pg::transaction_time()); }

std::optional<Trainer> find_trainer(const Uuid& id) {
    pg::KeyLookup profile(profile_columns, id);
    if (!profile.next()) return std::nullopt;
    return Trainer{id, scheduling::ServerZone(profile.get<std::string_view>(profile_zone)),
                   profile.get<pg::Text>(profile_currency),
                   profile.get<std::int32_t>(profile_clients)};
}

SessionCounts& SessionCounts::operator+=(const SessionCounts& other) {
    today += other.today;
    this_week += other.this_week;
    this_month += other.this_month;
    return *this;
}

Credits& Credits::operator+=(const Credits& other) {
    packages += other.packages;
    sessions += other.sessions;
    return *this;
}

SessionCounts sessions_of(const Trainer& trainer, const Periods& periods) {
    SessionCounts counts;
    const auto times = instants_around(trainer, periods.all());
    for (pg::KeyLookup session(session_columns, trainer.id, times); session.next();) {
        pg::check_for_interrupts();
        if (!scheduling::takes_time(session.get<std::string_view>(session_status))) continue;
        const LocalDate date = date_of(trainer, session.get<pg::Timestamp>(session_date));
        counts.today += periods.today.contains(date) ? 1 : 0;
        counts.this_week += periods.week.contains(date) ? 1 : 0;
        counts.this_month += periods.month.contains(date) ? 1 : 0;
    }
    return counts;
}

std::int64_t upcoming_sessions_of(const Uuid& trainer) {
    std::int64_t count = 0;
    const pg::Within<pg::Timestamp> from_now{pg::transaction_time(), std::nullopt};
    for (pg::KeyLookup session(session_columns, trainer, from_now); session.next();) {
        pg::check_for_interrupts();
        count += scheduling::is_open(session.get<std::string_view>(session_status)) ? 1 : 0;
    }
    return count;
}

Credits credits_of(const Uuid& trainer) {
    Credits credits;
    for (pg::KeyLookup lot(lot_columns, trainer); lot.next();) {
        pg::check_for_interrupts();
        count_lot(lot, credits);
    }
    return credits;
}

Credits credits_between(const Uuid& trainer, const Uuid& client) {
    Credits credits;
    for (pg::KeyLookup lot(pair_columns, client, pg::Equals{trainer}); lot.next();) {
        pg::check_for_interrupts();
        count_lot(lot, credits);
    }
    return credits;
}

Revenue revenue_of(const Trainer& trainer, const DateRange& dates) {
    Revenue revenue;
    const auto times = instants_around(trainer, dates);
    for (pg::KeyLookup payment(payment_columns, trainer.id, times); payment.next();) {
        pg::check_for_interrupts();
        if (!dates.contains(date_of(trainer, payment.get<pg::Timestamp>(payment_paid_at))))
            continue;
        const std::int64_t amount = payment.get<pg::Decimal<2>>(payment_amount).units;
        const bool is_refund = payment.get<std::string_view>(payment_kind) == "refund";
        revenue[payment.get<pg::Text>(payment_currency)] += is_refund ? -amount : amount;
    }
    return revenue;
}

}  // namespace coaching::dashboard
