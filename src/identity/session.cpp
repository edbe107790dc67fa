#include "identity/session.hpp"

#include "base/failure.hpp"
#include "pg/json.hpp"
#include "pg/setting.hpp"

namespace coaching::identity {

namespace {

constinit pg::WatchedText user_id_setting{
    "coaching.user_id", "The users.id of the person on whose behalf this session acts."};
constinit pg::WatchedText claims_setting{
    "request.jwt.claims", "Claims of the request's verified token, as JSON; set by PostgREST."};
constinit pg::WatchedText legacy_sub_setting{
    "request.jwt.claim.sub", "Subject of the request's verified token; set by older PostgREST."};

Failure malformed(const std::string& setting, const std::string& what) {
    return Failure(Token::invalid_identity, "malformed identity in " + setting + ": " + what)
        .with("setting", setting);
}

pg::JsonDocument parse_claims(std::string_view claims) {
    const auto refuse = [] { return malformed("request.jwt.claims", "not a JSON object"); };
    try {
        pg::JsonDocument document = pg::JsonDocument::parse(claims);
        if (!document.is_object()) throw refuse();
        return document;
    } catch (const pg::Error&) {
        throw refuse();
    }
}

/// The audit log writes the all-zero UUID for callers who are no person: nobody may be that.
SessionIdentity user(const std::string& setting, const Uuid& id) {
    if (id == Uuid{}) throw malformed(setting, "the nil UUID");
    return {SessionIdentity::Kind::user, id, {}};
}

SessionIdentity from_subject(const std::string& setting, std::string subject) {
    if (subject.empty()) throw malformed(setting, "an empty subject");
    if (const std::optional<Uuid> id = Uuid::parse(subject)) return user(setting, *id);
    return {SessionIdentity::Kind::subject, {}, std::move(subject)};
}

SessionIdentity from_user_id(std::string_view text) {
    const std::optional<Uuid> id = Uuid::parse(text);
    if (!id) throw malformed("coaching.user_id", "not a UUID");
    return user("coaching.user_id", *id);
}

SessionIdentity from_claims(std::string_view claims) {
    static constexpr std::string_view path[] = {"sub"};
    const pg::JsonDocument document = parse_claims(claims);
    if (!document.has(path)) return {};
    std::optional<std::string> subject = document.string_at(path);
    if (!subject) throw malformed("request.jwt.claims", "a subject that is no string");
    return from_subject("request.jwt.claims", std::move(*subject));
}

bool same_person(const SessionIdentity& a, const SessionIdentity& b) {
    return a.kind == b.kind && a.id == b.id && a.subject == b.subject;
}

/// Lets `next` speak where nothing has been said so far, and refuses a contradiction.
void agree(SessionIdentity& said, SessionIdentity next) {
    if (next.kind == SessionIdentity::Kind::nobody) return;
    if (said.kind == SessionIdentity::Kind::nobody)
        said = std::move(next);
    else if (!same_person(said, next))
        throw Failure(Token::invalid_identity, "the session carries two different identities")
            .hint(
                "A pooled connection may have kept an identity: set coaching.user_id or "
                "request.jwt.claims with SET LOCAL, and only one of them.");
}

SessionIdentity read_session() {
    SessionIdentity said;
    if (const auto user_id = user_id_setting.value(); !user_id.empty())
        said = from_user_id(user_id);
    if (const auto claims = claims_setting.value(); !claims.empty())
        agree(said, from_claims(claims));
    if (const auto subject = legacy_sub_setting.value(); !subject.empty())
        agree(said, from_subject("request.jwt.claim.sub", std::string(subject)));
    return said;
}

}  // namespace

void define_identity_settings() {
    user_id_setting.define();
    claims_setting.define();
    legacy_sub_setting.define();
}

const SessionIdentity& session_identity() {
    static SessionIdentity kept;
    static std::uint64_t kept_since = 0;
    const std::uint64_t changes = pg::watched_changes();
    if (kept_since != changes) {
        kept = read_session();
        kept_since = changes;
    }
    return kept;
}

std::optional<std::vector<std::string>> token_roles() {
    const std::string_view claims = claims_setting.value();
    if (claims.empty()) return std::nullopt;
    const pg::JsonDocument document = parse_claims(claims);
    for (const std::string_view holder : {"app_metadata", "metadata", "public_metadata"}) {
        for (const std::string_view word : {"roles", "role"}) {
            const std::string_view path[] = {holder, word};
            if (auto roles = document.strings_at(path)) return roles;
        }
    }
    // A bare "role" is the database role, so only these two speak of people.
    for (const std::string_view word : {"roles", "user_role"})
        if (auto roles = document.strings_at(std::span(&word, 1))) return roles;
    return std::nullopt;
}

}  // namespace coaching::identity
