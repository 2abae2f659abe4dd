#include "cli/line_source.h"

#include <algorithm>

namespace radcert::cli {
namespace {

constexpr std::size_t block = 256u << 10;
constexpr std::size_t longest_line = 16u << 20;

} // namespace

/// Appends what has arrived to `pending_`. False at the end of the file.
bool LineSource::fill()
{
    ended_ = !file_.append_to(pending_, block);
    return !ended_;
}

/// Drops a line that is over the limit, without keeping it.
void LineSource::skip_line()
{
    std::size_t end = pending_.find('\n');
    while (end == std::string::npos) {
        pending_.clear();
        if (!fill()) return;
        end = pending_.find('\n');
    }
    pending_.erase(0, end + 1);
}

std::unique_ptr<LineBatch> LineSource::next()
{
    std::size_t searched = 0;
    std::size_t last_end = std::string::npos;
    while (!ended_ && last_end == std::string::npos && pending_.size() <= longest_line) {
        searched = pending_.size();
        fill();
        const std::size_t found = pending_.rfind('\n');
        if (found != std::string::npos && found >= searched) last_end = found;
    }
    if (last_end == std::string::npos && !ended_) { // one line that has outgrown the limit
        auto batch = std::make_unique<LineBatch>();
        batch->first_line = line_++;
        batch->too_long = true;
        skip_line();
        return batch;
    }
    if (pending_.empty()) return nullptr;
    auto batch = std::make_unique<LineBatch>();
    batch->first_line = line_;
    std::string rest = last_end == std::string::npos ? std::string{} : pending_.substr(last_end + 1);
    if (last_end != std::string::npos) pending_.resize(last_end + 1);
    batch->text = std::move(pending_);
    pending_ = std::move(rest);
    line_ += std::size_t(std::count(batch->text.begin(), batch->text.end(), '\n'));
    return batch;
}

} // namespace radcert::cli
