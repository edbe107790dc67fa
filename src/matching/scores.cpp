// How well two people fit, as a number and explained; and the number on a request.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "matching/house_weights.hpp"
#include "matching/pair.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/security.hpp"
#include "pg/trigger.hpp"
#include "relationships/visibility.hpp"

namespace coaching::matching {

namespace {

/// A client asks about themselves, admins about everybody, and a trainer about themselves with
/// clients whose profile they may read: by changing their own profile and asking again, a trainer
/// learns budget, place and hours from the number alone. Of who has asked, the number stands on the
/// request.
void require_may_ask(const Uuid& client, const Uuid& trainer) {
    if (client == trainer) throw Failure(Token::invalid_argument, "nobody is their own trainer");
    const identity::Caller& who = identity::caller();
    if (who.administers()) return;
    if (who.active && who.is(client)) return;
    if (who.active && who.is(trainer) &&
        relationships::visible_clients().sees(client, relationships::DataKind::profile))
        return;
    throw Failure(Token::permission_denied,
                  "only the client, the trainer in question and admins may ask how they fit");
}

/// What the caller could not read in trainer_profiles is not told here either.
void require_visible(const Pair& pair, const Uuid& trainer) {
    if (pair.is_public() || identity::caller().administers()) return;
    if (!relationships::known_people().knows(trainer))
        throw Failure(Token::not_found, "there is no such trainer");
}

std::int32_t match_score(Uuid client, Uuid trainer) {
    require_may_ask(client, trainer);
    const Pair pair(client, trainer);
    require_visible(pair, trainer);
    return tally_of(pair.similarities(), weights_in_force()).score();
}

using BreakdownRow = std::tuple<pg::Text, std::optional<double>, std::optional<double>,
                                std::int32_t, pg::Text, pg::Json, pg::Text>;

BreakdownRow breakdown_row(std::string_view factor, const Similarity& similarity,
                           std::optional<double> weight, int points, const Explanation& because) {
    return {pg::Text(factor),
            similarity,
            weight,
            points,
            pg::Text(because.code),
            pg::json_from_text(because.params),
            pg::Text(because.message)};
}

pg::Rows<BreakdownRow> match_breakdown(Uuid client, Uuid trainer) {
    require_may_ask(client, trainer);
    const Pair pair(client, trainer);
    require_visible(pair, trainer);
    const Weights weights = weights_in_force();
    const Similarities similarities = pair.similarities();
    const auto points = points_of(similarities, weights);
    pg::Rows<BreakdownRow> rows;
    for (std::size_t i = 0; i < factor_count; ++i)
        rows.push_back(breakdown_row(factor_names[i], similarities[i], weights[i], points[i],
                                     explain(static_cast<Factor>(i), pair.evidence())));
    for (const Exclusion reason : pair.exclusions())
        rows.push_back(breakdown_row("exclusion", std::nullopt, std::nullopt, 0,
                                     explain(reason, pair.evidence().wish, pair.evidence().offer)));
    return rows;
}

/// The BEFORE trigger of connection_requests, after the one that judges: who asks whom is settled.
/// A trusted caller who brings requests from elsewhere brings their numbers along.
pg::TriggerResult score_request(pg::TriggerCall& call) {
    if (pg::restoring()) return call.pass();
    pg::NewRow row = call.new_row();
    if (!row.is_null("match_percentage")) return call.pass();
    row.set("match_percentage", static_cast<std::int32_t>(score_of(row.get<Uuid>("from_user_id"),
                                                                   row.get<Uuid>("to_user_id"))));
    return row;
}

}  // namespace

COACHING_FUNCTION(coaching_match_score, match_score);
COACHING_FUNCTION(coaching_match_breakdown, match_breakdown);
COACHING_TRIGGER(coaching_score_request, score_request);

}  // namespace coaching::matching
