#include "matching/house_weights.hpp"

#include "pg/table_scan.hpp"

namespace coaching::matching {

namespace {

constinit pg::TableColumns weight_columns{"match_weights", "match_weights_pkey", "factor",
                                          "weight"};

}  // namespace

Weights weights_in_force() {
    Weights weights = default_weights;
    for (pg::TableScan row(weight_columns); row.next();)
        if (const auto factor = parse_factor(row.get<std::string_view>(0)))
            weights[place_of(*factor)] = row.get<double>(1);
    return weights;
}

}  // namespace coaching::matching
