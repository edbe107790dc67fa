#include "identity/response_headers.hpp"

#include "pg/setting.hpp"

namespace coaching::identity {

/// PostgREST reads response headers from this setting: a JSON array of one-key objects.
void add_response_headers(const std::string& headers) {
    std::string present = pg::setting_value("response.headers");
    const std::size_t end = present.find_last_of(']');
    if (end == std::string::npos)
        present = "[" + headers + "]";
    else if (present.find('{') == std::string::npos)
        present.replace(end, 1, headers + "]");
    else
        present.replace(end, 1, ", " + headers + "]");
    pg::set_for_transaction("response.headers", present);
}

}  // namespace coaching::identity
