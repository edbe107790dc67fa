// The life of a lot of credits, and of a booking's credit in the ledger. An empty `from` is nothing
// yet.
#pragma once

#include "relationships/sides.hpp"

namespace coaching::packages {

/// client_packages.status: follows from the ledger, but for the refund.
inline constexpr Move lot_moves[] = {
    {"", "active", Actor::trainer | relationships::the_house},
    {"active", "exhausted", Actor::system},
    {"exhausted", "active", Actor::system},
    {"active", "expired", Actor::system},
    {"exhausted", "expired", Actor::system},
    {"active", "refunded", Actor::trainer | relationships::the_house},
    {"exhausted", "refunded", Actor::trainer | relationships::the_house},
};

constexpr bool is_final(std::string_view status) {
    return status == "expired" || status == "refunded";
}

/// package_ledger.kind of one booking: what may follow what. A waived late cancellation gives the
/// forfeited credit back.
inline constexpr Move booking_entries[] = {
    {"", "reserve", relationships::the_house},
    {"reserve", "consume", relationships::the_house},
    {"reserve", "refund", relationships::the_house},
    {"reserve", "forfeit", relationships::the_house},
    {"forfeit", "refund", relationships::the_house},
};

constexpr bool is_about_booking(std::string_view kind) {
    return kind == "reserve" || kind == "refund" || kind == "consume" || kind == "forfeit";
}

/// What the extension alone writes, when a lot is sold, moved or over.
constexpr bool is_about_lot(std::string_view kind) {
    return kind == "purchase" || kind == "transfer" || kind == "expire";
}

}  // namespace coaching::packages
