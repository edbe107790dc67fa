// Headers of the HTTP response under PostgREST.
#pragma once

#include <string>

namespace coaching::identity {

/// Adds to the headers of the response this transaction answers: JSON objects of one key each,
/// separated by commas. Without PostgREST nobody reads them.
void add_response_headers(const std::string& headers);

}  // namespace coaching::identity
