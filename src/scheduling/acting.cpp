#include "scheduling/acting.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "relationships/moves.hpp"

namespace coaching::scheduling {

namespace {

/// `stranger` while no function works for anybody.
Actor acting = Actor::stranger;

}  // namespace

ActingAs::ActingAs(Actor actor) noexcept : before_(acting) { acting = actor; }
ActingAs::~ActingAs() { acting = before_; }

Actor actor_for(const Uuid& client, const Uuid& trainer) {
    return acting != Actor::stranger ? acting : relationships::actor_between(client, trainer);
}

Actor require_actor(const Uuid& client, const Uuid& trainer) {
    identity::require_user_or_house();
    const Actor actor = actor_for(client, trainer);
    if (actor == Actor::stranger)
        throw Failure(Token::permission_denied, "only the two people and admins may do that");
    return actor;
}

}  // namespace coaching::scheduling
