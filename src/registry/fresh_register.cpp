#include "registry/fresh_register.h"

#include "registry/journal.h"
#include "registry/kept_file.h"

namespace radcert::registry {

namespace fs = std::filesystem;

FreshRegister::FreshRegister(fs::path place, const char* ending)
    : place_{std::move(place)}, fresh_{place_.string() + ending}
{
    remove();
}

FreshRegister::~FreshRegister()
{
    remove();
}

void FreshRegister::remove() const
{
    std::error_code ignored;
    for (const char* const ending :
         {"", "-wal", "-shm", "-journal", ".lock", ".checkpoint", ".checkpoint.new"})
        fs::remove(fresh_.string() + ending, ignored);
}

void FreshRegister::keep()
{
    const fs::path checkpoint = kept_checkpoint_file(fresh_);
    if (fs::exists(checkpoint)) fs::rename(checkpoint, kept_checkpoint_file(place_));
    fs::rename(fresh_, place_);
    sync_folder(place_);
}

} // namespace radcert::registry
