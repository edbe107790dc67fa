// One client and one trainer, with all that is known of the two.
#pragma once

#include "matching/client_wish.hpp"
#include "matching/profile_row.hpp"
#include "matching/trainer_week.hpp"

namespace coaching::matching {

class Pair {
public:
    /// As the active snapshot sees them. Throws not_found for a client or trainer there is not.
    /// Reads as the owner of the tables.
    Pair(const Uuid& client, const Uuid& trainer);
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    Similarities similarities() const;
    Evidence evidence() const { return {wish_, *offer_, hours_, responses_}; }
    /// Why the trainer would not be offered to the client, in order; usually nothing.
    pg::Vector<Exclusion> exclusions() const;
    /// In the directory, where everybody sees the profile.
    bool is_public() const { return is_active_ && is_listed_; }

private:
    Wish wish_;
    Between between_;
    Uuid trainer_;
    pg::KeyLookup row_;
    OfferReader reader_;
    const Offer* offer_ = nullptr;
    bool is_active_ = false;
    bool is_listed_ = false;
    bool accepts_clients_ = false;
    TrainerWeeks weeks_;
    OfferedHours hours_;
    Responses responses_;
};

/// The score of the two, as match_score gives it.
int score_of(const Uuid& client, const Uuid& trainer);

}  // namespace coaching::matching
