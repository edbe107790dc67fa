// Giving many clients trainers: what it would come to, and doing it.

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "matching/market.hpp"
#include "pg/function.hpp"
#include "pg/json.hpp"
#include "pg/latest_view.hpp"
#include "pg/statement.hpp"
#include "pg/subtransaction.hpp"
#include "relationships/connect.hpp"
#include "relationships/people_between.hpp"

namespace coaching::matching {

namespace {

using OptionalId = std::optional<Uuid>;
using OptionalInt = std::optional<std::int32_t>;

pg::Vector<Uuid> in_order(pg::Vector<Uuid> clients) {
    if (clients.size() > most_clients)
        throw Failure(Token::invalid_argument, "client_ids names more than 100000 people");
    std::sort(clients.begin(), clients.end());
    if (std::adjacent_find(clients.begin(), clients.end()) != clients.end())
        throw Failure(Token::invalid_argument, "client_ids names somebody twice");
    return clients;
}

using ProposalRow = std::tuple<Uuid, OptionalId, OptionalInt, pg::Text, pg::Json, pg::Text>;

pg::Rows<ProposalRow> propose_assignments(pg::Vector<Uuid> clients) {
    identity::require_admin("propose assignments");
    pg::Rows<ProposalRow> rows;
    for (const auto& [client, trainer, score, because] : propose(in_order(std::move(clients))))
        rows.push_back({client, trainer, score, pg::Text(because.code),
                        pg::json_from_text(because.params), pg::Text(because.message)});
    return rows;
}

// In the order in which everybody locks, the profiles come after the people (see people_between).
constinit pg::Check<Uuid(pg::Vector<Uuid>)> lock_profiles{
    "SELECT trainer_id FROM coaching.trainer_profiles WHERE trainer_id = ANY ($1) "
    "ORDER BY trainer_id FOR NO KEY UPDATE"};

/// Adds the trainers of the proposals; true where one was not among them.
bool add_trainers(pg::FlatSet<Uuid>& trainers, const pg::Vector<Proposal>& proposals) {
    bool added = false;
    for (const Proposal& one : proposals)
        if (one.trainer) added |= trainers.insert(*one.trainer).second;
    return added;
}

pg::Vector<Proposal> propose_by_what_is_committed(const pg::Vector<Uuid>& clients) {
    const pg::LatestView latest;
    return propose(clients);
}

using AppliedRow =
    std::tuple<Uuid, OptionalId, OptionalId, OptionalInt, pg::Text, pg::Json, pg::Text>;

pg::Rows<AppliedRow> connect_all(const pg::Vector<Proposal>& proposals) {
    const OptionalId admin = identity::caller().id;
    pg::Rows<AppliedRow> rows;
    for (const auto& [client, trainer, score, because] : proposals) {
        pg::check_for_interrupts();
        OptionalId relationship;
        if (trainer) relationship = relationships::assign(client, *trainer, admin);
        rows.push_back({client, trainer, relationship, score, pg::Text(because.code),
                        pg::json_from_text(because.params), pg::Text(because.message)});
    }
    return rows;
}

/// Thrown to let all locks go: places changed hands while they were waited for, and the assignment
/// now needs trainers who are not locked.
struct OtherTrainers {};

/// Under the locks of all clients, and of all trainers who are given any, nobody takes a place or
/// gives one away: what is proposed then is what is done.
pg::Rows<AppliedRow> apply_assignments(pg::Vector<Uuid> client_ids) {
    identity::require_admin("apply assignments");
    const pg::Vector<Uuid> clients = in_order(std::move(client_ids));
    pg::AsOwner owner;
    pg::FlatSet<Uuid> trainers;
    add_trainers(trainers, propose_by_what_is_committed(clients));
    while (true) {
        pg::check_for_interrupts();
        pg::Rows<AppliedRow> rows;
        try {
            const auto error = pg::attempt([&] {
                relationships::lock_relationships_of(clients);
                lock_profiles.run(pg::Vector<Uuid>(trainers.begin(), trainers.end()));
                const auto proposals = propose_by_what_is_committed(clients);
                if (add_trainers(trainers, proposals)) throw OtherTrainers();
                rows = connect_all(proposals);
            });
            if (error) throw pg::Error(*error);
            return rows;
        } catch (const OtherTrainers&) {
            continue;
        }
    }
}

}  // namespace

COACHING_FUNCTION(coaching_propose_assignments, propose_assignments);
COACHING_FUNCTION(coaching_apply_assignments, apply_assignments);

}  // namespace coaching::matching
