#include "training/programs.hpp"

#include "base/failure.hpp"
#include "identity/caller.hpp"
#include "pg/statement.hpp"
#include "relationships/visibility.hpp"

namespace coaching::training {

namespace {

using OptionalId = std::optional<Uuid>;

/// Owner, assigned client, visibility, whether it is a template.
using ProgramRow = std::tuple<Uuid, OptionalId, std::string, bool>;
constinit pg::Query<ProgramRow(Uuid)> program_of{
    "SELECT user_id, assigned_to_client, visibility, is_template FROM coaching.programs "
    "WHERE id = $1"};

std::optional<ProgramRow> find_program(const Uuid& program) {
    pg::AsOwner owner;
    return program_of.first(program);
}

/// As the policy programs_select.
bool sees(const ProgramRow& program) {
    const auto& [owner, client, visibility, is_template] = program;
    const relationships::VisibleClients& seen = relationships::visible_clients();
    if (seen.sees(owner, relationships::DataKind::programs)) return true;
    if (client && seen.is_self(*client)) return true;
    if (visibility == "coach_only") return identity::caller().trainer;
    return is_template && (visibility == "template" || visibility == "public");
}

}  // namespace

VisibleProgram require_visible_program(const Uuid& program) {
    const auto found = find_program(program);
    if (!found || !sees(*found))
        throw Failure(Token::not_found, "there is no such program for you");
    return {std::get<0>(*found), std::get<3>(*found)};
}

}  // namespace coaching::training
