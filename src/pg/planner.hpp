// What the planner asks a support function, typed. The questions and their answers are described in
// the server's nodes/supportnodes.h.
#pragma once

#include "pg/function.hpp"

extern "C" {
#include "nodes/supportnodes.h"
}

namespace coaching::pg::planner {

/// "What fraction of rows will pass this boolean function?"
class SelectivityRequest {
public:
    explicit SelectivityRequest(SupportRequestSelectivity* request) : request_(request) {}

    /// The constant text given as an argument, if it is one.
    std::optional<std::string_view> constant_text(int argument) const;

    /// How many different values the argument takes, by the table's statistics.
    double distinct_values(int argument) const;

    void answer(double fraction) { request_->selectivity = fraction; }

private:
    SupportRequestSelectivity* request_;
};

/// "Can a condition on an index stand for this function call?"
class IndexRequest {
public:
    explicit IndexRequest(SupportRequestIndexCondition* request) : request_(request) {}

    std::optional<std::string_view> constant_text(int argument) const;

    /// True when the call's argument 0 is an indexed uuid column of an index that can look up many
    /// values at once.
    bool finds_many_uuids() const;

    /// Answers "column = ANY (function(argument))", to be rechecked by the call itself. `argument`
    /// is the call's own text argument of that number, or a constant.
    /// Does nothing where the argument is not the same for all rows, or there is no such function.
    void answer_any_of(const char* schema, const char* function, int argument);
    void answer_any_of(const char* schema, const char* function, std::string_view argument);

    /// The answer for the planner: a list of conditions, or nothing.
    List* conditions() const { return conditions_; }

private:
    void answer(const char* schema, const char* function, Node* argument);

    SupportRequestIndexCondition* request_;
    List* conditions_ = nullptr;
};

/// "Is there a simpler expression for this call?"
class SimplifyRequest {
public:
    explicit SimplifyRequest(SupportRequestSimplify* request) : request_(request) {}

    std::optional<std::string_view> constant_text(int argument) const;

    /// Answers with a call of a function without arguments, right only while the watched settings
    /// stay as they are: when one changes, every kept plan with that call in it is planned anew.
    /// Does nothing outside the planning of a statement.
    void answer_until_settings_change(const char* schema, const char* function);

    Node* replacement() const { return replacement_; }

private:
    SupportRequestSimplify* request_;
    Node* replacement_ = nullptr;
};

/// Makes every kept plan that answer_until_settings_change went into be planned anew.
void forget_simplified_plans();

/// The three questions about a predicate; a null pointer leaves one to the planner's defaults.
struct PredicateSupport {
    void (*simplify)(SimplifyRequest&);
    void (*selectivity)(SelectivityRequest&);
    void (*index)(IndexRequest&);
};

namespace detail {
Datum call_support(FunctionCallInfo fcinfo, const PredicateSupport& support);
}

}  // namespace coaching::pg::planner

#define COACHING_PREDICATE_SUPPORT(symbol, support)                            \
    COACHING_ENTRY(symbol)                                                     \
    Datum symbol(PG_FUNCTION_ARGS) {                                           \
        return ::coaching::pg::planner::detail::call_support(fcinfo, support); \
    }                                                                          \
    static_assert(true)
