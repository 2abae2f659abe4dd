#include "papers/workbook_parts.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>

#include "domain/error.h"
#include "papers/cell_text.h"
#include "papers/number_formats.h"
#include "papers/xml.h"

namespace radcert::papers {
namespace {

constexpr std::size_t most_styles = 100'000, most_texts = 8'000'000;

[[noreturn]] void refuse(const Words& why)
{
    throw Error{Fault::invalid_input,
                {"tệp bảng tính không nhận được: " + why.vi, "the workbook is refused: " + why.en},
                {"mở tệp bằng Excel hoặc LibreOffice và lưu lại thành tệp .xlsx mới",
                 "open it in Excel or LibreOffice and save it as a new .xlsx file"}};
}

unsigned number_of(std::string_view text, unsigned otherwise)
{
    unsigned value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    return trouble == std::errc{} && end == text.data() + text.size() && !text.empty() ? value : otherwise;
}

bool is_true(std::string_view text)
{
    return text == "1" || text == "true" || text == "on";
}

/// "xl/workbook.xml" and "worksheets/sheet1.xml" are "xl/worksheets/sheet1.xml"; "/xl/a.xml" stands from the
/// root.
std::string resolved(std::string_view from, std::string_view target)
{
    std::string path =
        target.starts_with('/') ? std::string{} : std::string{from.substr(0, from.rfind('/') + 1)};
    for (std::size_t begin = 0; begin < target.size();) {
        const std::size_t end = std::min(target.find('/', begin), target.size());
        const std::string_view step = target.substr(begin, end - begin);
        begin = end + 1;
        if (step == "..") {
            if (!path.empty()) path.pop_back();
            path.erase(path.rfind('/') + 1);
        } else if (!step.empty() && step != ".") {
            path.append(step).append(end < target.size() ? "/" : "");
        }
    }
    return path;
}

struct Relationship {
    std::string kind; ///< last word of its type: "worksheet"
    std::string target;
};

/// ID: where it leads.
using Relationships = std::map<std::string, Relationship, std::less<>>;

class RelationshipListener : public XmlListener {
public:
    RelationshipListener(Relationships& to, std::string_view from) : to_{to}, from_{from} {}
    void open(std::string_view element, const XmlAttributes& attributes) override
    {
        if (element != "Relationship" || attributes["TargetMode"] == "External") return;
        const std::string_view type = attributes["Type"];
        to_[std::string{attributes["Id"]}] = {std::string{type.substr(type.rfind('/') + 1)},
                                              resolved(from_, attributes["Target"])};
    }
    void close(std::string_view) override {}

private:
    Relationships& to_;
    std::string_view from_;
};

/// What the part `from` refers to; nothing where it has no list. The root's list is that of "".
Relationships relationships(ZipArchive& archive, std::string_view from)
{
    const std::size_t slash = from.rfind('/') + 1;
    const auto entry = archive.find(std::string{from.substr(0, slash)} + "_rels/" +
                                    std::string{from.substr(slash)} + ".rels");
    Relationships found;
    RelationshipListener listener{found, from};
    if (entry) read_xml(archive, *entry, listener);
    return found;
}

std::optional<std::string> target_of_kind(const Relationships& list, std::string_view kind)
{
    for (const auto& [id, relationship] : list)
        if (relationship.kind == kind) return relationship.target;
    return std::nullopt;
}

struct NamedSheet {
    std::string name, relationship;
    bool hidden;
};

class WorkbookListener : public XmlListener {
public:
    std::vector<NamedSheet> sheets;
    bool base_1904{false};

    void open(std::string_view element, const XmlAttributes& attributes) override
    {
        if (element == "workbookPr") base_1904 = is_true(attributes["date1904"]);
        if (element != "sheet") return;
        const std::string_view state = attributes["state"];
        sheets.push_back({std::string{attributes["name"]}, std::string{attributes["id"]},
                          state == "hidden" || state == "veryHidden"});
    }
    void close(std::string_view) override {}
};

class StyleListener : public XmlListener {
public:
    explicit StyleListener(std::vector<bool>& shows) : shows_days_{shows} {}
    void open(std::string_view element, const XmlAttributes& attributes) override
    {
        if (element == "cellXfs") in_cell_styles_ = true;
        if (element == "numFmt")
            own_[number_of(attributes["numFmtId"], 0)] = shows_days(attributes["formatCode"]);
        if (element == "xf" && in_cell_styles_) add(number_of(attributes["numFmtId"], 0));
    }
    void close(std::string_view element) override
    {
        if (element == "cellXfs") in_cell_styles_ = false;
    }

private:
    void add(unsigned format)
    {
        if (shows_days_.size() >= most_styles) refuse({"quá nhiều kiểu ô", "it has too many cell styles"});
        const auto own = own_.find(format); // number formats stand before the styles
        shows_days_.push_back(own != own_.end() ? own->second : shows_days(format));
    }

    std::vector<bool>& shows_days_;
    std::map<unsigned, bool> own_;
    bool in_cell_styles_{false};
};

class TextListener : public XmlListener {
public:
    explicit TextListener(WorkbookParts& parts) : parts_{parts} {}
    void open(std::string_view element, const XmlAttributes&) override
    {
        if (element == "si") words_.begin();
        words_.open(element);
    }
    void close(std::string_view element) override
    {
        words_.close(element);
        if (element == "si") add();
    }
    void text(std::string_view part) override { words_.text(part); }

private:
    void add()
    {
        if (parts_.ends_.size() >= most_texts) refuse({"quá nhiều chữ", "it holds too many texts"});
        if (words_.too_long()) {
            const std::string number = std::to_string(parts_.ends_.size());
            refuse({"chữ dùng chung số " + number + " dài quá 32.767 ký tự",
                    "its shared text " + number + " is longer than 32,767 characters"});
        }
        parts_.texts_ += words_.result();
        parts_.ends_.push_back(parts_.texts_.size());
    }

    WorkbookParts& parts_;
    CellText words_;
};

/// A file that is a ZIP archive and no XLSX workbook: what it is, for the person who sent it.
[[noreturn]] void refuse_other_kind(ZipArchive& archive)
{
    if (archive.find("xl/workbook.bin"))
        refuse({"đây là tệp .xlsb (Excel nhị phân)", "it is an .xlsb file (binary Excel)"});
    if (archive.find("mimetype") && archive.find("content.xml"))
        refuse({"đây là tệp .ods (OpenDocument)", "it is an .ods file (OpenDocument)"});
    if (archive.find("word/document.xml"))
        refuse(
            {"đây là tệp Word (.docx), không phải bảng tính", "it is a Word file (.docx), not a workbook"});
    refuse({"tệp nén này không phải bảng tính .xlsx", "this archive is not an .xlsx workbook"});
}

std::size_t find_workbook(ZipArchive& archive)
{
    const auto stated = target_of_kind(relationships(archive, {}), "officeDocument");
    const auto entry = archive.find(stated.value_or("xl/workbook.xml"));
    if (!entry || archive.name(*entry).ends_with(".bin")) refuse_other_kind(archive);
    return *entry;
}

} // namespace

std::string_view WorkbookParts::shared_text(std::size_t number) const
{
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return std::string_view{texts_}.substr(begin, ends_[number] - begin);
}

WorkbookParts read_parts(ZipArchive& archive)
{
    const std::size_t workbook = find_workbook(archive);
    const Relationships links = relationships(archive, archive.name(workbook));
    WorkbookListener heard;
    read_xml(archive, workbook, heard);

    WorkbookParts parts;
    parts.base_1904 = heard.base_1904;
    for (const NamedSheet& sheet : heard.sheets) {
        const auto link = links.find(sheet.relationship);
        if (link != links.end() && link->second.kind != "worksheet") continue;
        const auto entry = link == links.end() ? std::nullopt : archive.find(link->second.target);
        if (!entry)
            refuse({"thiếu nội dung của trang “" + sheet.name + "”",
                    "the content of sheet \"" + sheet.name + "\" is missing"});
        parts.sheets.push_back({sheet.name, *entry, sheet.hidden});
    }
    if (parts.sheets.empty()) refuse_other_kind(archive);

    const auto read_linked = [&](std::string_view kind, XmlListener& listener) {
        const auto target = target_of_kind(links, kind);
        const auto entry = target ? archive.find(*target) : std::nullopt;
        if (entry) read_xml(archive, *entry, listener);
    };
    StyleListener styles{parts.style_shows_days};
    read_linked("styles", styles);
    TextListener texts{parts};
    read_linked("sharedStrings", texts);
    return parts;
}

} // namespace radcert::papers
