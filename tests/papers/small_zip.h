#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace radcert::tests {

/// An archive with stored entries, byte by byte (APPNOTE.TXT 4.3), as sound or as false as a test wants it.
class SmallZip {
public:
    struct Entry {
        std::string name, bytes;
        std::uint16_t flags{0};                  ///< 1: encrypted
        std::optional<std::uint32_t> declared{}; ///< size it claims to have, when not its own
    };

    SmallZip& add(Entry entry)
    {
        entries_.push_back(std::move(entry));
        return *this;
    }
    SmallZip& add(std::string name, std::string bytes)
    {
        return add(Entry{std::move(name), std::move(bytes)});
    }

    std::string bytes() const
    {
        std::string out, directory;
        for (const Entry& entry : entries_) {
            const std::string shared = header(entry);
            const auto offset = std::uint32_t(out.size());
            out += "PK\x03\x04" + shared + entry.name + entry.bytes;
            directory += "PK\x01\x02" + two(20) + shared + two(0) + two(0) + two(0) + four(0) + four(offset) +
                         entry.name;
        }
        const auto at = std::uint32_t(out.size());
        const auto count = std::uint16_t(entries_.size());
        out += directory;
        out += "PK\x05\x06" + two(0) + two(0) + two(count) + two(count) +
               four(std::uint32_t(directory.size())) + four(at) + two(0);
        return out;
    }

private:
    static std::string two(std::uint16_t value) { return {char(value & 0xFF), char(value >> 8)}; }
    static std::string four(std::uint32_t value)
    {
        return two(std::uint16_t(value & 0xFFFF)) + two(std::uint16_t(value >> 16));
    }

    static std::uint32_t checksum(const std::string& bytes) ///< CRC-32 of ISO 3309
    {
        std::uint32_t crc = ~0u;
        for (const char c : bytes) {
            crc ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
        }
        return ~crc;
    }

    /// What local header and directory share: version needed to extra length.
    static std::string header(const Entry& entry)
    {
        const auto size = std::uint32_t(entry.bytes.size());
        return two(20) + two(entry.flags) + two(0) + two(0) + two(0x21) + four(checksum(entry.bytes)) +
               four(size) + four(entry.declared.value_or(size)) + two(std::uint16_t(entry.name.size())) +
               two(0);
    }

    std::vector<Entry> entries_;
};

/// A workbook of one sheet, from the XML of its parts.
struct SmallWorkbook {
    std::string sheet_data;   ///< inside <sheetData>
    std::string after_data{}; ///< behind it: <mergeCells>
    std::string shared{};     ///< inside <sst>
    std::string styles{};     ///< inside <styleSheet>
    std::string properties{}; ///< <workbookPr …/>
    std::string space{"http://schemas.openxmlformats.org/spreadsheetml/2006/main"};
    std::string relations{"http://schemas.openxmlformats.org/officeDocument/2006/relationships"};
    std::string sheets{R"(<sheet name="Người" sheetId="1" r:id="r1"/>)"};
    std::string prologue{}; ///< before the sheet's root element

    SmallZip archive() const
    {
        const std::string package{"http://schemas.openxmlformats.org/package/2006/relationships"};
        const std::string opening = "xmlns=\"" + space + "\" xmlns:r=\"" + relations + "\"";
        SmallZip zip;
        zip.add("_rels/.rels", "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"a\" Type=\"" +
                                   relations +
                                   "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        zip.add("xl/workbook.xml",
                "<workbook " + opening + ">" + properties + "<sheets>" + sheets + "</sheets></workbook>");
        zip.add("xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"r1\" Type=\"" + relations +
                    "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" +
                    relations +
                    "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"" +
                    relations + "/styles\" Target=\"styles.xml\"/></Relationships>");
        zip.add("xl/worksheets/sheet1.xml", prologue + "<worksheet " + opening + "><sheetData>" + sheet_data +
                                                "</sheetData>" + after_data + "</worksheet>");
        if (!shared.empty()) zip.add("xl/sharedStrings.xml", "<sst " + opening + ">" + shared + "</sst>");
        if (!styles.empty())
            zip.add("xl/styles.xml", "<styleSheet " + opening + ">" + styles + "</styleSheet>");
        return zip;
    }
    std::string bytes() const { return archive().bytes(); }
};

} // namespace radcert::tests
