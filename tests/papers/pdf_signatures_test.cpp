// PAdES signatures: made here, looked at by pdfsig and qpdf, and by ourselves after every kind of change.
#include "tests/catch.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "documents/paper_tools.h"
#include "documents/signed_copy.h"
#include "tests/files.h"
#include "tests/other_clock.h"
#include "tests/refusal.h"

namespace {

namespace fs = std::filesystem;
using radcert::documents::paper_tools;
using radcert::documents::PdfSignature;
using radcert::documents::SigningIdentity;
using radcert::tests::bytes_of;

constexpr const char* moment = "2026-11-21T01:30:00Z";

/// A folder with a made-up office's key, "office.p12", its certificate "office.pem" and an authority above
/// it, "root.pem".
class Desk {
public:
    Desk()
    {
        std::string pattern = (fs::temp_directory_path() / "radcert-sign-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        std::string past;
        for (const auto& [name, value] : radcert::tests::other_clock("2026-01-01 00:00:00"))
            past += name + "='" + value + "' ";
        // Made long before the moment of signing, whatever the clock of this machine says.
        run(past +
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 3650 -utf8 "
            "-subj '/C=VN/O=So KH&CN mau/CN=CA mau' 2> log");
        run("openssl req -newkey rsa:2048 -nodes -keyout office.key -out office.csr -utf8 "
            "-subj '/C=VN/O=Sở Khoa học và Công nghệ mẫu/CN=Người ký mẫu' 2>> log");
        run(past + "openssl x509 -req -in office.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 "
                   "-out office.pem 2>> log");
        run("openssl pkcs12 -export -inkey office.key -in office.pem -certfile root.pem -passout pass:thu "
            "-out office.p12");
        run(past +
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ec.key -out ec.pem "
            "-days 3650 -subj '/CN=EC mau' 2>> log");
        run("openssl pkcs12 -export -inkey ec.key -in ec.pem -passout pass: -out ec.p12");
    }
    ~Desk() { fs::remove_all(folder_); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void run(const std::string& command) const
    {
        CAPTURE(command);
        REQUIRE(std::system(("cd '" + folder_.string() + "' && " + command).c_str()) == 0);
    }
    std::string read(const char* name) const { return bytes_of(folder_ / name); }
    void write(const char* name, const std::string& bytes) const
    {
        std::ofstream{folder_ / name, std::ios::binary} << bytes;
    }
    SigningIdentity identity() const { return {read("office.p12"), "thu", "Cấp chứng chỉ", moment}; }

private:
    fs::path folder_;
};

const Desk& desk()
{
    static const Desk made;
    return made;
}

/// A PDF of one page with a classic cross-reference table.
std::string plain_pdf()
{
    const std::array<std::string, 4> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
        "<< /Length 35 >>\nstream\n0 0 1 rg 72 720 200 30 re f       \n\nendstream"};
    std::string pdf = "%PDF-1.7\n", table = "xref\n0 5\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", pdf.size());
        table += line;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string at = std::to_string(pdf.size());
    return pdf + table + "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n" + at + "\n%%EOF\n";
}

/// The same with object streams and a cross-reference stream, as qpdf and newer programs write it.
std::string modern_pdf()
{
    desk().write("plain.pdf", plain_pdf());
    desk().run("qpdf --object-streams=generate plain.pdf modern.pdf");
    return desk().read("modern.pdf");
}

std::string signed_pdf(const std::string& pdf)
{
    return paper_tools().sign(pdf, desk().identity());
}

std::vector<PdfSignature> look_at(const std::string& pdf)
{
    return paper_tools().signatures(pdf, desk().read("root.pem"));
}

/// Nothing is left to doubt.
bool stands(const std::vector<PdfSignature>& signatures)
{
    for (const PdfSignature& one : signatures) {
        if (!one.intact || !one.trusted) return false;
    }
    return !signatures.empty() && signatures.back().covers_all;
}

bool stands_if_it_can_be_read(const std::string& pdf)
{
    try {
        return stands(look_at(pdf));
    } catch (const radcert::Error&) {
        return false;
    }
}

std::string flipped(std::string bytes, std::size_t bit)
{
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << bit % 8));
    return bytes;
}

/// The last digit of the two version numbers of the CMS: nobody signs them, and they say nothing.
bool is_version(const std::string& pdf, std::size_t open, std::size_t byte)
{
    const std::size_t whole = pdf.find("020101", open) + 4, signer = pdf.find("020101304", whole + 8) + 4;
    return byte == whole || byte == whole + 1 || byte == signer || byte == signer + 1;
}

} // namespace

TEST_CASE("a signed PDF keeps its bytes and is a PDF that qpdf and pdfsig find nothing wrong with",
          "[papers]")
{
    const std::string pdf = GENERATE(plain_pdf(), modern_pdf());
    const std::string made = signed_pdf(pdf);
    CHECK(made.starts_with(pdf));
    desk().write("signed.pdf", made);
    desk().run("qpdf --check signed.pdf > check.txt 2>&1");
    CHECK(desk().read("check.txt").find("No syntax or stream encoding errors found") != std::string::npos);
    desk().run("pdfsig -nocert signed.pdf > pdfsig.txt 2>&1");
    const std::string said = desk().read("pdfsig.txt");
    CAPTURE(said);
    CHECK(said.find("Signature is Valid") != std::string::npos);
    CHECK(said.find("Total document signed") != std::string::npos);
    CHECK(said.find("ETSI.CAdES.detached") != std::string::npos);
    CHECK(said.find("Not total document signed") == std::string::npos);

    const auto found = look_at(made);
    REQUIRE(found.size() == 1);
    CHECK(found[0].intact);
    CHECK(found[0].trusted);
    CHECK(found[0].covers_all);
    CHECK(found[0].signer.find("Người ký mẫu") != std::string::npos);
    CHECK(found[0].signed_at == moment);
    CHECK(found[0].trouble.en.empty());
    CHECK(signed_pdf(pdf) == made); // RSA: the same key, paper and moment give the same bytes
}

TEST_CASE("the CMS inside binds the signing certificate and holds no time of its own, as PAdES B-B asks",
          "[papers]")
{
    const std::string made = signed_pdf(plain_pdf());
    const std::size_t open = made.find("/Contents <") + 11;
    std::string der;
    for (std::size_t at = open; made[at] != '>'; at += 2)
        der += char(std::stoi(made.substr(at, 2), nullptr, 16));
    CHECK(der.size() >= 16'384);
    desk().write("signature.der", der);
    desk().run("openssl cms -cmsout -print -inform DER -in signature.der > cms.txt");
    const std::string cms = desk().read("cms.txt");
    CHECK(cms.find("id-smime-aa-signingCertificateV2") != std::string::npos);
    CHECK(cms.find("messageDigest") != std::string::npos);
    CHECK(cms.find("signingTime") == std::string::npos);
}

TEST_CASE("a key on an elliptic curve signs as well", "[papers]")
{
    const std::string made = paper_tools().sign(plain_pdf(), {desk().read("ec.p12"), "", "", moment});
    const auto found = paper_tools().signatures(made, desk().read("ec.pem"));
    CHECK(stands(found));
    desk().write("ec.pdf", made);
    desk().run("pdfsig -nocert ec.pdf > ec.txt 2>&1");
    CHECK(desk().read("ec.txt").find("Signature is Valid") != std::string::npos);
}

TEST_CASE("a second signature leaves the first one intact, which then no longer covers all", "[papers]")
{
    const std::string pdf = GENERATE(plain_pdf(), modern_pdf());
    const std::string once = signed_pdf(pdf), twice = signed_pdf(once);
    CHECK(twice.starts_with(once));
    const auto found = look_at(twice);
    REQUIRE(found.size() == 2);
    CHECK(stands(found));
    CHECK_FALSE(found[0].covers_all);
    CHECK(found[1].covers_all);
    desk().write("twice.pdf", twice);
    desk().run("qpdf --check twice.pdf > /dev/null && pdfsig -nocert twice.pdf > twice.txt 2>&1");
    CHECK(desk().read("twice.txt").find("Signature #2") != std::string::npos);
    CHECK(desk().read("twice.txt").find("invalid") == std::string::npos);
}

TEST_CASE("one bit changed in any byte that was signed, and the signature is no longer one of this PDF",
          "[papers]")
{
    const std::string made = signed_pdf(plain_pdf());
    const std::size_t open = made.find("/Contents <") + 10, close = made.find('>', open);
    const std::size_t zeros = made.find("00000000000000000000000000000000", open);
    std::size_t tried = 0;
    std::string missed;
    for (std::size_t byte = 0; byte < made.size(); ++byte) {
        const bool padding = byte > zeros && byte < close && byte % 1'009 != 0; // looked at here and there
        if (padding || is_version(made, open, byte)) continue;
        ++tried;
        if (stands_if_it_can_be_read(flipped(made, byte * 8 + byte % 8))) {
            missed += " " + std::to_string(byte) + "." + std::to_string(byte % 8);
        }
    }
    CHECK(tried > 2'000);
    CAPTURE(open, close, made.substr(open, 200));
    CHECK(missed == "");
    CHECK(stands(look_at(made)));
}

TEST_CASE("pdfsig says so too where a bit was changed", "[papers]")
{
    const std::string made = signed_pdf(plain_pdf());
    const std::size_t body = made.find("72 720"), reason = made.find("/Reason"),
                      page = made.rfind("/MediaBox");
    for (const std::size_t byte : {body, reason + 12, page + 12}) {
        desk().write("flipped.pdf", flipped(made, byte * 8));
        desk().run("pdfsig -nocert flipped.pdf > flipped.txt 2>&1; true");
        const std::string said = desk().read("flipped.txt");
        CAPTURE(byte, said);
        CHECK(said.find("Signature is Valid") == std::string::npos);
        CHECK_FALSE(stands_if_it_can_be_read(flipped(made, byte * 8)));
    }
}

TEST_CASE("what was added after a signature shows, and somebody else's certificate is not trusted",
          "[papers]")
{
    const std::string made = signed_pdf(plain_pdf());
    const auto longer = look_at(made + "% more\n");
    REQUIRE(longer.size() == 1);
    CHECK(longer[0].intact);
    CHECK_FALSE(longer[0].covers_all);

    const auto foreign = paper_tools().signatures(made, desk().read("ec.pem"));
    REQUIRE(foreign.size() == 1);
    CHECK(foreign[0].intact);
    CHECK_FALSE(foreign[0].trusted);
    CHECK_FALSE(foreign[0].trouble.en.empty());
    CHECK(paper_tools().signatures(plain_pdf(), "").empty());
}

TEST_CASE("a chain is looked at as of the time of signing", "[papers]")
{
    SigningIdentity early = desk().identity();
    early.at = "2001-01-01T00:00:00Z"; // before the certificate was valid
    const auto found = look_at(paper_tools().sign(plain_pdf(), early));
    REQUIRE(found.size() == 1);
    CHECK(found[0].intact);
    CHECK_FALSE(found[0].trusted);
}

TEST_CASE("nothing is signed with a wrong password, without a key, or where there is no PDF", "[papers]")
{
    SigningIdentity wrong = desk().identity();
    wrong.password = "khac";
    using radcert::Fault;
    using radcert::tests::refusal_of;
    CHECK(refusal_of([&] { paper_tools().sign(plain_pdf(), wrong); }).fault() == Fault::refused);
    wrong = desk().identity();
    wrong.pkcs12 = "no key";
    CHECK(refusal_of([&] { paper_tools().sign(plain_pdf(), wrong); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { signed_pdf("no paper"); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { signed_pdf(plain_pdf().substr(0, 300)); }).fault() == Fault::invalid_input);
    CHECK(refusal_of([&] { look_at("no paper"); }).fault() == Fault::invalid_input);
}

TEST_CASE("a paper that was signed elsewhere is attached only where it is the very paper, rightly signed",
          "[papers]")
{
    using radcert::Fault;
    using radcert::documents::check_signed_copy;
    using radcert::tests::refusal_of;
    const std::string pdf = plain_pdf(), made = signed_pdf(pdf), roots = desk().read("root.pem");
    CHECK(check_signed_copy(pdf, made, roots).size() == 1);
    CHECK(check_signed_copy(pdf, made, "").size() == 1);
    const auto fault = [&](const std::string& copy, const std::string& trusted) {
        return refusal_of([&] { check_signed_copy(pdf, copy, trusted); }).fault();
    };
    CHECK(fault(signed_pdf(modern_pdf()), roots) == Fault::conflict);
    CHECK(fault(pdf, roots) == Fault::integrity); // the very paper, and nobody signed it
    CHECK(fault(pdf + "% nobody signed\n", roots) == Fault::integrity);
    CHECK(fault(made + "% more\n", roots) == Fault::integrity);
    CHECK(fault(made, desk().read("ec.pem")) == Fault::integrity);
    CHECK(fault(flipped(made, (pdf.size() + 700) * 8), roots) == Fault::integrity);
}

TEST_CASE("a signature that another program made is read, though its CMS is in BER", "[papers]")
{
    const std::string pdf = plain_pdf();
    desk().write("paper.pdf", pdf);
    desk().run("openssl pkcs12 -export -inkey office.key -in office.pem -certfile root.pem -name office "
               "-passout pass:thu -out named.p12 && mkdir nss && certutil -N -d sql:nss --empty-password && "
               "pk12util -i named.p12 -d sql:nss -W thu -K '' > nss.txt && "
               "certutil -A -d sql:nss -n root -t C,C,C -i root.pem");
    desk().run("pdfsig -nssdir sql:nss -nss-pwd '' -add-signature -nick office paper.pdf elsewhere.pdf "
               "> nss.txt 2>&1");
    const std::string made = desk().read("elsewhere.pdf");
    REQUIRE(made.find("/Contents <3080") != std::string::npos); // an indefinite length
    const auto found = radcert::documents::check_signed_copy(pdf, made, desk().read("root.pem"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].signer.find("Người ký mẫu") != std::string::npos);
    CHECK_FALSE(stands_if_it_can_be_read(flipped(made, 400 * 8)));
    CHECK_FALSE(stands_if_it_can_be_read(flipped(made, (made.size() - 20) * 8)));
}
