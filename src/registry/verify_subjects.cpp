#include "registry/verify_subjects.h"

namespace radcert::registry {

SubjectCheck::SubjectCheck(Database& database, const KeyFile* keys, Report& report)
    : database_{database}, report_{report}
{
    Query rows{database, R"sql(
        SELECT id, subject, kind, wrapped_key
          FROM subject
         ORDER BY id
    )sql",
               Rows::many};
    while (rows.next()) {
        const std::int64_t id = rows.integer(0), expected = std::int64_t(subjects_.size()) + 1;
        if (id < expected || id > expected + 1'000'000) {
            report_.add("subject", std::to_string(id), "id",
                        {"số này không do radcert cấp", "radcert gave no such number"});
            continue;
        }
        for (std::int64_t missing = expected; missing < id; ++missing) {
            report_.add("subject", std::to_string(missing), "", {"thiếu dòng này", "it is missing"});
            subjects_.emplace_back().used = true;
        }
        Subject& subject = subjects_.emplace_back();
        subject.reference = rows.text(1);
        check_kind(id, rows.text(2));
        subject.erased = rows.is_null(3);
        if (subject.erased) erased_.emplace(subject.reference, subjects_.size() - 1);
        if (keys != nullptr && !subject.erased) open_key(id, subject, keys->wrapping(), rows.text(3));
    }
    report_.subjects = std::int64_t(subjects_.size());
    report_.erased = std::int64_t(erased_.size());
}

void SubjectCheck::check_kind(std::int64_t id, std::string_view kind)
{
    if (kind == "register" || kind == "officer" || kind == "facility" || kind == "worker") return;
    report_.add("subject", std::to_string(id), "kind",
                {"loại lạ: " + std::string{kind}, "no such kind: " + std::string{kind}});
}

void SubjectCheck::open_key(std::int64_t id, Subject& subject, const Key& wrapping, std::string_view wrapped)
{
    const auto key = unwrap(wrapping, wrapped, subject.reference);
    if (key) {
        subject.key = *key;
        subject.opened = true;
        return;
    }
    report_.add("subject", std::to_string(id), "wrapped_key",
                {"khóa không mở được bằng tệp khóa này", "does not open with this key file"});
}

bool SubjectCheck::is_open(std::int64_t id, std::string_view reference)
{
    if (id < 1 || std::size_t(id) > subjects_.size()) {
        if (id != unknown_)
            report_.add("subject", std::to_string(id), "",
                        {"thiếu dòng này, mà có nội dung nêu nó", "missing, though a payload names it"});
        unknown_ = id;
        return false;
    }
    Subject& subject = subjects_[std::size_t(id) - 1];
    subject.used = true;
    return !subject.erased && subject.reference == reference;
}

bool SubjectCheck::is_erased(std::string_view reference)
{
    sought_.assign(reference);
    const auto found = erased_.find(sought_);
    if (found == erased_.end()) return false;
    subjects_[found->second].used = true;
    return true;
}

const Key* SubjectCheck::key(std::int64_t id) const
{
    if (id < 1 || std::size_t(id) > subjects_.size()) return nullptr;
    const Subject& subject = subjects_[std::size_t(id) - 1];
    return subject.opened ? &subject.key : nullptr;
}

void SubjectCheck::finish(std::int64_t events)
{
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
        if (!subjects_[i].used)
            report_.add("subject", std::to_string(i + 1), "subject",
                        {"không có sự kiện nào nói về chủ thể này", "no event is about this subject"});
    }
    check_erasures(events);
}

/// A key is destroyed by an erasure and by nothing else.
void SubjectCheck::check_erasures(std::int64_t events)
{
    Query rows{database_, R"sql(
        SELECT subject.id, subject.wrapped_key IS NULL, subject.erased_by, erasure.since_event, subject.kind
          FROM subject
          LEFT JOIN erasure ON erasure.subject = subject.subject
         WHERE subject.wrapped_key IS NULL
            OR subject.erased_by IS NOT NULL
            OR erasure.subject IS NOT NULL
    )sql"};
    while (rows.next()) {
        const bool whole = rows.integer(1) != 0 && !rows.is_null(2) && !rows.is_null(3) &&
                           rows.integer(2) == rows.integer(3) && rows.integer(2) >= 0 &&
                           rows.integer(2) < events && rows.text(4) == "worker";
        if (whole) continue;
        report_.add("subject", std::to_string(rows.integer(0)),
                    rows.integer(1) != 0 ? "erased_by" : "wrapped_key",
                    {"khóa, số sự kiện xóa và bản ghi xóa (erasure) không khớp nhau",
                     "its key, the event that erased it and the erasure record do not agree"});
    }
    Query strays{database_, R"sql(
        SELECT subject
          FROM erasure
         WHERE subject NOT IN (SELECT subject FROM subject)
    )sql"};
    while (strays.next())
        report_.add("erasure", std::string{strays.text(0)}, "subject",
                    {"không có chủ thể này", "there is no such subject"});
}

void check_subject_kinds(Database& database, Report& report)
{
    Query rows{database, R"sql(
        SELECT id, kind
          FROM subject
         WHERE NOT (   (kind = 'register' AND subject IN (SELECT subject FROM register))
                    OR (kind = 'officer'  AND subject IN (SELECT subject FROM officer))
                    OR (kind = 'facility' AND subject IN (SELECT subject FROM facility))
                    OR (kind = 'worker'   AND subject IN (SELECT subject FROM worker
                                                           UNION SELECT subject FROM erasure)))
    )sql"};
    while (rows.next())
        report.add("subject", std::to_string(rows.integer(0)), "kind",
                   {"không có bản ghi loại '" + std::string{rows.text(1)} + "' nào nêu chủ thể này",
                    "no record of the kind '" + std::string{rows.text(1)} + "' names this subject"});
}

} // namespace radcert::registry
