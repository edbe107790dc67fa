// Public facts about a trainer's capacity: the same true numbers for every caller.

#include "pg/function.hpp"
#include "pg/statement.hpp"

namespace coaching::relationships {

namespace {

constinit pg::Query<std::int32_t(Uuid)> client_count{
    "SELECT active_clients FROM coaching.trainer_profiles WHERE trainer_id = $1"};
constinit pg::Query<bool(Uuid)> at_capacity{
    "SELECT coalesce(active_clients >= max_clients, false) FROM coaching.trainer_profiles "
    "WHERE trainer_id = $1"};

using OptionalInt = std::optional<std::int32_t>;
using CapacityRow = std::tuple<OptionalInt, OptionalInt, OptionalInt, std::optional<pg::Numeric>>;
constinit pg::Query<CapacityRow(Uuid)> capacity_of{
    "SELECT active_clients, max_clients, "
    // greatest() would pass over the NULL of an unlimited trainer.
    "CASE WHEN max_clients IS NOT NULL THEN greatest(max_clients - active_clients, 0) END, "
    "round(active_clients::numeric / nullif(max_clients, 0), 4) "
    "FROM coaching.trainer_profiles WHERE trainer_id = $1"};

std::int32_t get_trainer_client_count(Uuid trainer) {
    pg::AsOwner owner;
    return client_count.first(trainer).value_or(0);
}

std::optional<bool> is_trainer_at_capacity(Uuid trainer) {
    pg::AsOwner owner;
    return at_capacity.first(trainer);
}

CapacityRow trainer_capacity(Uuid trainer) {
    pg::AsOwner owner;
    return capacity_of.first(trainer).value_or(CapacityRow{});
}

}  // namespace

COACHING_FUNCTION(coaching_get_trainer_client_count, get_trainer_client_count);
COACHING_FUNCTION(coaching_is_trainer_at_capacity, is_trainer_at_capacity);
COACHING_FUNCTION(coaching_trainer_capacity, trainer_capacity);

}  // namespace coaching::relationships
