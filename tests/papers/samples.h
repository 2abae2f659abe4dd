#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>

#include "documents/paper_tools.h"
#include "tests/files.h"

// Papers of made-up people, and the tools of other houses that read them.

namespace radcert::tests {

inline documents::Letterhead letterhead()
{
    return {"ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Đắk Lắk"};
}

inline documents::CertificatePaper certificate_of(const std::string& full_name)
{
    documents::CertificatePaper paper;
    paper.head = letterhead();
    paper.title = "CHỨNG CHỈ NHÂN VIÊN BỨC XẠ";
    paper.title_en = "Radiation Worker Certificate";
    paper.number = "17/2026/CC-SKHCN";
    paper.legal_basis = "Căn cứ Luật Năng lượng nguyên tử và các văn bản quy định chi tiết thi hành.";
    paper.fields = {{"Họ và tên / Full name", full_name},
                    {"Ngày sinh / Date of birth", "09/02/1988"},
                    {"Số định danh cá nhân / Personal number", "999088001234"},
                    {"Công việc / Function", "Người phụ trách an toàn bức xạ, X-quang chẩn đoán trong y tế"},
                    {"Có giá trị đến hết ngày / Valid until", "04/03/2031"}};
    paper.issued_on = date(2026, 3, 5);
    paper.signatory = {"Giám đốc", "", "LÊ THỊ HỒNG NGỌC"};
    paper.statement = "RADCERT1|H15|17/2026/CC-SKHCN|" + full_name + "|999088001234|2026-03-05|2031-03-04|" +
                      std::string(86, 'k') + "==";
    paper.credential = R"({"type":"VerifiableCredential","name":")" + full_name + "\"}";
    paper.check_at = "Quét mã QR, hoặc gửi tệp PDF này tới cơ quan cấp.";
    paper.footnote = "Bản in chỉ có giá trị khi có chữ ký và con dấu.";
    return paper;
}

inline documents::Letter letter()
{
    documents::Letter letter;
    letter.head = letterhead();
    letter.number = "45/SKHCN-QLCN";
    letter.subject = "V/v bổ sung hồ sơ";
    letter.dated = date(2026, 3, 5);
    letter.salutation = "Kính gửi: Bệnh viện Đa khoa Ví Dụ";
    letter.right = documents::Signatory{"Giám đốc", "(Ký, đóng dấu)", "Lê Thị Hồng Ngọc"};
    return letter;
}

/// A folder for the time of a test.
class Folder {
public:
    Folder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "radcert-papers-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no folder for a test"};
        path_ = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string operator/(std::string_view name) const { return (path_ / name).string(); }
    std::string keep(std::string_view name, std::string_view bytes) const
    {
        std::ofstream{path_ / name, std::ios::binary} << bytes;
        return *this / name;
    }

private:
    std::filesystem::path path_;
};

/// What a command prints. The test fails where it does not end with 0.
inline std::string output_of(const std::string& command)
{
    FILE* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error{"cannot run " + command};
    std::string printed;
    std::array<char, 4096> part;
    for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) > 0;)
        printed.append(part.data(), n);
    if (pclose(pipe) != 0) throw std::runtime_error{"did not end well: " + command + "\n" + printed};
    return printed;
}

inline std::string words_of(const Folder& folder, std::string_view pdf)
{
    return output_of("pdftotext -layout " + folder.keep("words.pdf", pdf) + " -");
}

/// A key and certificate of a made-up office, made by openssl.
inline documents::SigningIdentity identity_in(const Folder& folder)
{
    output_of("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=So KHCN thu nghiem' -keyout " +
              (folder / "key.pem") + " -out " + (folder / "cert.pem") + " 2>&1");
    output_of("openssl pkcs12 -export -inkey " + (folder / "key.pem") + " -in " + (folder / "cert.pem") +
              " -passout pass:thu -out " + (folder / "office.p12") + " 2>&1");
    return {bytes_of(folder / "office.p12"), "thu", "Cấp chứng chỉ",
            output_of("date -u +%Y-%m-%dT%H:%M:%SZ").substr(0, 20)};
}

/// Without any white space: lines may be broken anywhere.
inline std::string squeezed(std::string_view text)
{
    std::string kept;
    for (const char c : text)
        if (std::string_view{" \n\r\t\f"}.find(c) == std::string_view::npos) kept += c;
    return kept;
}

inline int pages_of(const Folder& folder, std::string_view pdf)
{
    return std::stoi(output_of("qpdf --show-npages " + folder.keep("pages.pdf", pdf)));
}

} // namespace radcert::tests
