#include "web/office.h"

#include <semaphore>

#include "registry/passwords.h"

namespace radcert::web {

namespace {

constexpr int turns = registry::most_hashes_at_once;

} // namespace

struct Office::Turns {
    std::counting_semaphore<turns> free{turns};
};

Office::Office(OfficeOptions options)
    : options_{std::move(options)},
      store_{std::make_unique<registry::WebStore>(options_.place, options_.clock)},
      turns_{std::make_unique<Turns>()}
{
}

Office::~Office() = default;

void Office::open_desk()
{
    const std::scoped_lock lock{writing_};
    writer();
}

registry::Writer& Office::writer()
{
    if (!writer_) {
        registry::Database database{options_.place, registry::Access::write, options_.clock};
        writer_ = std::make_unique<registry::Writer>(std::move(database),
                                                     registry::KeyFile::load(options_.key_file));
    }
    return *writer_;
}

void Office::write(const std::function<void(registry::Writer&)>& work)
{
    const std::scoped_lock lock{writing_};
    work(writer());
}

registry::Database Office::open_reader() const
{
    return registry::Database{options_.place, registry::Access::read, options_.clock};
}

bool Office::password_fits(const std::string& phc, std::string_view password)
{
    turns_->free.acquire();
    const bool fits = registry::verify_password(phc.empty() ? registry::nobodys_password() : phc, password);
    turns_->free.release();
    return fits && !phc.empty();
}

const registry::KeyFile& Office::keys()
{
    const std::scoped_lock lock{keys_mutex_};
    if (!keys_) keys_ = std::make_unique<registry::KeyFile>(registry::KeyFile::load(options_.key_file));
    return *keys_;
}

} // namespace radcert::web
