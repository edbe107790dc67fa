#include "identity/new_id.hpp"

#include "identity/uuid7.hpp"
#include "pg/function.hpp"
#include "pg/random.hpp"
#include "pg/time.hpp"

namespace coaching::identity {

namespace {

/// None once it was asked for.
Uuid newest;

}  // namespace

Uuid new_id() {
    static Uuid7Generator generator;
    return newest = generator.next(pg::unix_nanoseconds(), pg::random_bits());
}

bool is_unused_id(const Uuid& id) {
    if (id != newest) return false;
    newest = Uuid();
    return true;
}

COACHING_FUNCTION(coaching_new_id, new_id);

}  // namespace coaching::identity
