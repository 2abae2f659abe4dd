#include "casework/coverage.h"

#include <algorithm>
#include <set>

#include "domain/body.h"
#include "registry/certificates.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/workers.h"
#include "rules/staffing.h"

namespace radcert::casework {
namespace {

/// The facility as the rules look at it. Types that the vocabulary no longer has are left out.
radcert::Facility facility_for_rules(const registry::Facility& facility,
                                     const std::vector<registry::Equipment>& units, const Vocabulary& words)
{
    radcert::Facility made;
    made.id = "F-" + std::to_string(facility.facility);
    made.name = facility.name;
    made.province = parse_body("province:" + facility.province).value_or(Body{}).province;
    made.medical = facility.medical;
    for (const registry::Equipment& unit : units) {
        const auto type = words.equipment_types.find(unit.type);
        if (!type) continue;
        Device device;
        device.type = *type;
        if (unit.mobility) device.mobility = words.mobilities.find(*unit.mobility);
        if (unit.province)
            device.province = parse_body("province:" + *unit.province).value_or(Body{}).province;
        made.devices.push_back(std::move(device));
    }
    return made;
}

/// The same role may be asked for by several rows: the highest number counts, and the surest row.
void merge(std::vector<RoleCoverage>& roles, const rules::AskedDuty& duty, const rules::AskedPost& post,
           const Vocabulary& words)
{
    const std::string& word = words.roles.word(post.role);
    auto found = std::ranges::find(roles, word, &RoleCoverage::role);
    const bool fresh = found == roles.end();
    RoleCoverage& role = fresh ? roles.emplace_back() : *found;
    const bool surely = duty.applies == rules::Tri::yes && duty.decides;
    role.rules.push_back(duty.row->id);
    if (fresh) {
        role.role = word;
        role.at_least = post.at_least;
        role.standing = duty.row->standing;
        role.surely_asked = surely;
        role.certificate = post.certificate.need;
        if (post.certificate.row != nullptr) role.certificate_rule = post.certificate.row->id;
        return;
    }
    if (surely == role.surely_asked) {
        if (post.at_least && role.at_least) role.at_least = std::max(*role.at_least, *post.at_least);
        if (!post.at_least) role.at_least.reset();
        role.standing = std::min(role.standing, duty.row->standing);
    } else if (surely) { // what is sure goes before what may be
        role.at_least = post.at_least;
        role.standing = duty.row->standing;
        role.surely_asked = true;
    }
}

std::optional<Date> earlier(std::optional<Date> a, std::optional<Date> b)
{
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}
std::optional<Date> later(std::optional<Date> a, std::optional<Date> b)
{
    if (!a || !b) return a ? a : b;
    return std::max(*a, *b);
}

/// People at the facility with the days of their posts and appointments, by role; the empty role is a post
/// without one.
struct Presence {
    std::int64_t worker;
    std::string role;
    std::optional<Date> from, to;
};

std::vector<Presence> presences(registry::Database& database, std::int64_t facility, AsOf as_of)
{
    std::vector<Presence> all;
    for (const auto& post : registry::posts_at(database, facility, as_of))
        all.push_back({post.worker, post.role.value_or(""), post.from_day, post.to_day});
    for (const auto& appointed : registry::appointments_at(database, facility, as_of))
        all.push_back({appointed.worker, appointed.role, appointed.appointed_on, appointed.to_day});
    return all;
}

/// Certificates of one role that a worker has: the one that stands on the day and lasts longest, and whether
/// there is any at all.
struct Held {
    std::optional<registry::Certificate> best;
    bool any{false};
};

Held certificates_for(registry::Database& database, std::int64_t worker, const std::string& role, AsOf as_of)
{
    Held held;
    for (auto& certificate : registry::certificates_of(database, worker, as_of.known_by)) {
        if (certificate.role != role) continue;
        held.any = true;
        const auto entries = registry::statuses_of(database, certificate, as_of.known_by);
        if (registry::status_on(certificate, entries, as_of.in_force) != "in_force") continue;
        const bool lasts_longer = held.best && held.best->valid_to &&
                                  (!certificate.valid_to || *certificate.valid_to > *held.best->valid_to);
        if (!held.best || lasts_longer) held.best = std::move(certificate);
    }
    return held;
}

class CoverageMaker {
public:
    CoverageMaker(registry::Database& database, std::int64_t facility, AsOf as_of)
        : database_{database}, facility_{facility}, as_of_{as_of},
          present_{presences(database, facility, as_of)}
    {
    }

    void fill(RoleCoverage& role)
    {
        std::set<std::int64_t> seen;
        for (const Presence& presence : present_) {
            if (presence.role == role.role && seen.insert(presence.worker).second)
                add(role, presence.worker, &presence);
        }
        add_others(role, seen);
        settle(role);
    }

private:
    void add(RoleCoverage& role, std::int64_t worker, const Presence* presence)
    {
        RoleHolder holder;
        holder.worker = worker;
        holder.full_name = registry::load_worker(database_, worker, as_of_.known_by).full_name;
        holder.post_recorded = presence != nullptr;
        if (presence != nullptr) {
            holder.from = presence->from;
            holder.to = presence->to;
        }
        const auto [certificate, any] = certificates_for(database_, worker, role.role, as_of_);
        holder.lapsed = any && !certificate;
        if (certificate) {
            holder.certificate = certificate->certificate;
            holder.from = later(holder.from, certificate->issued_on);
            holder.to = earlier(holder.to, certificate->valid_to);
        }
        holder.counts =
            holder.post_recorded && (certificate || role.certificate == CertificateNeed::not_required);
        role.holders.push_back(std::move(holder));
    }

    /// Whoever is at the facility, or was certified for it, and has the certificate, but no post for the role
    /// on record.
    void add_others(RoleCoverage& role, std::set<std::int64_t>& seen)
    {
        registry::CertificateFilter filter;
        filter.facility = facility_;
        filter.role = role.role;
        filter.status = "in_force";
        filter.in_force = as_of_.in_force;
        constexpr std::size_t most = 1'000;
        for (const auto& certificate :
             registry::list_certificates(database_, filter, as_of_.known_by, most)) {
            if (seen.insert(certificate.worker).second) add(role, certificate.worker, nullptr);
        }
        for (const Presence& presence : present_) {
            if (seen.contains(presence.worker)) continue;
            if (certificates_for(database_, presence.worker, role.role, as_of_).best &&
                seen.insert(presence.worker).second)
                add(role, presence.worker, nullptr);
        }
    }

    static std::size_t counting_on(const RoleCoverage& role, Date day)
    {
        return std::size_t(std::ranges::count_if(role.holders, [&](const RoleHolder& holder) {
            return holder.counts && (!holder.from || *holder.from <= day) &&
                   (!holder.to || *holder.to >= day);
        }));
    }

    void settle(RoleCoverage& role) const
    {
        if (role.at_least == 0) {
            role.state = CoverageState::not_asked;
            return;
        }
        // "Each person who does the work": nobody at a post without a certificate.
        const std::size_t needed = role.at_least ? std::size_t(*role.at_least) : 1;
        const std::size_t counting = counting_on(role, as_of_.in_force);
        const bool uncertified = std::ranges::any_of(
            role.holders, [](const RoleHolder& holder) { return holder.post_recorded && !holder.counts; });
        const bool enough = counting >= needed && (role.at_least || !uncertified);
        // Known to be uncovered: whoever has the post is known to have no certificate any more, and nobody
        // else may.
        const bool known =
            !role.holders.empty() && std::ranges::all_of(role.holders, [](const RoleHolder& holder) {
                return holder.counts || (holder.post_recorded && holder.lapsed);
            });
        const bool sure = role.surely_asked && role.certificate != CertificateNeed::unknown;
        if (enough && role.certificate != CertificateNeed::unknown)
            role.state = CoverageState::covered;
        else
            role.state = !enough && sure && known ? CoverageState::uncovered : CoverageState::undetermined;
        role.single_point = enough && counting == needed;
        if (role.state == CoverageState::uncovered) role.uncovered_from = as_of_.in_force;
        if (role.state == CoverageState::covered) role.uncovered_from = first_gap(role, needed);
    }

    /// The first day on which too few are left: it can only follow somebody's last day.
    std::optional<Date> first_gap(const RoleCoverage& role, std::size_t needed) const
    {
        std::set<Date> ends;
        for (const RoleHolder& holder : role.holders) {
            if (holder.counts && holder.to && *holder.to >= as_of_.in_force)
                ends.insert(*holder.to + std::chrono::days{1});
        }
        const auto gap =
            std::ranges::find_if(ends, [&](Date day) { return counting_on(role, day) < needed; });
        return gap == ends.end() ? std::nullopt : std::optional{*gap};
    }

    registry::Database& database_;
    std::int64_t facility_;
    AsOf as_of_;
    std::vector<Presence> present_;
};

} // namespace

std::string_view word(CoverageState state)
{
    constexpr std::string_view words[] = {"covered", "uncovered", "undetermined", "not_asked"};
    return words[std::size_t(state)];
}

const Words& name(CoverageState state)
{
    static const Words names[] = {{"đủ người", "covered"},
                                  {"THIẾU NGƯỜI", "UNCOVERED"},
                                  {"chưa xác định", "undetermined"},
                                  {"không đòi hỏi", "not asked for"}};
    return names[std::size_t(state)];
}

Coverage facility_coverage(registry::Database& database, const RulebookInUse& rules, std::int64_t facility,
                           AsOf as_of)
{
    const registry::ReadScope one_state{database};
    const auto record = registry::load_facility(database, facility, as_of.known_by);
    const auto units = registry::equipment_of(database, facility, as_of.in_force, as_of.known_by);
    Coverage coverage{facility, as_of.in_force, units.size(), false, {}, {}};
    rules::Staffing staffing{rules.program};
    const auto asked = facility_for_rules(record, units, rules.book.vocabulary);
    for (const rules::AskedDuty& duty : staffing.duties(asked, as_of.in_force)) {
        coverage.anything_known = true;
        if (duty.doubt == rules::Doubt::work) continue; // work that no record names: the report says so once
        for (const rules::AskedPost& post : duty.posts)
            merge(coverage.roles, duty, post, rules.book.vocabulary);
    }
    CoverageMaker maker{database, facility, as_of};
    for (RoleCoverage& role : coverage.roles) {
        maker.fill(role);
        if (role.surely_asked)
            coverage.uncovered_from = earlier(coverage.uncovered_from, role.uncovered_from);
    }
    return coverage;
}

} // namespace radcert::casework
