// Plain joins over plain columns: neither the extension's functions nor its generated columns,
// which may share a fault with what is tested here.

#include "invariants.hpp"

namespace storm {

namespace {

#define LIVE "('scheduled', 'confirmed', 'completed')"

constexpr Invariant all[] = {
    {"no two sessions of a trainer overlap with their buffers",
     "SELECT a.id, b.id FROM coaching.bookings a JOIN coaching.bookings b "
     "ON a.trainer_id = b.trainer_id AND a.id < b.id "
     "WHERE a.status IN " LIVE " AND b.status IN " LIVE
     " AND a.session_date - a.buffer_before_minutes * interval '1 minute' < b.session_date "
     "  + (b.duration_minutes + b.buffer_after_minutes) * interval '1 minute' "
     "AND b.session_date - b.buffer_before_minutes * interval '1 minute' < a.session_date "
     "  + (a.duration_minutes + a.buffer_after_minutes) * interval '1 minute'"},
    {"every session has its trainer's buffers",
     "SELECT b.id FROM coaching.bookings b JOIN coaching.trainer_profiles p USING (trainer_id) "
     "WHERE (b.buffer_before_minutes, b.buffer_after_minutes) "
     "  <> (p.buffer_before_minutes, p.buffer_after_minutes)"},
    {"no two sessions of a client overlap",
     "SELECT a.id, b.id FROM coaching.bookings a JOIN coaching.bookings b "
     "ON a.client_id = b.client_id AND a.id < b.id "
     "WHERE a.status IN " LIVE " AND b.status IN " LIVE
     " AND a.session_date < b.session_date + b.duration_minutes * interval '1 minute' "
     "AND b.session_date < a.session_date + a.duration_minutes * interval '1 minute'"},
    {"every lot has left what its ledger adds up to, and no less than nothing",
     "SELECT p.id, p.sessions_remaining, l.sum FROM coaching.client_packages p "
     "LEFT JOIN (SELECT client_package_id, sum(delta) FROM coaching.package_ledger GROUP BY 1) l "
     "ON l.client_package_id = p.id "
     "WHERE p.sessions_remaining IS DISTINCT FROM coalesce(l.sum, 0) OR p.sessions_remaining < 0"},
    {"a lot is exhausted exactly when nothing is left in it, unless it is over",
     "SELECT id, status, sessions_remaining FROM coaching.client_packages "
     "WHERE status IN ('active', 'exhausted') "
     "AND (status = 'exhausted') <> (sessions_remaining = 0)"},
    {"what the ledger says of a booking is what became of the booking",
     "SELECT b.id, b.status, b.late_cancel, b.late_cancel_waived, l.kinds "
     "FROM coaching.bookings b LEFT JOIN (SELECT booking_id, string_agg(kind, ' ' ORDER BY kind) "
     "  AS kinds FROM coaching.package_ledger WHERE booking_id IS NOT NULL GROUP BY 1) l "
     "ON l.booking_id = b.id WHERE l.kinds IS DISTINCT FROM CASE "
     "WHEN b.client_package_id IS NULL THEN NULL "
     "WHEN b.status IN ('scheduled', 'confirmed') THEN 'reserve' "
     "WHEN b.status = 'completed' THEN 'consume reserve' "
     "WHEN b.status = 'no_show' THEN 'forfeit reserve' "
     "WHEN NOT b.late_cancel THEN 'refund reserve' "
     "WHEN b.late_cancel_waived THEN 'forfeit refund reserve' ELSE 'forfeit reserve' END"},
    {"every entry of a booking is in the lot that pays for it, in its order",
     "SELECT l.id FROM coaching.package_ledger l LEFT JOIN coaching.bookings b "
     "ON b.id = l.booking_id WHERE l.booking_id IS NOT NULL "
     "AND (b.client_package_id, b.client_id) IS DISTINCT FROM (l.client_package_id, l.client_id) "
     "UNION ALL SELECT later.id FROM coaching.package_ledger later "
     "JOIN coaching.package_ledger first ON first.booking_id = later.booking_id "
     "AND first.kind = 'reserve' WHERE later.kind <> 'reserve' AND later.id < first.id"},
    {"no session that is still open starts after its lot is over",
     "SELECT b.id FROM coaching.bookings b JOIN coaching.client_packages p "
     "ON p.id = b.client_package_id WHERE b.status IN ('scheduled', 'confirmed') "
     "AND p.expires_at <= b.session_date"},
    {"only clients cancel late, and only what is cancelled is late",
     "SELECT id FROM coaching.bookings WHERE (status = 'cancelled') <> (cancelled_by IS NOT NULL) "
     "OR (late_cancel AND cancelled_by <> 'client') OR (late_cancel_waived AND NOT late_cancel)"},
    {"nothing that is still to come is completed or missed",
     "SELECT id FROM coaching.bookings WHERE status IN ('completed', 'no_show') "
     "AND session_date > now()"},
    {"every trainer has completed as many sessions as are completed",
     "SELECT p.trainer_id, p.sessions_completed, count(b.id) FROM coaching.trainer_profiles p "
     "LEFT JOIN coaching.bookings b ON b.trainer_id = p.trainer_id AND b.status = 'completed' "
     "GROUP BY p.trainer_id HAVING p.sessions_completed <> count(b.id)"},
    {"every trainer has as many active clients as are counted, and not too many",
     "SELECT p.trainer_id, p.active_clients, count(r.id) FROM coaching.trainer_profiles p "
     "LEFT JOIN coaching.trainer_clients r ON r.trainer_id = p.trainer_id AND r.status = 'active' "
     "GROUP BY p.trainer_id "
     "HAVING p.active_clients <> count(r.id) OR count(r.id) > p.max_clients"},
    {"no two people have two live relationships, and nobody two primary trainers",
     "SELECT trainer_id, client_id FROM coaching.trainer_clients "
     "WHERE status IN ('pending', 'active', 'paused') GROUP BY 1, 2 HAVING count(*) > 1 "
     "UNION ALL SELECT NULL, client_id FROM coaching.trainer_clients "
     "WHERE status = 'active' AND is_primary GROUP BY 2 HAVING count(*) > 1"},
    {"no session is to come between people whose relationship has ended",
     "SELECT b.id FROM coaching.bookings b WHERE b.status IN ('scheduled', 'confirmed') "
     "AND b.session_date > now() AND NOT EXISTS (SELECT FROM coaching.trainer_clients r "
     "  WHERE r.trainer_id = b.trainer_id AND r.client_id = b.client_id "
     "  AND r.status IN ('active', 'paused'))"},
    {"no session is to come, and no relationship goes on, between people of whom one has blocked "
     "the other",
     "SELECT b.id FROM coaching.bookings b JOIN coaching.user_blocks u "
     "ON (u.blocker_id, u.blocked_id) IN ((b.trainer_id, b.client_id), (b.client_id, "
     "b.trainer_id)) "
     "WHERE b.status IN ('scheduled', 'confirmed') AND b.session_date > now() "
     "UNION ALL SELECT r.id FROM coaching.trainer_clients r JOIN coaching.user_blocks u "
     "ON (u.blocker_id, u.blocked_id) IN ((r.trainer_id, r.client_id), (r.client_id, "
     "r.trainer_id)) "
     "WHERE r.status IN ('pending', 'active', 'paused')"},
    // A session moved to where it is already is a version, and no news.
    {"the audit log has every booking once, and no change that did not come about",
     "SELECT b.id, b.version, count(a.*) FROM coaching.bookings b LEFT JOIN coaching.audit_log a "
     "ON a.table_name = 'bookings' AND a.row_id = b.id::text GROUP BY b.id "
     "HAVING count(a.*) > b.version + 1 OR count(*) FILTER (WHERE a.operation = 'INSERT') <> 1"},
    {"the audit log has every relationship's beginning once, and its state now last",
     "SELECT r.id, r.status, a.status, a.begun FROM coaching.trainer_clients r LEFT JOIN "
     "(SELECT row_id, count(*) FILTER (WHERE operation = 'INSERT') AS begun, "
     "  (array_agg(changes -> 'status' ->> 1 ORDER BY id DESC) "
     "    FILTER (WHERE changes ? 'status'))[1] AS status "
     "  FROM coaching.audit_log WHERE table_name = 'trainer_clients' GROUP BY 1) a "
     "ON a.row_id = r.id::text "
     "WHERE (a.begun, a.status) IS DISTINCT FROM (1, r.status) "
     // What is told of the erased is gone from it.
     "AND NOT EXISTS (SELECT FROM coaching.users u WHERE u.id IN (r.trainer_id, r.client_id) "
     "  AND u.erased_at IS NOT NULL)"},
    {"whoever has a live relationship as a trainer is one, and is no one erased",
     "SELECT r.id, u.roles, u.erased_at FROM coaching.trainer_clients r "
     "JOIN coaching.users u ON u.id IN (r.trainer_id, r.client_id) "
     "WHERE r.status IN ('pending', 'active') "
     "AND (u.erased_at IS NOT NULL OR (u.id = r.trainer_id AND 'trainer' <> ALL (u.roles)))"},
    {"no two requests, invitations or interests of the same people are open",
     "SELECT from_user_id, to_user_id FROM coaching.connection_requests "
     "WHERE status IN ('pending', 'deferred') GROUP BY 1, 2 HAVING count(*) > 1 "
     "UNION ALL SELECT trainer_id, coalesce(target_user_id, md5(target_email_key)::uuid) "
     "FROM coaching.client_invitations WHERE status = 'pending' GROUP BY 1, 2 "
     "HAVING count(*) > 1 "
     "UNION ALL SELECT client_id, NULL FROM coaching.coaching_interests "
     "WHERE status IN ('new', 'contacted') GROUP BY 1 HAVING count(*) > 1"},
    {"nothing is open with people who are erased or between people of whom one blocks the other",
     "SELECT r.id FROM coaching.connection_requests r JOIN coaching.users u "
     "ON u.id IN (r.from_user_id, r.to_user_id) "
     "WHERE r.status IN ('pending', 'deferred') AND u.erased_at IS NOT NULL "
     "UNION ALL SELECT i.id FROM coaching.client_invitations i JOIN coaching.users u "
     "ON u.id IN (i.trainer_id, i.target_user_id) "
     "WHERE i.status = 'pending' AND u.erased_at IS NOT NULL "
     "UNION ALL SELECT r.id FROM coaching.connection_requests r JOIN coaching.user_blocks b "
     "ON (b.blocker_id, b.blocked_id) IN ((r.from_user_id, r.to_user_id), "
     "  (r.to_user_id, r.from_user_id)) WHERE r.status IN ('pending', 'deferred') "
     "UNION ALL SELECT b.id FROM coaching.bookings b JOIN coaching.users u "
     "ON u.id IN (b.trainer_id, b.client_id) WHERE b.status IN ('scheduled', 'confirmed') "
     "AND b.session_date > now() AND u.erased_at IS NOT NULL"},
    {"every request and invitation that was accepted made a relationship",
     "SELECT r.id FROM coaching.connection_requests r WHERE r.status = 'accepted' "
     "AND NOT EXISTS (SELECT FROM coaching.trainer_clients c WHERE c.client_id = r.from_user_id "
     "  AND c.trainer_id = r.to_user_id) "
     "UNION ALL SELECT i.id FROM coaching.client_invitations i WHERE i.status = 'accepted' "
     "AND NOT EXISTS (SELECT FROM coaching.trainer_clients c WHERE c.trainer_id = i.trainer_id "
     "  AND c.client_id = coalesce(i.target_user_id, c.client_id))"},
    {"no relationship has two active plans",
     "SELECT relationship_id FROM coaching.workout_plans WHERE status = 'active' "
     "GROUP BY 1 HAVING count(*) > 1"},
    {"every workout has the sets it was logged with",
     "SELECT l.id, count(p.id) FROM coaching.workout_logs l LEFT JOIN coaching.workout_progress p "
     "ON p.log_id = l.id GROUP BY l.id HAVING count(p.id) <> 1"},
    {"every trainer is rated as the reviews say, one of each client who has had a session",
     "SELECT p.trainer_id, p.rating_count, p.rating_average, r.count, r.avg "
     "FROM coaching.trainer_profiles p LEFT JOIN (SELECT trainer_id, count(*), avg(rating) "
     "  FROM coaching.trainer_reviews GROUP BY 1) r USING (trainer_id) "
     "WHERE p.rating_count <> coalesce(r.count, 0) "
     "OR abs(coalesce(p.rating_average, 0) - coalesce(r.avg, 0)) > 0.01 "
     "UNION ALL SELECT v.trainer_id, NULL, NULL, NULL, NULL FROM coaching.trainer_reviews v "
     "WHERE NOT EXISTS (SELECT FROM coaching.bookings b WHERE b.trainer_id = v.trainer_id "
     "  AND b.client_id = v.client_id AND b.status = 'completed')"},
    // By the beginnings of transactions, which wait for each other; hence the seconds.
    {"no note was written and no plan made under a relationship that had ended",
     "SELECT n.id FROM coaching.trainer_client_notes n JOIN coaching.trainer_clients r "
     "ON r.id = n.relationship_id WHERE n.created_at > r.terminated_at + interval '20 seconds' "
     "UNION ALL SELECT p.id FROM coaching.workout_plans p JOIN coaching.trainer_clients r "
     "ON r.id = p.relationship_id WHERE p.created_at > r.terminated_at + interval '20 seconds'"},
    {"nothing was delivered that nobody had claimed, and nothing claimed more than once",
     "SELECT id, attempts, delivered_at FROM coaching.notifications "
     "WHERE attempts > 1 OR (delivered_at IS NOT NULL AND attempts <> 1)"},
};

#undef LIVE

}  // namespace

std::span<const Invariant> invariants() { return all; }

}  // namespace storm
