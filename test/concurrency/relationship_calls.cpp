// Relationships: begun, paused, ended, blocked, handed over, and what clients allow in them.

#include "draw.hpp"

namespace storm {

namespace {

Call change_relationship(Draw& draw, const char* name, const char* from, const char* to) {
    const auto [trainer, client] = draw.parting_pair();
    return {name, draw.someone(trainer, client),
            std::string("UPDATE coaching.trainer_clients SET status = '") + to +
                "' WHERE trainer_id = " + quoted(trainer) + " AND client_id = " + quoted(client) +
                " AND status IN (" + from + ")"};
}
Call pause(Draw& draw) {
    return change_relationship(draw, "a relationship paused", "'active'", "paused");
}
Call resume(Draw& draw) {
    Call call = change_relationship(draw, "a relationship resumed", "'paused'", "active");
    call.actor = draw.one_of(draw.world.admins);
    return call;
}
Call end(Draw& draw) {
    if (draw.sometimes(0.5))
        return change_relationship(draw, "a relationship ended", "'active', 'paused'",
                                   "terminated");
    const auto [trainer, client] = draw.parting_pair();
    return {"remove_connection", client,
            "SELECT coaching.remove_connection(" + quoted(trainer) + ")"};
}
Call assign(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    return {"assign_trainer", draw.one_of(draw.world.admins),
            "SELECT coaching.assign_trainer(" + quoted(client) + ", " + quoted(trainer) + ")"};
}
Call block(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    const bool by_client = draw.sometimes(0.5);
    return {"block_user", by_client ? client : trainer,
            "SELECT coaching.block_user(" + quoted(by_client ? trainer : client) + ")"};
}
Call unblock(Draw& draw) {
    return {"a block lifted", draw.one_of(draw.world.admins),
            "DELETE FROM coaching.user_blocks "
            "WHERE id = (SELECT id FROM coaching.user_blocks ORDER BY random() LIMIT 1)"};
}

/// Away from a trainer the client began with, or back. Packages go along, so that every session
/// that moves stays the booking it is. By an admin, who sees them afterwards as well.
Call transfer(Draw& draw) {
    const auto [trainer, client] = draw.parting_pair();
    const std::string& other = draw.one_of(draw.world.trainers);
    const bool away = draw.sometimes(0.4);
    const std::string& from = away ? trainer : other;
    Call call{"transfer_client_to_trainer", draw.one_of(draw.world.admins),
              read_after("SELECT string_agg(b ->> 'booking_id', ',') FROM jsonb_array_elements("
                         "coaching.transfer_client_to_trainer(" +
                         quoted(client) + ", " + quoted(from) + ", " +
                         quoted(away ? other : trainer) + ") -> 'details' -> 'bookings') AS b"),
              true};
    call.client = client;
    return call;
}

Call choose_primary(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    return {"set_primary_trainer", draw.sometimes(0.8) ? client : draw.admin(),
            "SELECT coaching.set_primary_trainer(" + quoted(client) + ", " + quoted(trainer) + ")"};
}
/// Right after, in the same transaction, the trainer sees what they may.
Call permit(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    constexpr const char* columns[] = {"can_view_workouts", "can_view_progress",
                                       "can_view_analytics", "can_create_programs"};
    return {"a permission switched", client,
            std::string("UPDATE coaching.trainer_clients SET ") + draw.one_of(columns) + " = " +
                (draw.sometimes(0.7) ? "true" : "false") + " WHERE trainer_id = " +
                quoted(trainer) + " AND client_id = " + quoted(client) + " AND status = 'active'"};
}

/// Fuller and fuller: whoever of the guests has a trainer goes again, now and then.
Call guest_leaves(Draw& draw) {
    return {
        "a guest's relationship ended", draw.admin(),
        "UPDATE coaching.trainer_clients SET status = 'completed' WHERE id = (SELECT id FROM "
        "coaching.trainer_clients WHERE status IN ('active', 'paused') AND client_id NOT IN "
        "(SELECT person('client', n) FROM generate_series(1, 24) n) ORDER BY random() LIMIT 1)"};
}

constexpr Kind kinds[] = {
    {5, pause},     {16, resume},       {14, end},    {45, assign},
    {10, transfer}, {2, block},         {8, unblock}, {20, choose_primary},
    {20, permit},   {10, guest_leaves},
};

}  // namespace

std::span<const Kind> relationship_kinds() { return kinds; }

}  // namespace storm
