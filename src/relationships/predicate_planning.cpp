// The predicates as the planner sees them.
//
// can_access(client_id, data) is offered as the index condition
//
//     client_id = ANY (coaching.visible_ids(data))
//
// so that a trainer's query reads the rows of their clients and no others, however large the table.
// The condition asks for the ids when it runs, not when it is planned: a plan shared by several
// people (PostgREST prepares one statement for all of a role) is right for whoever runs it. Only
// the estimates look at the person planning.
//
// An admin is served best by a plain scan that does not even read the column: there the call
// becomes sees_everyone(), which has no arguments. That plan is an admin's alone, so it is dropped
// as soon as the session's identity changes; and should the admin lose the role meanwhile,
// sees_everyone() does not answer for somebody it cannot see but fails with 40001, and the next try
// is planned anew.

#include "pg/planner.hpp"
#include "relationships/visibility.hpp"

namespace coaching::relationships {

namespace {

using pg::planner::IndexRequest;
using pg::planner::SelectivityRequest;
using pg::planner::SimplifyRequest;

/// Not for a trusted caller: SET ROLE changes who that is without a word to us.
void simplify_for_admin(SimplifyRequest& request) {
    if (visible_clients().everyone() && visible_clients().self())
        request.answer_until_settings_change("coaching", "sees_everyone");
}

/// An unknown word must go on to be an error.
void simplify_known_data(SimplifyRequest& request) {
    const auto word = request.constant_text(1);
    if (word && parse_data_kind(*word)) simplify_for_admin(request);
}

/// `visible` of the column's different values pass.
void answer_fraction(SelectivityRequest& request, std::size_t visible) {
    const double distinct = std::max(request.distinct_values(0), 1.0);
    request.answer(std::min(static_cast<double>(visible) / distinct, 1.0));
}

void all_pass(SelectivityRequest& request) { request.answer(1.0); }

void can_access_selectivity(SelectivityRequest& request) {
    if (visible_clients().everyone()) return all_pass(request);
    const auto word = request.constant_text(1);
    const auto kind = word ? parse_data_kind(*word) : std::nullopt;
    answer_fraction(request, visible_clients().count(kind.value_or(DataKind::profile)));
}

void can_access_index(IndexRequest& request) {
    if (!visible_clients().everyone()) request.answer_any_of("coaching", "visible_ids", 1);
}

void is_self_selectivity(SelectivityRequest& request) {
    if (visible_clients().everyone()) return all_pass(request);
    answer_fraction(request, visible_clients().self() ? 1 : 0);
}

void is_self_index(IndexRequest& request) {
    if (!visible_clients().everyone()) request.answer_any_of("coaching", "visible_ids", "self");
}

void knows_selectivity(SelectivityRequest& request) {
    if (known_people().everyone()) return all_pass(request);
    answer_fraction(request, known_people().ids().size());
}

void knows_index(IndexRequest& request) {
    if (!known_people().everyone()) request.answer_any_of("coaching", "visible_ids", "known");
}

using pg::planner::PredicateSupport;
constexpr PredicateSupport can_access_support{simplify_known_data, can_access_selectivity,
                                              can_access_index};
constexpr PredicateSupport is_self_support{simplify_for_admin, is_self_selectivity, is_self_index};
constexpr PredicateSupport knows_support{simplify_for_admin, knows_selectivity, knows_index};
constexpr PredicateSupport sees_everyone_support{nullptr, all_pass, nullptr};

}  // namespace

COACHING_PREDICATE_SUPPORT(coaching_can_access_support, can_access_support);
COACHING_PREDICATE_SUPPORT(coaching_is_self_support, is_self_support);
COACHING_PREDICATE_SUPPORT(coaching_knows_support, knows_support);
COACHING_PREDICATE_SUPPORT(coaching_sees_everyone_support, sees_everyone_support);

}  // namespace coaching::relationships
