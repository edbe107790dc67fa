#include "transfer/report.hpp"

#include <algorithm>

#include "base/json_object.hpp"
#include "pg/json.hpp"
#include "pg/statement.hpp"

namespace coaching::transfer {

namespace {

using scheduling::Rebooked;
using scheduling::Rebooking;

constinit pg::Query<pg::Text(pg::Timestamp)> print_iso_8601{
    "SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"};

using OptionalTime = std::optional<pg::Timestamp>;

std::optional<pg::Text> iso_8601(OptionalTime time) {
    return time ? std::optional(print_iso_8601.one(*time)) : std::nullopt;
}

std::string_view name_of(Rebooked outcome) {
    switch (outcome) {
        case Rebooked::moved: return "moved";
        case Rebooked::rescheduled: return "rescheduled";
        default: return "cancelled";
    }
}

std::string json_of(const Rebooking& booking) {
    std::optional<std::string_view> code;
    std::optional<std::string_view> message;
    if (booking.why) {
        code = booking.why->code();
        message = booking.why->message;
    }
    JsonObject json;
    json.add("booking_id", booking.booking).add("outcome", name_of(booking.outcome));
    if (booking.new_booking) json.add("new_booking_id", *booking.new_booking);
    json.add("from", iso_8601(booking.from))
        .add("to", iso_8601(booking.to))
        .add("code", code)
        .add("message", message);
    return json.text();
}

std::string json_of(const std::optional<training::HandedPlan>& plan) {
    if (!plan) return "null";
    return JsonObject()
        .add("plan_id", plan->plan)
        .add("outcome", plan->moved ? std::string_view("moved") : std::string_view("completed"))
        .text();
}

}  // namespace

std::int32_t Report::bookings_that_were(Rebooked outcome) const {
    return static_cast<std::int32_t>(
        std::count_if(bookings.begin(), bookings.end(),
                      [&](const Rebooking& one) { return one.outcome == outcome; }));
}

pg::Json Report::details() const {
    std::string list = "[";
    for (const Rebooking& booking : bookings) {
        if (list.size() > 1) list += ", ";
        list += json_of(booking);
    }
    const std::string two =
        JsonObject().add("from", relationships.ending).add("to", relationships.lasting).text();
    return pg::json_from_text(JsonObject()
                                  .add_json("relationships", two)
                                  .add_json("plan", json_of(plan))
                                  .add_json("bookings", list + ']')
                                  .text());
}

}  // namespace coaching::transfer
