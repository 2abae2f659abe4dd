#include "casework/certificate_paper.h"

#include <cstdlib>

#include "casework/check_certificate.h"
#include "casework/desk_acts.h"
#include "casework/desk_papers.h"
#include "tests/casework/office.h"
#include "tests/papers/samples.h"

using namespace radcert;
using tests::Folder;
using tests::Office;
using tests::refusal_of;

namespace {

void set_letterhead(Office& office)
{
    office.act([](auto& write) {
        casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
                                         "Đắk Lắk", "SKHCN", "H15.20", "GIÁM ĐỐC", "Trần Văn Minh", ""});
    });
}

casework::CertificatePdf draw(Office& office, const std::string& number,
                              const std::optional<documents::SigningIdentity>& identity = {})
{
    return office.act([&](auto& write) {
        return casework::issue_certificate_paper(write, office.rulebooks(), office.writer().keys(), number,
                                                 identity);
    });
}

std::string full_name(int nth)
{
    static const char* const family[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng",
                                         "Đặng",   "Bùi",  "Đỗ", "Hồ",   "Ngô"};
    static const char* const middle[] = {"Thị", "Văn", "Đức", "Hữu", "Ngọc", "Quốc", "Thanh", "Xuân"};
    static const char* const given[] = {"Thịnh", "Hằng", "Ưng",    "Oánh", "Tuyết",
                                        "Dũng",  "Ánh",  "Phượng", "Kiều", "Sỹ"};
    return std::string{family[nth % 10]} + " " + middle[nth / 10 % 8] + " " + given[nth / 3 % 10];
}

/// A key and certificate of a made-up office, made by openssl.
documents::SigningIdentity identity_in(const Folder& folder)
{
    tests::output_of(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=So KHCN thu nghiem' -keyout " +
        (folder / "key.pem") + " -out " + (folder / "cert.pem") + " 2>&1");
    tests::output_of("openssl pkcs12 -export -inkey " + (folder / "key.pem") + " -in " +
                     (folder / "cert.pem") + " -passout pass:thu -out " + (folder / "office.p12") + " 2>&1");
    return {tests::bytes_of(folder / "office.p12"), "thu", "Cấp chứng chỉ",
            tests::output_of("date -u +%Y-%m-%dT%H:%M:%SZ").substr(0, 20)};
}

std::string qr_on_page(const Folder& folder, const std::string& pdf)
{
    tests::output_of("pdftoppm -r 150 -gray -png -singlefile " + folder.keep("page.pdf", pdf) + " " +
                     (folder / "page"));
    std::string text = tests::output_of("zbarimg --quiet --raw " + (folder / "page.png"));
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

} // namespace

TEST_CASE("certificates: the QR code on the page says what the register says, and the PDF is sound",
          "[papers]")
{
    const int count = std::getenv("RADCERT_LONG") != nullptr ? 200 : 6;
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const Folder folder;
    const std::vector<registry::VerifyingKey> trusted{office.writer().keys().verifying()};
    for (int nth = 0; nth < count; ++nth) {
        const std::string name = full_name(nth), digits = std::to_string(100'000 + nth).substr(1);
        const auto certificate =
            office.certify(tests::eligible_dossier("H" + digits, "9990850" + digits, name));
        const auto made = draw(office, certificate.certificate);
        const std::string text = qr_on_page(folder, made.pdf);
        const auto proven =
            casework::prove_certificate(office.database(), office.writer().keys(), certificate.certificate);
        REQUIRE(text == proven.statement_text);
        const auto checked = casework::check_paper(
            {text, trusted, {}, name, proven.holder.birth_date, date(2024, 5, 20)}, office.database());
        CHECK(checked.answer == casework::PaperAnswer::valid);
        CHECK(tests::squeezed(tests::words_of(folder, made.pdf))
                  .find(tests::squeezed(certificate.certificate)) != std::string::npos);
        tests::output_of("qpdf --check " + folder.keep("checked.pdf", made.pdf) + " 2>&1");
    }
}

TEST_CASE("a QR code that was copied to another person's paper, and one of a foreign key, are caught",
          "[papers]")
{
    Office office{date(2024, 5, 20)}, other{date(2024, 5, 20)};
    set_letterhead(office);
    const auto mine = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const auto theirs = other.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const std::vector<registry::VerifyingKey> trusted{office.writer().keys().verifying()};
    const auto proven =
        casework::prove_certificate(office.database(), office.writer().keys(), mine.certificate);
    const auto foreign =
        casework::prove_certificate(other.database(), other.writer().keys(), theirs.certificate);
    const auto answer = [&](const std::string& statement, const char* name) {
        return casework::check_paper(
                   {statement, trusted, {}, name, proven.holder.birth_date, date(2024, 5, 20)},
                   office.database())
            .answer;
    };
    CHECK(answer(proven.statement_text, "NGUYỄN VĂN MỘT") == casework::PaperAnswer::valid);
    CHECK(answer(proven.statement_text, "Lê Thị Hai") == casework::PaperAnswer::mismatch);
    CHECK(answer(foreign.statement_text, "Nguyễn Văn Một") == casework::PaperAnswer::forged);
}

TEST_CASE("the same certificate gives the same bytes; a suspended one is not printed", "[papers]")
{
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const auto certificate = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const auto first = draw(office, certificate.certificate), second = draw(office, certificate.certificate);
    CHECK(first.pdf == second.pdf);
    CHECK(registry::papers_of(office.database(), std::string_view{certificate.certificate}).size() == 1);
    office.amend(certificate.certificate, casework::Amendment::suspend, "minh");
    CHECK(refusal_of([&] { draw(office, certificate.certificate); }).fault() == Fault::refused);
}

TEST_CASE("a certificate is signed here, or elsewhere and taken in; a changed one is not", "[papers]")
{
    Office office{date(2024, 5, 20)};
    set_letterhead(office);
    const Folder folder;
    const auto identity = identity_in(folder);
    const auto certificate = office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    const std::string& number = certificate.certificate;
    const auto keys = registry::KeyFile::load(office.key());
    const auto attach = [&](const std::string& pdf, const std::string& trusted) {
        return office.act([&](auto& write) {
            return casework::attach_signed_certificate(write, keys, number, pdf, trusted);
        });
    };
    CHECK(refusal_of([&] { attach("%PDF-1.7", ""); }).fault() == Fault::not_found); // nothing was given out
    const auto unsigned_one = draw(office, number);
    const std::string signed_pdf = documents::paper_tools().sign(unsigned_one.pdf, identity);
    const std::string pem = tests::bytes_of(folder / "cert.pem");
    CHECK(attach(signed_pdf, pem).signer->find("So KHCN thu nghiem") != std::string::npos);
    CHECK(casework::open_paper(office.database(), keys, number, 1) == signed_pdf);

    std::string changed = signed_pdf;
    changed[unsigned_one.pdf.size() / 2] ^= 1;
    CHECK_THROWS_AS(attach(changed, pem), Error);
    CHECK_THROWS_AS(attach(unsigned_one.pdf, pem), Error);
    const Folder strangers;
    identity_in(strangers);
    CHECK_THROWS_AS(attach(signed_pdf, tests::bytes_of(strangers / "cert.pem")), Error);

    const auto in_process = draw(office, number, identity);
    CHECK(in_process.record.signer);
    const std::string said =
        tests::output_of("pdfsig " + folder.keep("signed.pdf", in_process.pdf) + " 2>&1 || true");
    CHECK(said.find("Signature is Valid") != std::string::npos);
    std::string flipped = in_process.pdf;
    flipped[1000] ^= 1;
    CHECK(tests::output_of("pdfsig " + folder.keep("flipped.pdf", flipped) + " 2>&1 || true")
              .find("Digest Mismatch") != std::string::npos);
}
