// How relationships begin: signing up, asking, inviting, being assigned with many others.

#include "draw.hpp"

namespace storm {

namespace {

/// With auto_assign on, so that many want the same trainer's last place at once.
Call sign_up(Draw& draw) {
    const std::size_t n = draw.guest_number();
    const std::string number = std::to_string(n + 1);
    return {"INSERT of a guest", draw.admin(),
            "INSERT INTO coaching.users (id, email, full_name) VALUES (" +
                quoted(draw.world.guests[n]) + ", 'guest" + number + "@example.org', 'Guest " +
                number + "') ON CONFLICT DO NOTHING"};
}

std::string asking(Draw& draw) {
    return draw.sometimes(0.7) ? draw.guest() : draw.parting_pair().second;
}

Call ask(Draw& draw) {
    return {"send_connection_request", asking(draw),
            "SELECT coaching.send_connection_request(" + quoted(draw.one_of(draw.world.trainers)) +
                ")"};
}
/// One of the open ones, which another may answer or take back at the same moment.
std::string open_request(const char* side, const std::string& person) {
    return std::string(" FROM (SELECT id FROM coaching.connection_requests WHERE ") + side + " = " +
           quoted(person) +
           " AND status IN ('pending', 'deferred') ORDER BY random() LIMIT 1) AS request";
}
Call respond(Draw& draw) {
    constexpr const char* responses[] = {"accepted", "accepted", "rejected", "deferred"};
    const std::string& trainer = draw.one_of(draw.world.trainers);
    return {"respond_to_request", trainer,
            std::string("SELECT coaching.respond_to_request(id, '") + draw.one_of(responses) +
                "')" + open_request("to_user_id", trainer)};
}
Call take_back(Draw& draw) {
    const std::string client = asking(draw);
    return {"cancel_connection_request", client,
            "SELECT coaching.cancel_connection_request(id)" + open_request("from_user_id", client)};
}

Call invite(Draw& draw) {
    const std::string number = std::to_string(1 + draw.guest_number());
    return {
        "send_invitation", draw.one_of(draw.world.trainers),
        draw.sometimes(0.5)
            ? "SELECT (coaching.send_invitation(target_user_id => " + quoted(asking(draw)) + ")).id"
            : "SELECT (coaching.send_invitation('Guest" + number + "@Example.org')).id"};
}
/// A pending one, while it may be answered, revoked or over; now and then a code nobody was sent.
Call answer_invitation(Draw& draw) {
    const std::string guest = asking(draw);
    if (draw.sometimes(0.03))
        return {"an invitation's code guessed", guest,
                "SELECT coaching.accept_invitation_code('ABCD-EFGH')"};
    const char* answer = draw.sometimes(0.5)   ? "coaching.accept_coaching_invitation(id)::text"
                         : draw.sometimes(0.5) ? "coaching.accept_invitation_code(invitation_code)"
                                                 "::text"
                                               : "coaching.decline_coaching_invitation(id)::text";
    return {"an invitation answered", guest,
            std::string("SELECT ") + answer +
                " FROM (SELECT id, invitation_code FROM coaching.client_invitations WHERE "
                "status = 'pending' ORDER BY random() LIMIT 1) AS invitation"};
}
Call revoke(Draw& draw) {
    return {"revoke_invitation", draw.one_of(draw.world.trainers),
            "SELECT coaching.revoke_invitation(id) FROM (SELECT id FROM "
            "coaching.client_invitations WHERE trainer_id = coaching.uid() AND status = 'pending' "
            "ORDER BY random() LIMIT 1) AS invitation"};
}
Call expire_invitations(Draw& draw) {
    return {"expire_invitations", draw.admin(), "SELECT coaching.expire_invitations()"};
}

Call tell_interest(Draw& draw) {
    return {"submit_coaching_interest", draw.guest(), "SELECT coaching.submit_coaching_interest()"};
}

Call assign_many(Draw& draw) {
    std::string guests;
    for (int i = 0; i < 3; ++i)
        guests += (guests.empty() ? "" : ", ") + quoted(draw.guest()) + "::uuid";
    return {"apply_assignments", draw.admin(),
            "SELECT code FROM coaching.apply_assignments(ARRAY[" + guests + "])"};
}
Call assign_to_one(Draw& draw) {
    return {"assign_clients", draw.admin(),
            "SELECT code FROM coaching.assign_clients(" + quoted(draw.one_of(draw.world.trainers)) +
                ", ARRAY[" + quoted(draw.guest()) + "::uuid, " + quoted(draw.guest()) + "::uuid])"};
}

constexpr Kind kinds[] = {
    {20, sign_up},      {30, ask},
    {30, respond},      {8, take_back},
    {25, invite},       {25, answer_invitation},
    {5, revoke},        {1, expire_invitations},
    {5, tell_interest}, {10, assign_many},
    {8, assign_to_one},
};

}  // namespace

std::span<const Kind> request_kinds() { return kinds; }

}  // namespace storm
