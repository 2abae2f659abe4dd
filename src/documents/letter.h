#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/date.h"

namespace radcert::documents {

// A paper of the desk as plain values: what stands on it, in the order in which it is read. Vietnamese text,
// NFC; English, where a paper bears any, stands in the text beside it. Layout is the drawer's: A4, Tinos,
// margins and places of Decree 30/2020/NĐ-CP, Annex I.

/// Whose paper it is, top left, and where it is signed.
struct Letterhead {
    std::string parent; ///< "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK"; may be empty
    std::string body;   ///< "SỞ KHOA HỌC VÀ CÔNG NGHỆ"
    std::string place;  ///< "Đắk Lắk", in "Đắk Lắk, ngày 05 tháng 3 năm 2026"
};

struct Paragraph {
    std::string text;
    bool bold{false}, italic{false}, centred{false};
};

/// "Label: value" lines; an empty value is not known and drawn as "…………".
struct FieldLines {
    std::vector<std::pair<std::string, std::string>> lines;
};

/// Numbered 1, 2, 3 …; each item may have lines of its own below it, drawn as they are.
struct Items {
    struct Item {
        std::string text;
        std::vector<std::string> below{};
    };
    std::vector<Item> items;
};

/// A table with a heading row, which is repeated on every page. Widths are shares of the page's width. A row
/// has no more cells than there are columns; what it lacks at its end is empty.
struct Grid {
    struct Column {
        std::string heading;
        double share{1};
        bool number{false}; ///< right-aligned
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
};

using Block = std::variant<Paragraph, FieldLines, Items, Grid>;

/// Who signs: "GIÁM ĐỐC", "Người nhận hồ sơ".
struct Signatory {
    std::string capacity; ///< printed in capitals and bold
    std::string note;     ///< "(Ký, ghi rõ họ tên)"; may be empty
    std::string name;     ///< may be empty
};

struct Letter {
    Letterhead head;
    std::string form;       ///< "Mẫu số 01 (Thông tư 01/2018/TT-VPCP)", small, top right; may be empty
    std::string number;     ///< "Số: " and this; empty: dots
    std::string subject;    ///< "V/v …" under the number; may be empty
    Date dated{};           ///< `Date{}`: dots, to be filled in by hand
    std::string title;      ///< in capitals, centred; may be empty
    std::string salutation; ///< "Kính gửi: …"; may be empty
    std::vector<Block> blocks;
    std::optional<Signatory> left{}; ///< e.g. who files; the right one is the office's
    std::optional<Signatory> right{};
    std::vector<std::string>
        recipients{};       ///< "Nơi nhận", dashes and semicolons are the drawer's; empty: none
    std::string qr{};       ///< text of a QR code at the top left below the head; empty: none
    std::string footnote{}; ///< small, at the end: what is not known of the official form
    bool landscape{false};  ///< for registers and reports
};

/// The certificate: the title in the middle, number, holder and what it is for, QR code at the bottom left.
struct CertificatePaper {
    Letterhead head;
    std::string title; ///< "CHỨNG CHỈ NHÂN VIÊN BỨC XẠ"
    std::string title_en;
    std::string number;
    std::string legal_basis;                                 ///< one sentence, or empty
    std::vector<std::pair<std::string, std::string>> fields; ///< "Họ và tên / Full name": "NGUYỄN ĐỨC THỊNH";
                                                             ///< the first value is bold
    Date issued_on{};
    Signatory signatory;
    std::string statement;  ///< text of the QR code, and attached to the PDF as "statement.txt"
    std::string credential; ///< JSON, attached as "credential.json"; may be empty
    std::string check_at;   ///< how anybody checks it, in words beside the QR code
    std::string footnote;   ///< may be empty
};

} // namespace radcert::documents
