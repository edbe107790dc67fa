// The predicates as the planner sees them.
//
// can_access(client_id, data) is offered as the index condition
//
//     client_id = ANY (coaching.visible_ids(data))
//
// so that a trainer's query reads the rows of their clients and no others, however large the table.
// The condition asks for the ids when it runs, not when it is planned: a plan shared by several
// people (PostgREST prepares one statement for all of a role) is right for whoever runs it. Only
// the estimates look at the person planning. Whoever sees everyone is offered no condition, since a
// plain scan serves them best.

#include "pg/planner.hpp"
#include "relationships/visibility.hpp"

namespace coaching::relationships {

namespace {

using pg::planner::IndexRequest;
using pg::planner::SelectivityRequest;

/// `visible` of the column's different values pass.
bool answer_fraction(SelectivityRequest& request, std::size_t visible) {
    const double distinct = std::max(request.distinct_values(0), 1.0);
    request.answer(std::min(static_cast<double>(visible) / distinct, 1.0));
    return true;
}

bool answer_all(SelectivityRequest& request) {
    request.answer(1.0);
    return true;
}

bool can_access_selectivity(SelectivityRequest& request) {
    if (visible_clients().everyone()) return answer_all(request);
    const auto word = request.constant_text(1);
    const auto kind = word ? parse_data_kind(*word) : std::nullopt;
    return answer_fraction(request, visible_clients().count(kind.value_or(DataKind::profile)));
}

void can_access_index(IndexRequest& request) {
    if (!visible_clients().everyone()) request.answer_any_of("coaching", "visible_ids", 1);
}

bool is_self_selectivity(SelectivityRequest& request) {
    if (visible_clients().everyone()) return answer_all(request);
    return answer_fraction(request, visible_clients().self() ? 1 : 0);
}

void is_self_index(IndexRequest& request) {
    if (!visible_clients().everyone()) request.answer_any_of("coaching", "visible_ids", "self");
}

bool knows_selectivity(SelectivityRequest& request) {
    if (known_people().everyone()) return answer_all(request);
    return answer_fraction(request, known_people().ids().size());
}

void knows_index(IndexRequest& request) {
    if (!known_people().everyone()) request.answer_any_of("coaching", "visible_ids", "known");
}

}  // namespace

COACHING_PREDICATE_SUPPORT(coaching_can_access_support, can_access_selectivity, can_access_index);
COACHING_PREDICATE_SUPPORT(coaching_is_self_support, is_self_selectivity, is_self_index);
COACHING_PREDICATE_SUPPORT(coaching_knows_support, knows_selectivity, knows_index);

}  // namespace coaching::relationships
