#include "tests/faults/published_histories.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace radcert::faults {
namespace {

[[noreturn]] void refuse_line(const std::filesystem::path& file, const std::string& line)
{
    throw std::runtime_error{file.string() + ": cannot be read: " + line};
}

std::ifstream opened(const std::filesystem::path& file)
{
    std::ifstream stream{file};
    if (!stream) throw std::runtime_error{"cannot read " + file.string()};
    return stream;
}

/// One process has one operation open at a time; which one, in the history.
using Open = std::map<int, std::size_t>;

/// "INFO  jepsen.util - 3 :invoke :cas [0 4]".
struct EtcdLine {
    int process{};
    std::string type, what, value, other; ///< `other`: the second of two values
};

EtcdLine read_etcd_line(const std::string& line)
{
    std::istringstream words{line};
    std::string info, source, dash;
    EtcdLine read;
    words >> info >> source >> dash >> read.process >> read.type >> read.what >> read.value >> read.other;
    if (read.value.starts_with('[')) read.value.erase(0, 1);
    if (read.other.ends_with(']')) read.other.pop_back();
    return read;
}

/// @return false: it is nothing that a client was told, and says nothing about the register
bool answer_etcd(Exchange& operation, const EtcdLine& line, std::int64_t moment)
{
    if (line.type == ":info")
        return operation.what != "read"; // timed out: it may have been done, or be so yet
    const bool ok = line.type == ":ok";
    if (!ok && operation.what != "cas") return false; // a read that timed out
    operation.returned = moment;
    operation.told = operation.what == "read" ? line.value : ok ? "ok" : "refused";
    return true;
}

/// The text between the mark and the next quote, or up to the next blank, comma or brace.
std::string after(const std::string& line, const std::string& mark)
{
    const std::size_t at = line.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t from = at + mark.size();
    if (line[from] == '"') return line.substr(from + 1, line.find('"', from + 1) - from - 1);
    return line.substr(from, line.find_first_of(" ,}", from) - from);
}

} // namespace

History read_etcd_log(const std::filesystem::path& file)
{
    std::ifstream stream = opened(file);
    History all;
    Open open;
    std::vector<bool> counts;
    std::int64_t moment = 0;
    for (std::string line; std::getline(stream, line); ++moment) {
        const EtcdLine read = read_etcd_line(line);
        if (read.type == ":invoke") {
            const bool cas = read.what == ":cas";
            open[read.process] = all.size();
            all.push_back({read.process,
                           read.what.substr(1),
                           cas ? read.other : read.value,
                           cas ? read.value : "",
                           {},
                           moment});
            if (read.what == ":read") all.back().given.clear();
            counts.push_back(read.what != ":read"); // a read without an answer tells nothing
            continue;
        }
        const auto asked = open.find(read.process);
        if (asked == open.end()) refuse_line(file, line);
        counts[asked->second] = answer_etcd(all[asked->second], read, moment);
        open.erase(asked);
    }
    History history;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (counts[i]) history.push_back(std::move(all[i]));
    return history;
}

Histories read_text_log(const std::filesystem::path& file)
{
    std::ifstream stream = opened(file);
    Histories histories;
    Open open;
    std::int64_t moment = 0;
    for (std::string line; std::getline(stream, line); ++moment) {
        const int process = std::stoi(after(line, ":process "));
        History& history = histories[after(line, ":key ")];
        const std::string type = after(line, ":type "), what = after(line, ":f ").substr(1);
        const std::string value = after(line, ":value ");
        if (type == ":invoke") {
            open[process] = history.size();
            history.push_back({process, what, what == "get" ? "" : value, {}, {}, moment});
            continue;
        }
        const auto asked = open.find(process);
        if (asked == open.end() || type != ":ok") refuse_line(file, line);
        Exchange& operation = history.at(asked->second);
        operation.returned = moment;
        operation.told = what == "get" ? value : "ok";
        open.erase(asked);
    }
    return histories;
}

} // namespace radcert::faults
