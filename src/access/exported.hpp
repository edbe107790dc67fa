// What export_user cannot learn from foreign keys.
#pragma once

namespace coaching::access {

void declare_exported();

}  // namespace coaching::access
