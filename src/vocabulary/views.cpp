#include "vocabulary/views.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"

namespace coaching::vocabulary {

namespace {

// With the rights of whoever writes, as everything here.
constinit pg::Command<void(Uuid)> give_admin_role{"SELECT coaching.add_user_role($1, 'admin')"};
constinit pg::Command<void(Uuid)> take_admin_role{"SELECT coaching.remove_user_role($1, 'admin')"};
constinit pg::Command<void(Uuid, Uuid)> block{
    "INSERT INTO coaching.user_blocks (blocker_id, blocked_id) VALUES ($1, $2) "
    "ON CONFLICT (blocker_id, blocked_id) DO NOTHING"};

void make_admin(const pg::TriggerCall&, const Uuid& person) { give_admin_role.run(person); }

void unmake_admin(const pg::TriggerCall&, const Uuid& person) { take_admin_role.run(person); }

void block_the_other(const pg::TriggerCall& call, const Uuid&) {
    if (call.is_insert())
        throw Failure(Token::invalid_argument, "a new connection cannot be blocked")
            .hint("block_user blocks somebody one is not connected with.");
    const Uuid self = identity::require_user();
    const pg::NewRow row = call.new_row();
    const Uuid trainer = row.get<Uuid>("trainer_id");
    const Uuid client = row.get<Uuid>("client_id");
    if (self != trainer && self != client)
        throw Failure(Token::permission_denied, "only one of the two can block the other");
    block.run(self, self == trainer ? client : trainer);
}

constexpr Column coach_profiles[] = {
    {"user_id", "trainer_id"},
    {"id", "trainer_id"},
    {"is_active", "is_active"},
    {"specializations", "specializations"},
    {"certifications", "certifications"},
    {"bio", "bio"},
    {"phone", "phone"},
    {"website", "website"},
    {"client_limit", "max_clients"},
    {"created_at", "created_at"},
    {"updated_at", "updated_at"},
};

constexpr Column instructors[] = {
    {"user_id", "trainer_id"},
    {"id", "trainer_id"},
    {"name", "display_name"},
    {"photo_url", "avatar_url"},
    {"phone", "phone"},
    {"is_personal_trainer", "is_active"},
    {"specializations", "specializations"},
    {"certifications", "certifications"},
    {"max_clients", "max_clients"},
    {"hourly_rate", "hourly_rate"},
    {"bio", "bio"},
    {"years_experience", "years_experience"},
    {"created_at", "created_at"},
    {"updated_at", "updated_at"},
};

constexpr Column profiles[] = {
    {"id", "id"},
    {"email", "email"},
    {"full_name", "full_name"},
    {"avatar_url", "avatar_url"},
    {"phone", "phone"},
    {"is_admin", "", {}, Use::performed},
    {"created_at", "created_at"},
    {"updated_at", "updated_at"},
};
constexpr Act profile_acts[] = {
    {"is_admin", "t", make_admin},
    {"is_admin", "f", unmake_admin},
};

constexpr Word assignment_words[] = {
    {"active", "active"},
    {"paused", "paused"},
    {"completed", "completed"},
};
constexpr Column trainer_assignments[] = {
    {"id", "id"},
    {"member_id", "client_id"},
    {"trainer_id", "trainer_id"},
    {"assigned_at", "assigned_at"},
    {"assigned_by", "assigned_by", {}, Use::confirmed},
    {"status", "status", assignment_words},
    {"start_date", "start_date"},
    {"end_date", "end_date"},
    {"notes", "coach_notes"},
    {"created_at", "created_at"},
    {"updated_at", "updated_at"},
};

constexpr Word connection_words[] = {
    {"active", "active"},
    {"paused", "paused"},
};
constexpr Column trainer_connections[] = {
    {"id", "id"},
    {"trainer_id", "trainer_id"},
    {"client_id", "client_id"},
    {"status", "status", connection_words},
    {"connected_at", "connected_at"},
};
constexpr Act connection_acts[] = {
    {"status", "blocked", block_the_other},
};

constexpr Word relationship_words[] = {
    {"pending", "pending"},
    {"active", "active"},
    {"inactive", "paused"},
    {"terminated", "terminated"},
};
constexpr Column coach_client_relationships[] = {
    {"id", "id"},
    {"coach_id", "trainer_id"},
    {"client_id", "client_id"},
    {"status", "status", relationship_words},
    {"invited_at", "invited_at"},
    {"accepted_at", "accepted_at"},
    {"terminated_at", "terminated_at"},
    {"can_view_workouts", "can_view_workouts"},
    {"can_view_progress", "can_view_progress"},
    {"can_view_analytics", "can_view_analytics"},
    {"can_create_programs", "can_create_programs"},
    {"can_send_messages", "can_send_messages"},
    {"invitation_method", "invitation_method"},
    {"invitation_message", "invitation_message"},
    {"coach_notes", "coach_notes"},
    {"client_goals", "client_goals"},
    {"created_at", "created_at"},
    {"updated_at", "updated_at"},
};

constexpr View views[] = {
    {"coach_profiles", "trainer_profiles", "trainer_id", true, coach_profiles},
    {"instructors", "trainer_profiles", "trainer_id", true, instructors},
    {"profiles", "users", "id", false, profiles, profile_acts},
    {"trainer_assignments", "trainer_clients", "id", false, trainer_assignments},
    {"trainer_connections", "trainer_clients", "id", false, trainer_connections, connection_acts},
    {"coach_client_relationships", "trainer_clients", "id", false, coach_client_relationships},
};

}  // namespace

const View& view_named(std::string_view name) {
    const View* found = std::find_if(std::begin(views), std::end(views),
                                     [&](const View& view) { return view.name == name; });
    if (found == std::end(views))
        throw std::logic_error("coaching: no such view of the vocabulary: " + std::string(name));
    return *found;
}

}  // namespace coaching::vocabulary
