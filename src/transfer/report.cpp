#include "transfer/report.hpp"

#include <algorithm>

#include "pg/json.hpp"
#include "pg/statement.hpp"

namespace coaching::transfer {

namespace {

using scheduling::Rebooked;
using scheduling::Rebooking;

constinit pg::Query<pg::Text(pg::Timestamp)> as_iso_8601{
    "SELECT to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"};

/// The fields of one JSON object.
class Object {
public:
    Object& add(std::string_view name, std::string_view text) {
        begin(name);
        append_json_string(json_, text);
        return *this;
    }
    Object& add(std::string_view name, const Uuid& id) { return add(name, id.text()); }
    Object& add(std::string_view name, pg::Timestamp time) {
        return add(name, std::string_view(as_iso_8601.one(time)));
    }
    template <class T>
    Object& add(std::string_view name, const std::optional<T>& value) {
        return value ? add(name, *value) : add_json(name, "null");
    }
    Object& add_json(std::string_view name, std::string_view json) {
        begin(name);
        json_ += json;
        return *this;
    }

    std::string text() const { return json_ + '}'; }

private:
    void begin(std::string_view name) {
        if (json_.size() > 1) json_ += ", ";
        append_json_string(json_, name);
        json_ += ": ";
    }

    std::string json_ = "{";
};

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
    Object json;
    json.add("booking_id", booking.booking).add("outcome", name_of(booking.outcome));
    if (booking.new_booking) json.add("new_booking_id", *booking.new_booking);
    json.add("from", booking.from).add("to", booking.to).add("code", code).add("message", message);
    return json.text();
}

std::string json_of(const std::optional<training::HandedPlan>& plan) {
    if (!plan) return "null";
    return Object()
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
        Object().add("from", relationships.ending).add("to", relationships.lasting).text();
    return pg::json_from_text(Object()
                                  .add_json("relationships", two)
                                  .add_json("plan", json_of(plan))
                                  .add_json("bookings", list + ']')
                                  .text());
}

}  // namespace coaching::transfer
