// What the house does: roles, notifications, and people who want to be forgotten.

#include "draw.hpp"

namespace storm {

namespace {

/// Made a trainer while made none: whoever has an active client stays one.
Call promote(Draw& draw) {
    return {"promote_to_coach", draw.admin(),
            "SELECT coaching.promote_to_coach(" + quoted(draw.candidate()) + ")"};
}
Call demote(Draw& draw) {
    const std::string& candidate = draw.candidate();
    return {"demote_coach", draw.admin(),
            draw.sometimes(0.5)
                ? "SELECT coaching.demote_coach(" + quoted(candidate) + ")"
                : "SELECT coaching.remove_user_role(" + quoted(candidate) + ", 'trainer')"};
}
Call assign_to_candidate(Draw& draw) {
    return {"assign_trainer, of a candidate", draw.admin(),
            "SELECT coaching.assign_trainer(" + quoted(draw.guest()) + ", " +
                quoted(draw.candidate()) + ")"};
}
Call end_with_candidate(Draw& draw) {
    return {"a candidate's clients let go", draw.admin(),
            "UPDATE coaching.trainer_clients SET status = 'terminated' WHERE trainer_id = " +
                quoted(draw.candidate()) + " AND status IN ('active', 'paused')"};
}

/// With a lease longer than the storm, so that no two workers get the same.
Call claim(Draw& draw) {
    Call call{"claim_notifications", draw.admin(),
              "SELECT id FROM coaching.claim_notifications(5, '1 day')"};
    call.takes = true;
    return call;
}
Call finish(Draw& draw) {
    return {"finish_notification", draw.admin(),
            "SELECT coaching.finish_notification(id) FROM (SELECT id FROM coaching.notifications "
            "WHERE attempts = 1 AND delivered_at IS NULL ORDER BY random() LIMIT 1) AS claimed"};
}
Call read_notifications(Draw& draw) {
    const auto [trainer, client] = draw.pair();
    return {"mark_notifications_read", draw.someone(trainer, client),
            "SELECT coaching.mark_notifications_read(ARRAY(SELECT id FROM coaching.notifications "
            "WHERE user_id = coaching.uid() AND read_at IS NULL ORDER BY id LIMIT 20))"};
}

/// Whom to forget: guests, seldom somebody with a past.
Call erase(Draw& draw) {
    const bool known = draw.sometimes(0.05);
    const std::string& person = known                 ? draw.one_of(draw.world.clients)
                                : draw.sometimes(0.2) ? draw.candidate()
                                                      : draw.guest();
    if (!draw.world.can_erase) return claim(draw);
    // Changes every booking of theirs, also when somebody else was told of its outcome last.
    if (known) draw.journal.forget_client(person);
    return {"erase_user", draw.admin(), "SELECT coaching.erase_user(" + quoted(person) + ")"};
}
Call tell_all(Draw& draw) {
    if (!draw.world.can_export) return read_notifications(draw);
    const std::string& person = draw.one_of(draw.world.clients);
    return {"export_user", draw.sometimes(0.5) ? person : draw.admin(),
            "SELECT length(coaching.export_user(" + quoted(person) + ")::text)"};
}

constexpr Kind kinds[] = {
    {6, promote},  {6, demote},  {8, assign_to_candidate}, {4, end_with_candidate},
    {25, claim},   {25, finish}, {10, read_notifications}, {3, erase},
    {2, tell_all},
};

}  // namespace

std::span<const Kind> house_kinds() { return kinds; }

}  // namespace storm
