#include "pg/listen.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "commands/async.h"
}

namespace coaching::pg {

void send_notify(const char* channel) {
    guarded([&] { Async_Notify(channel, ""); });
}

}  // namespace coaching::pg
