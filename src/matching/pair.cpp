#include "matching/pair.hpp"

#include "base/failure.hpp"
#include "matching/house_weights.hpp"

namespace coaching::matching {

Pair::Pair(const Uuid& client, const Uuid& trainer)
    : wish_(wish_of(client)),
      between_(client),
      trainer_(trainer),
      row_(profile_columns, trainer),
      weeks_(wish_.modes) {
    if (!row_.next()) throw Failure(Token::not_found, "there is no such trainer");
    offer_ = &reader_.read(row_);
    is_active_ = row_.get<bool>(is_active);
    is_listed_ = row_.get<bool>(is_listed);
    accepts_clients_ = row_.get<bool>(accepts_clients);
    if (!wish_.hours.silent()) hours_ = weeks_.of(trainer, row_.get<std::string_view>(time_zone));
    responses_ = responses_of(trainer);
}

Similarities Pair::similarities() const {
    return similarities_of(wish_, *offer_, hours_, responses_);
}

pg::Vector<Exclusion> Pair::exclusions() const {
    pg::Vector<Exclusion> reasons;
    if (const auto between = between_.exclusion(trainer_)) reasons.push_back(*between);
    if (!is_active_) reasons.push_back(Exclusion::inactive);
    if (!accepts_clients_) reasons.push_back(Exclusion::not_accepting);
    if (offer_->is_full()) reasons.push_back(Exclusion::at_capacity);
    if (!speaks_required_language(wish_, *offer_)) reasons.push_back(Exclusion::required_language);
    return reasons;
}

int score_of(const Uuid& client, const Uuid& trainer) {
    return tally_of(Pair(client, trainer).similarities(), weights_in_force()).score();
}

}  // namespace coaching::matching
