// LISTEN/NOTIFY.
#pragma once

namespace coaching::pg {

/// NOTIFY with an empty payload; listeners wake when the transaction commits.
void send_notify(const char* channel);

}  // namespace coaching::pg
