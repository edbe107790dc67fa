#include "matching/market.hpp"

#include "base/failure.hpp"
#include "matching/house_weights.hpp"
#include "matching/profile_row.hpp"
#include "pg/statement.hpp"

namespace coaching::matching {

namespace {

/// Words kept beyond the row they were read from.
class KeptWords {
public:
    explicit KeptWords(std::span<const std::string_view> words) {
        texts_.reserve(words.size());
        for (const std::string_view word : words) {
            texts_.push_back(pg::Text(word));
            views_.push_back(texts_.back());
        }
    }
    std::span<const std::string_view> words() const { return {views_.data(), views_.size()}; }

private:
    pg::Vector<pg::Text> texts_;
    pg::Vector<std::string_view> views_;
};

struct Trainer {
    Uuid id;
    KeptWords specializations;
    KeptWords languages;
    pg::Text zone;
    Offer offer;
    Responses responses;
};

/// The hours of all trainers for clients who train in the same ways.
struct HoursForModes {
    struct Hours {
        bool said;
        pg::Vector<WeekSpan> spans;
    };
    pg::Vector<Hours> of_trainers;
};

/// Every trainer who takes clients, read once.
class Trainers {
public:
    Trainers() {
        OfferReader reader;
        for (pg::TableScan row(profile_columns); row.next();) {
            if (!takes_clients(row)) continue;
            const Offer& offer = reader.read(row);
            all_.push_back({row.get<Uuid>(trainer_id), KeptWords(offer.specializations),
                            KeptWords(offer.languages), row.get<pg::Text>(time_zone), offer,
                            Responses{}});
        }
        std::sort(all_.begin(), all_.end(),
                  [](const Trainer& a, const Trainer& b) { return a.id < b.id; });
        for (Trainer& one : all_) {
            pg::check_for_interrupts();
            one.offer.specializations = one.specializations.words();
            one.offer.languages = one.languages.words();
            one.responses = responses_of(one.id);
        }
    }

    std::size_t size() const { return all_.size(); }
    const Trainer& operator[](std::size_t number) const { return all_[number]; }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

    std::size_t number_of(const Uuid& id) const {
        const auto found =
            std::lower_bound(all_.begin(), all_.end(), id,
                             [](const Trainer& one, const Uuid& key) { return one.id < key; });
        return static_cast<std::size_t>(found - all_.begin());
    }

    OfferedHours hours_of(std::size_t number, Modes modes) {
        HoursForModes& hours = hours_[modes];
        if (hours.of_trainers.empty()) read_hours(hours, modes);
        const auto& [said, spans] = hours.of_trainers[number];
        return {said, {spans.data(), spans.size()}};
    }

private:
    void read_hours(HoursForModes& hours, Modes modes) {
        TrainerWeeks weeks(modes);
        hours.of_trainers.reserve(all_.size());
        for (const Trainer& one : all_) {
            pg::check_for_interrupts();
            const OfferedHours week = weeks.of(one.id, one.zone);
            hours.of_trainers.push_back({week.said, {week.spans.begin(), week.spans.end()}});
        }
    }

    pg::Vector<Trainer> all_;
    std::array<HoursForModes, 8> hours_;
};

constinit pg::Query<std::tuple<Uuid, bool>(pg::Vector<Uuid>)> people{
    "SELECT id, deactivated_at IS NULL FROM coaching.users WHERE id = ANY ($1) ORDER BY id"};

/// The lists of all clients, and why some have none.
class Lists {
public:
    Lists(const pg::Vector<Uuid>& clients, Trainers& trainers)
        : trainers_(trainers),
          weights_(weights_in_force()),
          length_(choices_among(clients.size())) {
        const auto rows = people.all(clients);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (i == rows.size() || std::get<0>(rows[i]) != clients[i])
                throw Failure(Token::not_found, "there is no such client")
                    .with("client_id", clients[i].text());
            reasons_.push_back(std::get<1>(rows[i]) ? list_of(clients[i])
                                                    : std::string_view("client_inactive"));
            ends_.push_back(choices_.size());
        }
    }

    ChoiceLists lists() const {
        return {{choices_.data(), choices_.size()}, {ends_.data(), ends_.size()}};
    }
    /// Why a client's list is empty; nothing where it is not.
    std::string_view reason(std::size_t client) const { return reasons_[client]; }

private:
    std::string_view list_of(const Uuid& client) {
        const Between between(client);
        if (between.is_connected()) return "has_trainer";
        const Wish wish = wish_of(client);
        BestMatches<pg::Vector> best(
            length_, {Question{Factor::availability, weights_[place_of(Factor::availability)]},
                      Question{Factor::response_rate, weights_[place_of(Factor::response_rate)]}});
        for (const Trainer& trainer : trainers_) {
            if (trainer.id == client || between.exclusion(trainer.id)) continue;
            if (!speaks_required_language(wish, trainer.offer)) continue;
            best.consider(trainer.id, profile_tally(wish, trainer.offer, weights_));
        }
        pg::check_for_interrupts();
        const auto list = best.take([&](const Uuid& id, Factor factor) -> Similarity {
            const std::size_t number = trainers_.number_of(id);
            if (factor == Factor::response_rate)
                return response_similarity(trainers_[number].responses);
            if (wish.hours.silent()) return std::nullopt;
            return availability_similarity(wish, trainers_.hours_of(number, wish.modes));
        });
        for (const Match& match : list)
            choices_.push_back({static_cast<std::uint32_t>(trainers_.number_of(match.trainer)),
                                static_cast<std::uint32_t>(match.score)});
        return list.empty() ? "no_trainer" : std::string_view();
    }

    Trainers& trainers_;
    Weights weights_;
    std::size_t length_;
    pg::Vector<Choice> choices_;
    pg::Vector<std::size_t> ends_;
    pg::Vector<std::string_view> reasons_;
};

pg::Vector<std::uint32_t> places_of(const Trainers& trainers) {
    pg::Vector<std::uint32_t> places;
    for (const Trainer& trainer : trainers) {
        const Offer& offer = trainer.offer;
        places.push_back(offer.max_clients
                             ? static_cast<std::uint32_t>(*offer.max_clients - offer.active_clients)
                             : nobody);
    }
    return places;
}

Explanation explain_none(std::string_view reason, std::size_t choices) {
    if (reason == "client_inactive") return {reason, "{}", "The client is deactivated."};
    if (reason == "has_trainer") return {reason, "{}", "The client has a trainer already."};
    if (reason == "no_trainer") return {reason, "{}", "No trainer can take the client."};
    const std::string count = std::to_string(choices);
    const std::string places =
        choices == 1 ? "The places of the one trainer" : "The places of all " + count + " trainers";
    return {"no_place", "{\"choices\": " + count + "}",
            places + " in question go to clients who fit better."};
}

Explanation explain_choice(std::size_t choice) {
    const std::string count = std::to_string(choice);
    const std::string params = "{\"choice\": " + count + "}";
    if (choice == 1) return {"first_choice", params, "The best match there is."};
    return {"later_choice", params,
            "Choice " + count +
                ": the places of better matches go to clients who fit those trainers better."};
}

}  // namespace

pg::Vector<Proposal> propose(const pg::Vector<Uuid>& clients) {
    pg::AsOwner owner;
    Trainers trainers;
    const Lists all(clients, trainers);
    const ChoiceLists lists = all.lists();
    const pg::Vector<std::uint32_t> places = places_of(trainers);
    const auto assignment = assign<pg::Vector>(lists, {places.data(), places.size()},
                                               [] { pg::check_for_interrupts(); });
    pg::Vector<Proposal> proposals;
    proposals.reserve(clients.size());
    for (std::size_t i = 0; i < clients.size(); ++i) {
        const std::uint32_t chosen = assignment.chosen[i];
        if (chosen == nobody) {
            proposals.push_back({clients[i], std::nullopt, std::nullopt,
                                 explain_none(all.reason(i), lists.of(i).size())});
            continue;
        }
        const Choice& choice = lists.of(i)[chosen];
        proposals.push_back({clients[i], trainers[choice.trainer].id,
                             static_cast<int>(choice.regard), explain_choice(chosen + 1)});
    }
    return proposals;
}

}  // namespace coaching::matching
