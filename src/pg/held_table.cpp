#include "pg/held_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "pg/latest_view.hpp"
#include "pg/statement.hpp"

extern "C" {
#include "access/table.h"
#include "catalog/pg_index.h"
#include "utils/acl.h"
#include "utils/rel.h"
#include "utils/rls.h"
}

namespace coaching::pg {

namespace {

std::string name_of(Relation table) {
    const char* schema =
        guarded([table] { return get_namespace_name(RelationGetNamespace(table)); });
    if (schema == nullptr) throw std::logic_error("coaching: a table without a schema");
    return quoted_name(schema) + "." + quoted_name(RelationGetRelationName(table));
}

std::vector<HeldColumn> columns_of(Relation table) {
    const Oid oid = RelationGetRelid(table);
    const bool whole =
        guarded([oid] { return pg_class_aclcheck(oid, GetUserId(), ACL_SELECT); }) == ACLCHECK_OK;
    std::vector<HeldColumn> columns;
    const TupleDesc described = RelationGetDescr(table);
    for (int i = 0; i < described->natts; ++i) {
        const Form_pg_attribute column = TupleDescAttr(described, i);
        if (column->attisdropped) continue;
        const AttrNumber number = column->attnum;
        const bool readable =
            whole || guarded([oid, number] {
                         return pg_attribute_aclcheck(oid, number, GetUserId(), ACL_SELECT);
                     }) == ACLCHECK_OK;
        columns.push_back({number, NameStr(column->attname), readable});
    }
    return columns;
}

std::vector<std::int16_t> key_of(Relation table) {
    const Oid index = guarded([table] { return version::primary_key_index(table); });
    if (!OidIsValid(index)) return {};
    const HeapTuple row =
        guarded([index] { return SearchSysCache1(INDEXRELID, ObjectIdGetDatum(index)); });
    if (!HeapTupleIsValid(row)) return {};
    const auto* form = reinterpret_cast<Form_pg_index>(GETSTRUCT(row));
    std::vector<std::int16_t> key(form->indkey.values, form->indkey.values + form->indnkeyatts);
    guarded([row] { ReleaseSysCache(row); });
    return key;
}

}  // namespace

const HeldColumn* HeldTable::find(std::int16_t number) const {
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [&](const HeldColumn& column) { return column.number == number; });
    return at == columns.end() ? nullptr : &*at;
}

std::optional<HeldTable> hold_table(std::int64_t table) {
    ++detail::waits_possible;
    const Relation held =
        guarded([table] { return try_table_open(static_cast<Oid>(table), AccessShareLock); });
    if (held == nullptr) return std::nullopt;
    HeldTable described{name_of(held), columns_of(held), key_of(held)};
    guarded([held] { table_close(held, NoLock); });
    return described;
}

namespace {

/// row_security = on for a scope: who may see which rows is for policies to say, whatever the
/// session has set. Makes no difference to roles that bypass them.
class RowSecurityOn {
public:
    RowSecurityOn() {
        if (row_security) return;
        level_ = NewGUCNestLevel();
        guarded([] {
            set_config_option("row_security", "on", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
                              true, 0, false);
        });
    }
    ~RowSecurityOn() {
        if (level_ != 0) AtEOXact_GUC(std::uncaught_exceptions() == exceptions_, level_);
    }
    RowSecurityOn(const RowSecurityOn&) = delete;
    RowSecurityOn& operator=(const RowSecurityOn&) = delete;

private:
    int level_ = 0;
    int exceptions_ = std::uncaught_exceptions();
};

}  // namespace

Json read_json(const std::string& sql, const Uuid& argument) {
    const MemoryContext caller = CurrentMemoryContext;
    RowSecurityOn policies_hold;
    detail::Spi spi;
    Oid type = Type<Uuid>::oid;
    Datum value = Type<Uuid>::to(argument);
    const char* text = sql.c_str();
    ++detail::waits_possible;
    const int result = guarded([&type, &value, text] {
        return SPI_execute_with_args(text, 1, &type, &value, nullptr, true, 0);
    });
    const bool one = result == SPI_OK_SELECT && SPI_processed == 1 && SPI_tuptable != nullptr &&
                     SPI_tuptable->tupdesc->natts == 1 &&
                     TupleDescAttr(SPI_tuptable->tupdesc, 0)->atttypid == JSONBOID;
    if (!one)
        throw std::logic_error("coaching: a statement that must give jsonb gave none: " + sql);
    InContext out_of_spi(caller);
    return Type<Json>::from(detail::result_value(0, 1).datum);
}

}  // namespace coaching::pg
