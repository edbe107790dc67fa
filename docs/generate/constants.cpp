// What stands in C++ tables and nowhere in the catalog, for the reference: the errors and the state
// machines, printed as JSON.
#include <array>
#include <cstdio>
#include <span>
#include <string>

#include "base/failure.hpp"
#include "base/token_table.hpp"
#include "packages/package_states.hpp"
#include "relationships/interest_states.hpp"
#include "relationships/invitation_states.hpp"
#include "relationships/relationship_states.hpp"
#include "relationships/request_states.hpp"
#include "scheduling/booking_states.hpp"
#include "training/plan_states.hpp"

namespace {

using coaching::Actor;
using coaching::Move;

struct Machine {
    const char* table;  // the name of the C++ table, by which `render` knows that none is missing
    const char* of;     // the column whose life it is
    std::span<const Move> moves;
};

const Machine machines[] = {
    {"relationship_moves", "trainer_clients.status", coaching::relationships::relationship_moves},
    {"request_moves", "connection_requests.status", coaching::relationships::request_moves},
    {"invitation_moves", "client_invitations.status", coaching::relationships::invitation_moves},
    {"interest_moves", "coaching_interests.status", coaching::relationships::interest_moves},
    {"lot_moves", "client_packages.status", coaching::packages::lot_moves},
    {"booking_entries", "package_ledger.kind", coaching::packages::booking_entries},
    {"booking_moves", "bookings.status", coaching::scheduling::booking_moves},
    {"plan_moves", "workout_plans.status", coaching::training::plan_moves},
};

struct Named {
    Actor actor;
    const char* name;
};
constexpr Named actors[] = {{Actor::client, "client"},
                            {Actor::trainer, "trainer"},
                            {Actor::admin, "admin"},
                            {Actor::system, "system"}};

std::string quoted(std::string_view text) {
    std::string json;
    coaching::append_json_string(json, text);
    return json;
}

std::string names_of(coaching::Actors who) {
    std::string list;
    for (const Named& one : actors)
        if (who.contains(one.actor)) list += (list.empty() ? "" : ", ") + quoted(one.name);
    return "[" + list + "]";
}

void print_errors() {
    const char* separator = "";
    for (const coaching::TokenRow& row : coaching::all_tokens()) {
        std::printf("%s\n    {\"token\": %s, \"sqlstate\": %s, \"meaning\": %s}", separator,
                    quoted(row.name).c_str(), quoted(row.sqlstate).c_str(),
                    quoted(row.meaning).c_str());
        separator = ",";
    }
}

void print_machines() {
    const char* separator = "";
    for (const Machine& machine : machines) {
        std::printf("%s\n    {\"table\": \"%s\", \"of\": \"%s\", \"moves\": [", separator,
                    machine.table, machine.of);
        const char* between = "";
        for (const Move& move : machine.moves) {
            std::printf("%s\n        {\"from\": %s, \"to\": %s, \"who\": %s}", between,
                        quoted(move.from).c_str(), quoted(move.to).c_str(),
                        names_of(move.who).c_str());
            between = ",";
        }
        std::printf("]}");
        separator = ",";
    }
}

}  // namespace

int main() {
    std::printf("{\"errors\": [");
    print_errors();
    std::printf("],\n\"machines\": [");
    print_machines();
    std::printf("]}\n");
}
