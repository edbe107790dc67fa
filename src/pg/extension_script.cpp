#include "pg/extension_script.hpp"

#include "pg/guard.hpp"

extern "C" {
#include "commands/extension.h"
}

namespace coaching::pg {

bool in_extension_script() { return creating_extension; }

bool is_by_this_transaction(std::int64_t writer) {
    return guarded([writer] {
        return TransactionIdIsCurrentTransactionId(static_cast<TransactionId>(writer));
    });
}

}  // namespace coaching::pg
