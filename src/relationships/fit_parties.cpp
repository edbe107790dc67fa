#include "relationships/fit_parties.hpp"

#include "base/failure.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

constinit pg::Check<bool(Uuid)> client_is_active{
    "SELECT deactivated_at IS NULL FROM coaching.users WHERE id = $1"};
constinit pg::Check<bool(Uuid)> trainer_is_active{
    "SELECT p.is_active AND u.deactivated_at IS NULL FROM coaching.trainer_profiles p "
    "JOIN coaching.users u ON u.id = p.trainer_id WHERE p.trainer_id = $1"};

}  // namespace

void require_fit_client(const Uuid& client) {
    pg::AsOwner owner;
    const std::optional<bool> is_active = client_is_active.first(client);
    if (!is_active) throw Failure(Token::not_found, "there is no such client");
    if (!*is_active) throw Failure(Token::relationship_error, "the client is deactivated");
}

void require_fit_parties(const Uuid& client, const Uuid& trainer) {
    require_fit_client(client);
    pg::AsOwner owner;
    const std::optional<bool> is_active = trainer_is_active.first(trainer);
    if (!is_active) throw Failure(Token::not_found, "there is no such trainer");
    if (!*is_active) throw Failure(Token::relationship_error, "the trainer is not active");
}

}  // namespace coaching::relationships
