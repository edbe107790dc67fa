// Which audience a database role is, and how grants are said.
#pragma once

#include "pg/statement.hpp"

namespace coaching::access {

/// The role's name; Failure where there is no such role.
pg::Text require_role_name(pg::Role role);

/// anonymous, service or user: what a role is unless grant_access is told otherwise.
std::string_view audience_of(std::string_view role_name);

}  // namespace coaching::access
