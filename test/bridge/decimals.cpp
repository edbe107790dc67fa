// Numerics as whole numbers of their smallest unit.

#include "pg/decimal.hpp"
#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::bridge_test {

namespace {

std::optional<std::int64_t> units_of(pg::Numeric value, int decimals) {
    return pg::units_of(value, decimals);
}

pg::Numeric numeric_of(std::int64_t high, std::int64_t low, int decimals) {
    return pg::numeric_of(__int128{high} * 1'000'000'000'000'000'000 + low, decimals);
}

pg::Decimal<3> there_and_back(pg::Decimal<3> value) { return value; }

constinit pg::Query<std::optional<pg::Decimal<3>>()> stored{
    "SELECT weight FROM public.weights ORDER BY id"};

/// Sums what lies in rows, where values have short headers.
std::int64_t sum_of_weights() {
    std::int64_t sum = 0;
    stored.each([&](std::optional<pg::Decimal<3>> weight) { sum += weight ? weight->units : 0; });
    return sum;
}

}  // namespace

COACHING_FUNCTION(bridge_units_of, units_of);
COACHING_FUNCTION(bridge_numeric_of, numeric_of);
COACHING_FUNCTION(bridge_decimal, there_and_back);
COACHING_FUNCTION(bridge_sum_of_weights, sum_of_weights);

}  // namespace coaching::bridge_test
