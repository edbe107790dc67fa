// What the catalog cannot tell about the extension's tables when a person's rows are collected. It
// is said when the library is loaded, by whoever knows all slices.
#pragma once

namespace coaching::identity {

/// What a column without a foreign key holds of the person its row is about.
enum class PersonKey { id, id_as_text, email };

/// Rows are about the person whose key the column holds.
void declare_person_column(const char* table, const char* column, PersonKey key);

/// The column is never handed out, to nobody.
void declare_secret_column(const char* table, const char* column);

}  // namespace coaching::identity
