#include "cli/gap_page.h"

#include <algorithm>

#include "cli/output.h"
#include "cli/page.h"
#include "cli/report.h"
#include "workshop/gap_words.h"

namespace radcert::cli {
namespace {

using workshop::GapCell;
using workshop::GapChange;
using workshop::GapLine;
using workshop::GapQuestion;
using workshop::GapState;

/// The mark of a cell in the matrix, one letter in the reader's language.
std::string_view mark_of(GapState state, Language language)
{
    constexpr std::string_view vi[] = {"R", "N", "S", "?", "0", "!", "·"},
                               en[] = {"D", "J", "I", "?", "0", "!", "·"};
    return (language == Language::vi ? vi : en)[std::size_t(state)];
}

class GapPage {
public:
    GapPage(const rules::Rulebook& book, const std::string& topic, Language language)
        : book_{book}, topic_{topic}, page_{report_width, language, colour_wanted()}
    {
    }

    std::string map(const GapQuestion& question, const std::vector<GapLine>& lines)
    {
        page_.heading(page_.say({"Luật nói gì và im lặng ở đâu, ngày ",
                                 "What the law says and where it is silent, on "}) +
                          to_dmy(question.on),
                      Colour::bold);
        legend();
        matrix(lines);
        const auto points = open_points(lines);
        page_.blank();
        page_.heading(page_.say({"CÒN ĐỂ NGỎ", "OPEN"}), Colour::bold);
        for (const auto& point : points) {
            if (gap_topic_wanted(topic_, point.topic)) open_point(point);
        }
        if (points.empty()) page_.paragraph(page_.say({"không có gì", "nothing"}), 2);
        return page_.take();
    }

    std::string changes(Date from, Date until, const std::vector<GapChange>& changes)
    {
        page_.heading(page_.say({"Thay đổi sau ngày ", "Changes after "}) + to_dmy(from) +
                          page_.say({" đến ", " until "}) + to_dmy(until),
                      Colour::bold);
        Date day{};
        std::size_t replaced = 0;
        for (const GapChange& change : changes) {
            if (!gap_topic_wanted(topic_, change.topic)) continue;
            // Who decides may change though it is as clear as before.
            const bool same = change.before.state == change.after.state;
            if (same && workshop::gap_topics[change.topic] != Topic::authority) {
                ++replaced;
                continue;
            }
            if (change.day != day) {
                day = change.day;
                page_.blank();
                page_.heading(to_dmy(day), Colour::bold);
            }
            one(change);
        }
        page_.blank();
        page_.paragraph(page_.say({"Ngoài ra, số nội dung có dòng mới nhưng mức quy định như cũ: ",
                                   "Besides, contents with new rows that settle them just as far: "}) +
                            std::to_string(replaced),
                        0);
        return page_.take();
    }

private:
    void legend()
    {
        std::string marks, columns;
        for (std::size_t i = 0; i < workshop::gap_state_count; ++i) {
            marks += (marks.empty() ? "" : "   ") + std::string{mark_of(GapState(i), page_.language())} +
                     " " + page_.say(name(GapState(i)));
        }
        for (workshop::GapTopic i = 0; i < workshop::gap_topics.size(); ++i) {
            if (!gap_topic_wanted(topic_, i)) continue;
            columns += (columns.empty() ? "" : "; ") + std::to_string(i + 1) + " " +
                       page_.say(name(workshop::gap_topics[i]));
        }
        page_.paragraph(marks, 0, Colour::dim);
        page_.paragraph(columns, 0, Colour::dim);
    }

    std::string marks_of(const GapLine& line) const
    {
        std::string out;
        for (workshop::GapTopic i = 0; i < workshop::gap_topics.size(); ++i) {
            if (gap_topic_wanted(topic_, i))
                out += "  " + std::string{mark_of(line.cells[i].state, page_.language())};
        }
        return out;
    }

    std::string numbers() const
    {
        std::string out;
        for (workshop::GapTopic i = 0; i < workshop::gap_topics.size(); ++i) {
            if (!gap_topic_wanted(topic_, i)) continue;
            const std::string number = std::to_string(i + 1);
            out += std::string(3 - number.size(), ' ') + number;
        }
        return out;
    }

    /// A line for the kinds of equipment of a role whose cells look the same.
    void matrix(const std::vector<GapLine>& lines)
    {
        struct Group {
            workshop::GapPlace place;
            std::string marks;
        };
        for (std::size_t first = 0; first < lines.size();) {
            const Code role = lines[first].role;
            std::vector<Group> groups;
            for (; first < lines.size() && lines[first].role == role; ++first) {
                const GapLine& line = lines[first];
                const std::string marks = marks_of(line);
                auto found = std::ranges::find_if(groups, [&](const Group& group) {
                    return group.marks == marks && group.place.medical == line.medical;
                });
                if (found == groups.end())
                    found = groups.insert(groups.end(), {{role, line.medical, 0}, marks});
                found->place.equipment |= rules::DeviceSet{1} << line.equipment_type;
            }
            page_.blank();
            page_.line(page_.say(book_.vocabulary.roles.name(role)), numbers(), 0, "", Colour::bold);
            for (const Group& group : groups) {
                std::string text =
                    workshop::equipment_words(book_.vocabulary, group.place.equipment, page_.language());
                if (group.place.medical)
                    text += " (" + page_.say(workshop::medical_words(group.place.medical)) + ")";
                page_.line(text, group.marks, 2, "", Colour::none);
            }
        }
    }

    void rows(const GapCell& cell)
    {
        for (const auto& row : cell.rows) {
            if (row.state != cell.state) continue;
            page_.paragraph(row_words(book_, row, page_.language()) + ": " + page_.say(row.row->title), 4,
                            Colour::dim);
        }
        if (cell.rows.empty())
            page_.paragraph(page_.say({"bộ quy định không có dòng nào", "no row of the rulebook speaks"}), 4,
                            Colour::dim);
    }

    void places(const std::vector<workshop::GapPlace>& places)
    {
        for (const auto& place : places)
            page_.paragraph(place_words(book_.vocabulary, place, page_.language()), 4);
    }

    void open_point(const workshop::OpenPoint& point)
    {
        page_.line(page_.say(name(workshop::gap_topics[point.topic])), page_.say(name(point.cell.state)), 2,
                   "", Colour::yellow);
        rows(point.cell);
        places(point.places);
    }

    void one(const GapChange& change)
    {
        page_.line(page_.say(name(workshop::gap_topics[change.topic])),
                   page_.say(name(change.before.state)) + " → " + page_.say(name(change.after.state)), 2, "",
                   Colour::none);
        rows(change.after);
        places(change.places);
    }

    const rules::Rulebook& book_;
    const std::string& topic_;
    Page page_;
};

} // namespace

std::string gap_page(const rules::Rulebook& book, const GapQuestion& question,
                     const std::vector<GapLine>& map, const std::string& topic, Language language)
{
    return GapPage{book, topic, language}.map(question, map);
}

std::string gap_change_page(const rules::Rulebook& book, Date from, Date until,
                            const std::vector<GapChange>& changes, const std::string& topic,
                            Language language)
{
    return GapPage{book, topic, language}.changes(from, until, changes);
}

} // namespace radcert::cli
