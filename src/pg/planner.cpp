#include "pg/planner.hpp"

#include "pg/setting.hpp"

extern "C" {
#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_collation.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "utils/inval.h"
#include "utils/selfuncs.h"
}

namespace coaching::pg::planner {

namespace {

std::optional<std::string_view> constant_text_of(const List* arguments, int number) {
    if (number >= list_length(arguments)) return std::nullopt;
    const auto* node = static_cast<const Node*>(list_nth(arguments, number));
    if (!IsA(node, Const)) return std::nullopt;
    const auto* constant = reinterpret_cast<const Const*>(node);
    if (constant->constisnull || constant->consttype != TEXTOID) return std::nullopt;
    return Type<std::string_view>::from(constant->constvalue);
}

/// Arguments of the call, where the clause is a plain call.
const List* call_arguments(const Node* clause) {
    return clause != nullptr && IsA(clause, FuncExpr)
               ? reinterpret_cast<const FuncExpr*>(clause)->args
               : nullptr;
}

}  // namespace

std::optional<std::string_view> SelectivityRequest::constant_text(int argument) const {
    return constant_text_of(request_->args, argument);
}

double SelectivityRequest::distinct_values(int argument) const {
    return guarded([&] {
        VariableStatData statistics;
        examine_variable(request_->root, static_cast<Node*>(list_nth(request_->args, argument)),
                         request_->varRelid, &statistics);
        bool is_default = false;
        const double distinct = get_variable_numdistinct(&statistics, &is_default);
        ReleaseVariableStats(statistics);
        return distinct;
    });
}

std::optional<std::string_view> IndexRequest::constant_text(int argument) const {
    return constant_text_of(call_arguments(request_->node), argument);
}

bool IndexRequest::finds_many_uuids() const {
    const IndexOptInfo* index = request_->index;
    return request_->indexarg == 0 && call_arguments(request_->node) != nullptr &&
           index->amsearcharray && index->relam == BTREE_AM_OID &&
           index->opcintype[request_->indexcol] == UUIDOID;
}

void IndexRequest::answer_any_of(const char* schema, const char* function, int argument) {
    answer(schema, function,
           static_cast<Node*>(list_nth(call_arguments(request_->node), argument)));
}

void IndexRequest::answer_any_of(const char* schema, const char* function,
                                 std::string_view argument) {
    const Datum text = Type<std::string_view>::to(argument);
    answer(schema, function, guarded([&] {
               return reinterpret_cast<Node*>(
                   makeConst(TEXTOID, -1, DEFAULT_COLLATION_OID, -1, text, false, false));
           }));
}

void IndexRequest::answer(const char* schema, const char* function, Node* argument) {
    SupportRequestIndexCondition* request = request_;
    conditions_ = guarded([&]() -> List* {
        if (!is_pseudo_constant_for_index(request->root, argument, request->index)) return nullptr;
        const Oid types[] = {TEXTOID};
        const Oid ids = LookupFuncName(
            list_make2(makeString(pstrdup(schema)), makeString(pstrdup(function))), 1, types, true);
        const Oid equal = get_opfamily_member(request->index->opfamily[request->indexcol], UUIDOID,
                                              UUIDOID, BTEqualStrategyNumber);
        if (!OidIsValid(ids) || !OidIsValid(equal)) return nullptr;
        auto* call = reinterpret_cast<FuncExpr*>(request->node);
        auto* column = static_cast<Node*>(linitial(call->args));
        FuncExpr* any_of = makeFuncExpr(ids, UUIDARRAYOID, list_make1(copyObjectImpl(argument)),
                                        InvalidOid, DEFAULT_COLLATION_OID, COERCE_EXPLICIT_CALL);
        ScalarArrayOpExpr* condition = makeNode(ScalarArrayOpExpr);
        condition->opno = equal;
        condition->opfuncid = get_opcode(equal);
        condition->useOr = true;
        condition->inputcollid = InvalidOid;
        condition->args = list_make2(copyObjectImpl(column), any_of);
        condition->location = -1;
        request->lossy = true;
        return list_make1(condition);
    });
}

namespace {

/// Plans that depend on a function are found by its place in the function cache. Kept from when the
/// planner was asked, since a change of a setting is no time for looking anything up.
struct {
    bool any = false;
    std::uint32_t place = 0;
} simplified;

}  // namespace

void forget_simplified_plans() {
    if (!simplified.any) return;
    simplified.any = false;
    CallSyscacheCallbacks(PROCOID, simplified.place);
}

std::optional<std::string_view> SimplifyRequest::constant_text(int argument) const {
    return constant_text_of(request_->fcall->args, argument);
}

void SimplifyRequest::answer_until_settings_change(const char* schema, const char* function) {
    if (request_->root == nullptr || !when_watched_settings_change(forget_simplified_plans)) return;
    replacement_ = guarded([&]() -> Node* {
        const Oid target =
            LookupFuncName(list_make2(makeString(pstrdup(schema)), makeString(pstrdup(function))),
                           0, nullptr, true);
        if (!OidIsValid(target)) return nullptr;
        simplified.any = true;
        simplified.place = GetSysCacheHashValue1(PROCOID, ObjectIdGetDatum(target));
        return reinterpret_cast<Node*>(
            makeFuncExpr(target, BOOLOID, NIL, InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL));
    });
}

namespace detail {

Datum call_support(FunctionCallInfo fcinfo, const PredicateSupport& support) {
    return boundary([&]() -> Datum {
        // Answers look at the session through a snapshot; without one we offer nothing.
        if (!ActiveSnapshotSet()) return 0;
        auto* request = reinterpret_cast<Node*>(DatumGetPointer(fcinfo->args[0].value));
        if (IsA(request, SupportRequestSimplify) && support.simplify != nullptr) {
            SimplifyRequest question(reinterpret_cast<SupportRequestSimplify*>(request));
            support.simplify(question);
            return PointerGetDatum(question.replacement());
        }
        if (IsA(request, SupportRequestSelectivity) && support.selectivity != nullptr) {
            SelectivityRequest question(reinterpret_cast<SupportRequestSelectivity*>(request));
            support.selectivity(question);
            return PointerGetDatum(request);
        }
        if (IsA(request, SupportRequestIndexCondition) && support.index != nullptr) {
            IndexRequest question(reinterpret_cast<SupportRequestIndexCondition*>(request));
            if (question.finds_many_uuids()) support.index(question);
            return PointerGetDatum(question.conditions());
        }
        return 0;
    });
}

}  // namespace detail

}  // namespace coaching::pg::planner
