// When a person is erased: what they wanted as a client and their business side go. A trainer's
// profile stays without anything they said in it, for what refers to it, with the figures the
// extension keeps and the rules sessions were booked by.

#include "people/erasure.hpp"

#include "identity/erasure.hpp"

namespace coaching::people {

namespace {

using identity::ErasureStep;
using enum identity::ErasureStep::Deed;

constinit identity::HeldRows profile[]{COACHING_HELD_ROWS(
    "SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id = $1 ORDER BY trainer_id")};

constinit ErasureStep steps[]{
    {"trainer_profiles", emptied,
     "UPDATE coaching.trainer_profiles SET display_name = NULL, avatar_url = NULL, "
     "headline = NULL, bio = NULL, specializations = '{}', certifications = '{}', "
     "languages = '{}', years_experience = NULL, hourly_rate = NULL, time_zone = DEFAULT, "
     "session_modes = DEFAULT, latitude = NULL, longitude = NULL, service_radius_km = NULL, "
     "phone = NULL, website = NULL, social_links = '{}', metadata = '{}', is_active = false, "
     "is_listed = false, accepts_clients = false "
     "WHERE trainer_id = $1 AND (is_active OR is_listed OR accepts_clients OR time_zone <> 'UTC' "
     "OR session_modes <> '{gym}' OR num_nonnulls(display_name, avatar_url, headline, bio, "
     "  years_experience, hourly_rate, latitude, longitude, service_radius_km, phone, website) > 0 "
     "OR cardinality(specializations || certifications || languages) > 0 "
     "OR social_links <> '{}' OR metadata <> '{}')"},
    {"trainer_business", deleted, "DELETE FROM coaching.trainer_business WHERE trainer_id = $1"},
    {"client_profiles", deleted, "DELETE FROM coaching.client_profiles WHERE client_id = $1"},
};

identity::ErasurePart part{.rows = {}, .rows_after_people = profile, .steps = steps};

}  // namespace

void join_erasure() { identity::join_erasure(part); }

}  // namespace coaching::people
