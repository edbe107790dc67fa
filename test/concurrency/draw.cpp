#include "draw.hpp"

namespace storm {

std::string read_booking(const std::string& id) {
    return std::string("; SELECT ") + booking_columns +
           " FROM coaching.bookings WHERE id = " + quoted(id);
}

std::string read_after(const std::string& ids) {
    return "SELECT set_config('storm.ids', coalesce((" + ids + ")::text, ''), true); SELECT " +
           booking_columns +
           " FROM coaching.bookings "
           "WHERE id = ANY (string_to_array(current_setting('storm.ids'), ',')::uuid[])";
}

std::string time_at(long seconds) { return "to_timestamp(" + std::to_string(seconds) + ")"; }

}  // namespace storm
