#include "tests/faults/recording_disk.h"

#include <cstring>
#include <mutex>
#include <sqlite3.h>

namespace radcert::faults {
namespace {

/// The one recording that goes on; SQLite's functions know no other way to it.
struct Tape {
    std::mutex mutex;
    std::string file;
    std::vector<Step> steps;

    /// The ending, where the name is one of the register's.
    bool watches(const char* name, std::string& ending) const
    {
        if (name == nullptr || std::strncmp(name, file.c_str(), file.size()) != 0) return false;
        ending = name + file.size();
        return true;
    }
    void note(Step step)
    {
        const std::lock_guard<std::mutex> alone{mutex};
        steps.push_back(std::move(step));
    }
};
Tape tape;

struct File {
    sqlite3_file base;
    std::string* ending; ///< nothing: not watched
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& file_of(sqlite3_file* file)
{
    return *reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file)
{
    return file_of(file).real();
}
const sqlite3_io_methods& methods(sqlite3_file* file)
{
    return *real(file)->pMethods;
}
sqlite3_vfs* real(sqlite3_vfs* recording)
{
    return static_cast<sqlite3_vfs*>(recording->pAppData);
}
void note(sqlite3_file* file, Step::Kind kind, std::int64_t at = 0, std::string bytes = {})
{
    if (const std::string* ending = file_of(file).ending) tape.note({kind, *ending, at, std::move(bytes)});
}

int close(sqlite3_file* file)
{
    delete file_of(file).ending;
    file_of(file).ending = nullptr;
    return methods(file).xClose(real(file));
}
int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 at)
{
    return methods(file).xRead(real(file), bytes, size, at);
}
int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at)
{
    note(file, Step::write, at, {static_cast<const char*>(bytes), std::size_t(size)});
    return methods(file).xWrite(real(file), bytes, size, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size)
{
    note(file, Step::truncate, size);
    return methods(file).xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags)
{
    const int answer = methods(file).xSync(real(file), flags);
    note(file, Step::sync);
    return answer;
}
int file_size(sqlite3_file* file, sqlite3_int64* size)
{
    return methods(file).xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level)
{
    return methods(file).xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level)
{
    return methods(file).xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* answer)
{
    return methods(file).xCheckReservedLock(real(file), answer);
}
int file_control(sqlite3_file* file, int what, void* argument)
{
    return methods(file).xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file)
{
    return methods(file).xSectorSize(real(file));
}
int characteristics(sqlite3_file* file)
{
    return methods(file).xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at)
{
    return methods(file).xShmMap(real(file), page, size, extend, at);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags)
{
    return methods(file).xShmLock(real(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file)
{
    methods(file).xShmBarrier(real(file));
}
int shm_unmap(sqlite3_file* file, int remove)
{
    return methods(file).xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods recording_methods{
    2,         close,      read,         write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, file_control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    std::string ending;
    const bool watched = tape.watches(name, ending);
    int there = 1;
    if (watched) real(vfs)->xAccess(real(vfs), name, SQLITE_ACCESS_EXISTS, &there);
    file_of(file).ending = nullptr;
    file_of(file).base.pMethods = nullptr;
    const int answer = real(vfs)->xOpen(real(vfs), name, real(file), flags, out_flags);
    if (answer != SQLITE_OK) return answer;
    file_of(file).base.pMethods = &recording_methods;
    if (!watched) return answer;
    file_of(file).ending = new std::string{ending};
    if (there == 0) note(file, Step::make);
    return answer;
}

int remove_file(sqlite3_vfs* vfs, const char* name, int sync_folder)
{
    const int answer = real(vfs)->xDelete(real(vfs), name, sync_folder);
    std::string ending;
    // `at` is 1 when the folder was synced with it.
    if (answer == SQLITE_OK && tape.watches(name, ending)) tape.note({Step::remove, ending, sync_folder});
    return answer;
}

sqlite3_vfs recording_vfs;

} // namespace

Recording::Recording(std::string file)
{
    tape.file = std::move(file);
    tape.steps.clear();
    sqlite3_initialize();
    sqlite3_vfs* const unix_vfs = sqlite3_vfs_find("unix");
    recording_vfs = *unix_vfs;
    recording_vfs.pNext = nullptr;
    recording_vfs.zName = "recording";
    recording_vfs.pAppData = unix_vfs;
    recording_vfs.szOsFile = int(sizeof(File)) + unix_vfs->szOsFile;
    recording_vfs.xOpen = open;
    recording_vfs.xDelete = remove_file;
    sqlite3_vfs_register(&recording_vfs, 1);
}

Recording::~Recording()
{
    sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1);
    sqlite3_vfs_unregister(&recording_vfs);
}

void Recording::acknowledge(std::int64_t commit, std::string kept)
{
    tape.note({Step::acknowledge, {}, commit, std::move(kept)});
}

std::vector<Step> Recording::steps() const
{
    return tape.steps;
}

namespace {

void apply(std::string& content, const Step& step, std::size_t most)
{
    if (step.kind == Step::truncate) {
        content.resize(std::size_t(step.at));
        return;
    }
    const std::size_t size = std::min(step.bytes.size(), most);
    if (content.size() < std::size_t(step.at) + size) content.resize(std::size_t(step.at) + size);
    content.replace(std::size_t(step.at), size, step.bytes, 0, size);
}

constexpr std::size_t whole = std::string::npos;
constexpr std::size_t sector = 512;

} // namespace

Disk::Disk(const Image& start)
{
    for (const auto& [name, content] : start) {
        auto node = std::make_shared<Node>();
        node->synced = content;
        durable_[name] = now_[name] = node;
    }
}

void Disk::take(const Step& step)
{
    switch (step.kind) {
    case Step::make: {
        auto node = std::make_shared<Node>();
        node->new_to_folder = true;
        now_[step.file] = node;
        renamings_.push_back({step.file, node});
        return;
    }
    case Step::write:
    case Step::truncate: now_.at(step.file)->pending.push_back(&step); return;
    case Step::sync: {
        Node& node = *now_.at(step.file);
        for (const Step* const pending : node.pending) apply(node.synced, *pending, whole);
        node.pending.clear();
        if (!node.new_to_folder) return;
        node.new_to_folder = false;
        durable_ = now_;
        renamings_.clear();
        return;
    }
    case Step::remove:
        now_.erase(step.file);
        renamings_.push_back({step.file, nullptr});
        if (step.at == 0) return;
        durable_ = now_;
        renamings_.clear();
        return;
    case Step::acknowledge: return;
    }
}

bool Disk::unsettled() const
{
    if (!renamings_.empty()) return true;
    for (const auto& [name, node] : now_)
        if (!node->pending.empty()) return true;
    return false;
}

Image Disk::after(Loss loss, std::mt19937& random) const
{
    const auto toss = [&] { return random() % 2 == 0; };
    // Names change in their order, so the folder is as it was after some of the changes.
    Names names = durable_;
    std::size_t changes = loss == Loss::everything ? 0 : renamings_.size();
    if (loss == Loss::some && changes > 0) changes = random() % (changes + 1);
    for (std::size_t i = 0; i < changes; ++i) {
        if (renamings_[i].node)
            names[renamings_[i].name] = renamings_[i].node;
        else
            names.erase(renamings_[i].name);
    }
    Image image;
    for (const auto& [name, node] : names) {
        std::string content = node->synced;
        const auto& pending = node->pending;
        const std::size_t torn = pending.empty() ? 0 : random() % pending.size();
        for (std::size_t i = 0; i < pending.size(); ++i) {
            if (loss == Loss::everything || (loss == Loss::some && toss())) continue;
            if (loss == Loss::torn && i == torn) {
                const std::size_t sectors = pending[i]->bytes.size() / sector;
                apply(content, *pending[i], sectors == 0 ? 0 : random() % sectors * sector);
                if (toss()) break; // and nothing that came after it
            } else
                apply(content, *pending[i], whole);
        }
        image[name] = std::move(content);
    }
    return image;
}

} // namespace radcert::faults
