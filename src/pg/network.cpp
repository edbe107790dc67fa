#include "pg/network.hpp"

#include <arpa/inet.h>

extern "C" {
#include "utils/fmgrprotos.h"
}

namespace coaching::pg {

std::optional<Inet> parse_address(std::string text) {
    text.erase(0, text.find_first_not_of(' '));
    text.erase(text.find_last_not_of(' ') + 1);
    // Asked first, since inet_in answers anything else with an error.
    unsigned char bytes[sizeof(in6_addr)];
    const char* address = text.c_str();
    if (inet_pton(AF_INET, address, bytes) != 1 && inet_pton(AF_INET6, address, bytes) != 1)
        return std::nullopt;
    return Inet{guarded([&] { return DirectFunctionCall1(inet_in, CStringGetDatum(address)); })};
}

}  // namespace coaching::pg
