#include "rules/competence.h"

#include <algorithm>

#include "rules/applies.h"

namespace radcert::rules {
namespace {

class Finder {
public:
    Finder(const Rulebook& book, const Application& application, Competence& made)
        : book_{book}, application_{application}, made_{made}
    {
    }

    void whole(std::span<const Fitting> candidates);

private:
    void device(std::span<const Fitting> candidates, const Device& device);
    void take(std::uint16_t row, std::span<const Device> devices);
    void take_strongest(const std::vector<std::uint16_t>& rows, std::span<const Device> devices);
    std::vector<Device> provincial(std::span<const Fitting> candidates) const;
    void add(Body body);
    std::optional<ProvinceCode> place(const Device& device) const;
    void fail() { unknown_ = true; }

    const Rulebook& book_;
    const Application& application_;
    Competence& made_;
    bool unknown_{false};
    bool codes_differ_{false};
};

void Finder::add(Body body)
{
    const auto at = std::ranges::lower_bound(made_.bodies, body);
    if (at == made_.bodies.end() || *at != body) made_.bodies.insert(at, body);
}

/// Where a device counts as standing: a mobile one at the head office, a fixed one where it is. Empty where
/// the file does not say which of the two it is, and it matters.
std::optional<ProvinceCode> Finder::place(const Device& device) const
{
    const ProvinceCode head_office = application_.facility.province;
    if (!device.province || *device.province == head_office) return head_office;
    if (!device.mobility) return std::nullopt;
    const bool mobile = book_.vocabulary.mobilities.word(*device.mobility) == "mobile";
    return mobile ? head_office : *device.province;
}

void Finder::take(std::uint16_t index, std::span<const Device> devices)
{
    const AuthorityRow& row = book_.authorities[index];
    made_.standing = std::max(made_.standing, row.standing);
    if (made_.rows.empty())
        made_.mode = row.mode;
    else if (made_.mode != row.mode)
        made_.mode = BodyMode::each;
    if (row.bodies.empty()) fail();
    for (const Body::Kind kind : row.bodies) {
        if (kind != Body::Kind::province) {
            add({kind});
            continue;
        }
        if (devices.empty()) add({kind, application_.facility.province});
        for (const Device& device : devices) {
            const auto province = place(device);
            if (province)
                add({kind, *province});
            else
                fail();
        }
    }
    const std::optional<std::string_view> code =
        row.procedure_code ? std::optional<std::string_view>{*row.procedure_code} : std::nullopt;
    if (made_.rows.empty())
        made_.procedure_code = code;
    else
        codes_differ_ = codes_differ_ || made_.procedure_code != code;
    if (std::ranges::find(made_.rows, index) == made_.rows.end()) made_.rows.push_back(index);
}

/// The row whose text is known best. Two that are known as well and name different bodies speak both, and who
/// decides is not known: the texts contradict each other.
void Finder::take_strongest(const std::vector<std::uint16_t>& rows, std::span<const Device> devices)
{
    const auto standing = [&](std::uint16_t row) { return book_.authorities[row].standing; };
    const std::uint16_t best = *std::ranges::min_element(rows, {}, standing);
    take(best, devices);
    for (const std::uint16_t other : rows) {
        const AuthorityRow &row = book_.authorities[other], &first = book_.authorities[best];
        const bool alike = row.bodies == first.bodies && row.mode == first.mode;
        if (row.standing != first.standing || alike) continue;
        if (std::ranges::find(made_.rows, other) == made_.rows.end()) made_.rows.push_back(other);
        made_.standing = std::max(made_.standing, Standing::unknown);
        fail();
    }
}

/// The devices that the province answers for by rows of their own: where they stand says which province it
/// is.
std::vector<Device> Finder::provincial(std::span<const Fitting> candidates) const
{
    std::vector<Device> found;
    for (const Device& device : application_.facility.devices) {
        const bool of_province = std::ranges::any_of(candidates, [&](const Fitting& candidate) {
            const AuthorityRow& row = book_.authorities[candidate.row];
            return (row.devices >> device.type & 1) != 0 && row.bodies == std::vector{Body::Kind::province};
        });
        if (of_province) found.push_back(device);
    }
    return found;
}

void Finder::device(std::span<const Fitting> candidates, const Device& device)
{
    std::vector<std::uint16_t> answering;
    for (const auto [index, fit] : candidates) {
        const AuthorityRow& row = book_.authorities[index];
        if (row.by_device || (row.devices >> device.type & 1) == 0) continue;
        if (fit == Tri::maybe) fail(); // the row that would answer hangs on a fact that is not recorded
        answering.push_back(index);
    }
    if (!answering.empty()) {
        take_strongest(answering, {&device, 1});
    } else {
        made_.standing = Standing::no_rule;
        fail();
    }
}

void Finder::whole(std::span<const Fitting> candidates)
{
    std::uint16_t side_by_side = no_index;
    std::vector<std::uint16_t> answering;
    for (const auto [index, fit] : candidates) {
        const AuthorityRow& row = book_.authorities[index];
        if (row.devices != 0) continue;
        if (fit == Tri::maybe)
            fail();
        else if (row.by_device)
            side_by_side = index;
        else
            answering.push_back(index);
    }
    if (!answering.empty()) {
        take_strongest(answering, provincial(candidates));
    } else {
        for (const Device& each : application_.facility.devices) device(candidates, each);
    }
    if (side_by_side != no_index && answering.empty()) {
        made_.standing = std::max(made_.standing, book_.authorities[side_by_side].standing);
        made_.rows.push_back(side_by_side);
    }
    if (codes_differ_) made_.procedure_code.reset();
    if (unknown_) {
        made_.bodies.clear();
        made_.procedure_code.reset();
    }
    if (made_.bodies.size() < 2)
        made_.mode = BodyMode::single;
    else if (made_.mode == BodyMode::single)
        made_.mode = BodyMode::each;
}

} // namespace

std::uint16_t find_adoption(const Rulebook& book, std::string_view id, std::int64_t day,
                            const std::vector<Body>& bodies)
{
    const Date date{std::chrono::days{day}};
    for (std::size_t i = 0; i < book.adoptions.size(); ++i) {
        const Adoption& adoption = book.adoptions[i];
        if (adoption.row == id && adoption.in_force.holds(date) &&
            std::ranges::find(bodies, adoption.authority) != bodies.end()) {
            return std::uint16_t(i);
        }
    }
    return no_index;
}

void find_competence(const Rulebook& book, std::span<const Fitting> candidates,
                     const Application& application, std::int64_t day, Standing decide_on, Competence& made)
{
    made.bodies.clear();
    made.rows.clear();
    made.standing = Standing::text;
    made.mode = BodyMode::single;
    made.procedure_code.reset();
    made.filed_with_ok.reset();
    made.adoption = no_index;
    Finder{book, application, made}.whole(candidates);

    made.decides = made.standing <= decide_on;
    if (!made.decides && !book.adoptions.empty()) {
        const auto adopted = [&](std::uint16_t row) {
            const AuthorityRow& each = book.authorities[row];
            if (each.standing <= decide_on) return true;
            made.adoption = find_adoption(book, each.id, day, made.bodies);
            return made.adoption != no_index;
        };
        made.decides = !made.rows.empty() && std::ranges::all_of(made.rows, adopted);
    }
    if (application.filed_with && made.decides && !made.bodies.empty()) {
        made.filed_with_ok = std::ranges::find(made.bodies, *application.filed_with) != made.bodies.end();
    }
}

} // namespace radcert::rules
