#include "calls.hpp"

#include <vector>

#include "draw.hpp"

namespace storm {

namespace {

std::vector<Kind> all_kinds() {
    std::vector<Kind> all;
    for (const auto kinds : {booking_kinds(), package_kinds(), relationship_kinds(),
                             request_kinds(), training_kinds(), house_kinds()})
        all.insert(all.end(), kinds.begin(), kinds.end());
    return all;
}

}  // namespace

Call random_call(const World& world, Journal& journal, Random& random) {
    static const std::vector<Kind> kinds = all_kinds();
    static const std::size_t total = [] {
        std::size_t sum = 0;
        for (const Kind& kind : kinds) sum += kind.weight;
        return sum;
    }();
    Draw draw{world, journal, random};
    std::size_t roll = below(random, total);
    for (const Kind& kind : kinds) {
        if (roll < kind.weight) return kind.make(draw);
        roll -= kind.weight;
    }
    return booking(draw);
}

World world_of(Connection& connection) {
    World world;
    const auto people = [&](const char* kind, int count) {
        std::vector<std::string> ids;
        for (const Row& row :
             connection.must(std::string("SELECT person('") + kind +
                             "', n) FROM generate_series(1, " + std::to_string(count) + ") n"))
            ids.push_back(row[0]);
        return ids;
    };
    world.admins = people("admin", 2);
    world.trainers = people("trainer", 4);
    world.clients = people("client", 24);
    world.candidates = people("candidate", 3);
    world.guests = people("guest", 150);
    for (const Row& row : connection.must(
             "SELECT trainer_id, client_id FROM coaching.trainer_clients WHERE status = 'active'"))
        world.pairs.emplace_back(row[0], row[1]);
    world.now = std::stol(
        connection.must("SELECT extract(epoch FROM date_trunc('hour', now()))::bigint")[0][0]);
    const auto there_is = [&](const char* function) {
        return !connection
                    .must(std::string("SELECT to_regprocedure('coaching.") + function + "')")[0][0]
                    .empty();
    };
    world.can_erase = there_is("erase_user(uuid, boolean)");
    world.can_export = there_is("export_user(uuid)");
    return world;
}

}  // namespace storm
