#include "access/exported.hpp"

#include "identity/exported.hpp"

namespace coaching::access {

void declare_exported() {
    using identity::PersonKey;
    // It has no foreign keys, so that it outlives what it tells of.
    identity::declare_person_column("audit_log", "actor", PersonKey::id);
    identity::declare_person_column("audit_log", "client_id", PersonKey::id);
    identity::declare_person_column("audit_log", "trainer_id", PersonKey::id);
    identity::declare_person_column("audit_log", "row_id", PersonKey::id_as_text);
    // Sent to an address, whether anybody has it yet or not.
    identity::declare_person_column("client_invitations", "target_email_key", PersonKey::email);
    // Whoever has it could try tokens against it.
    identity::declare_secret_column("calendar_tokens", "token_hash");
}

}  // namespace coaching::access
