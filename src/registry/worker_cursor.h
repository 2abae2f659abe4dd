#pragma once

#include <vector>

#include "registry/database.h"

namespace radcert::registry {

/// The rows of one table in the order of their workers.
template <class Kept>
class WorkerCursor {
public:
    using Read = Kept (*)(const Query&);

    WorkerCursor(Database& database, const char* sql, int worker_column, Read read)
        : query_{database, sql, Rows::many}, worker_column_{worker_column}, read_{read}
    {
    }

    void open(std::int64_t first, std::int64_t last, EventNumber known_by)
    {
        query_.again();
        query_.bind(":first", first);
        query_.bind(":last", last);
        query_.bind(":known_by", known_by);
        there_ = query_.next();
    }

    bool at_end() const { return !there_; }

    /// The rows of this worker, who comes after the one before; those of nobody in between are left out.
    void take(std::int64_t worker, std::vector<Kept>& into)
    {
        into.clear();
        for (; there_; there_ = query_.next()) {
            const std::int64_t whose = query_.integer(worker_column_);
            if (whose > worker) return;
            if (whose == worker) into.push_back(read_(query_));
        }
    }

    /// The next row, whosever it is.
    Kept pop()
    {
        Kept record = read_(query_);
        there_ = query_.next();
        return record;
    }

private:
    Query query_;
    int worker_column_;
    Read read_;
    bool there_{false};
};

} // namespace radcert::registry
