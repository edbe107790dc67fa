#include "relationships/fit_parties.hpp"

#include "base/failure.hpp"
#include "pg/key_lookup.hpp"
#include "pg/latest_view.hpp"

namespace coaching::relationships {

namespace {

constinit pg::TableColumns user_columns{"users", "users_pkey", "id", "deactivated_at"};
constinit pg::TableColumns profile_columns{"trainer_profiles", "trainer_profiles_pkey",
                                           "trainer_id", "is_active"};

/// Nothing for somebody unknown.
std::optional<bool> is_active_user(const Uuid& user) {
    pg::KeyLookup row(user_columns, user);
    if (!row.next()) return std::nullopt;
    return row.is_null(1);
}

}  // namespace

void require_fit_client(const Uuid& client) {
    const pg::LatestView latest;
    const std::optional<bool> is_active = is_active_user(client);
    if (!is_active) throw Failure(Token::not_found, "there is no such client");
    if (!*is_active) throw Failure(Token::relationship_error, "the client is deactivated");
}

void require_fit_parties(const Uuid& client, const Uuid& trainer) {
    require_fit_client(client);
    const pg::LatestView latest;
    pg::KeyLookup profile(profile_columns, trainer);
    if (!profile.next()) throw Failure(Token::not_found, "there is no such trainer");
    if (!profile.get<bool>(1) || !is_active_user(trainer).value_or(false))
        throw Failure(Token::relationship_error, "the trainer is not active");
}

}  // namespace coaching::relationships
