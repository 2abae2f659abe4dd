#pragma once

#include <filesystem>
#include <string>

#include "registry/verify.h"
#include "registry/writer.h"

namespace radcert::tests {

/// A small register in a folder of its own: a row in every table, two versions of many, one person erased,
/// every person looked at once. The clock ticks a second with each question.
class SampleRegister {
public:
    SampleRegister();
    ~SampleRegister();
    SampleRegister(const SampleRegister&) = delete;
    SampleRegister& operator=(const SampleRegister&) = delete;

    std::filesystem::path folder;
    registry::RegisterPlace place;
    const std::filesystem::path& file() const
    {
        return place.file();
    } ///< or what lies beside a database is called after
    registry::KeyFile keys() const { return registry::KeyFile::load(folder / "keys"); }

    /// A writer of it, as a second program would open it.
    registry::Writer writer();
    /// Records one more worker.
    void add_worker(registry::Writer& writer);
    /// A copy of the file and of the kept checkpoint beside it, under another name.
    registry::RegisterPlace copy(const std::string& name);

    /// Forgets a worker.
    void erase(registry::Writer& writer, std::int64_t worker);

private:
    std::vector<registry::RegisterPlace> copies_;
    void found(registry::Writer& writer);

    std::int64_t ticks_{1'750'000'000'000'000};
    std::int64_t workers_{0};
    std::string office_, officer_; ///< subjects
};

/// Records one worker of that name as lan, whose act is told from all others by it.
void record_named_worker(registry::Writer& writer, const std::string& name);

/// Everything that `radcert register verify` looks at.
registry::Report verify_all(const registry::RegisterPlace& place, const registry::KeyFile& keys);

/// What a report says, one problem a line.
std::string text_of(const registry::Report& report);

} // namespace radcert::tests
