#include "casework/desk_papers.h"

#include <set>

#include "casework/desk_acts.h"
#include "casework/signed_papers.h"
#include "registry/desk.h"
#include "registry/verify.h"
#include "tests/casework/office.h"
#include "tests/json.h"
#include "tests/papers/samples.h"

using namespace radcert;
using tests::Office;
using tests::refusal_of;

namespace {

void set_desk_letterhead(Office& office)
{
    office.act([](auto& write) {
        casework::set_letterhead(write, {1, "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK", "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
                                         "Đắk Lắk", "SKHCN", "H15.20", "GIÁM ĐỐC", "Trần Văn Minh", ""});
    });
}

std::string record_case(Office& office, const std::string& name)
{
    return office.record(tests::contract_dossier(name)).application;
}

casework::IssuedPaper issue(Office& office, const std::string& application, const std::string& kind)
{
    return office.act([&](auto& write) {
        return casework::issue_paper(write, office.rulebooks(), {application, kind, {}, {}});
    });
}

/// Requirements that a determination does not find met, advice aside.
std::set<std::string> not_met(const std::string& determination)
{
    std::set<std::string> found;
    const auto parsed = tests::parsed(determination); // must outlive the loop over its part
    for (const auto& finding : parsed.at("findings")) {
        if (finding.at("outcome") == "not_met" && finding.at("on_failure") != "advise")
            found.insert(finding.at("requirement").get<std::string>());
    }
    return found;
}

} // namespace

TEST_CASE("a refusal says exactly what was determined: clause, value, cure; read back from the PDF",
          "[papers]")
{
    const tests::Folder folder;
    for (const char* const name :
         {"b-ct-minor", "b-ct-suitability-refused", "b-ct-training-no-14", "b-ct-health-one-day-old"}) {
        INFO(name);
        Office office{date(2024, 9, 10)};
        set_desk_letterhead(office);
        const std::string application = record_case(office, name);
        const auto screened = office.screen(application);
        const auto expected = not_met(screened.determination);
        REQUIRE_FALSE(expected.empty());
        office.decide({application, "refused", "Không đáp ứng yêu cầu", {}, {}});
        const auto paper = issue(office, application, "refusal");
        CHECK(paper.record.number == "1/TB-SKHCN");

        const std::string text = tests::squeezed(tests::words_of(folder, paper.pdf));
        const auto determination = tests::parsed(screened.determination);
        for (const auto& finding : determination.at("findings")) {
            const auto id = finding.at("requirement").get<std::string>();
            CHECK((text.find("[" + id + "]") != std::string::npos) == expected.contains(id));
            if (!expected.contains(id)) continue;
            CHECK(text.find(tests::squeezed(finding.at("explanation").at("vi").get<std::string>())) !=
                  std::string::npos);
        }
    }
}

TEST_CASE("a refusal that no finding carries names its legal basis and what could not be settled", "[papers]")
{
    const tests::Folder folder;
    Office office{date(2025, 9, 10)};
    set_desk_letterhead(office);
    const std::string application = record_case(office, "c-pet-ct-unconfirmed");
    office.screen(application);
    casework::DecisionRequest request{application, "refused", "Bằng không phù hợp với PET/CT", {}, {}};
    CHECK(refusal_of([&] { office.decide(request); }).fault() == Fault::refused);
    request.legal_basis = "Văn bản số 999/TN ngày 01/09/2025 (thử nghiệm)";
    office.decide(request);
    const std::string text =
        tests::squeezed(tests::words_of(folder, issue(office, application, "refusal").pdf));
    CHECK(text.find(tests::squeezed("Căn cứ pháp lý: Văn bản số 999/TN")) != std::string::npos);
    CHECK(text.find(tests::squeezed("chưa đủ để kết luận")) != std::string::npos);
    CHECK(text.find("[C-") != std::string::npos);
    CHECK(text.find(tests::squeezed("Các yêu cầu không đạt")) == std::string::npos);
}

TEST_CASE("one act has one numbered paper; another one is asked for by name", "[papers]")
{
    Office office{date(2024, 9, 10)};
    set_desk_letterhead(office);
    const std::string application = record_case(office, "b-ct-complete");
    office.act([&](auto& write) { casework::notify_fee(write, office.rules(), {application}); });
    CHECK(issue(office, application, "fee_notice").record.number == "1/TB-SKHCN");
    const auto again = refusal_of([&] { issue(office, application, "fee_notice"); });
    CHECK(again.fault() == Fault::conflict);
    CHECK(again.hint().vi.find("open-paper " + application + " 1") != std::string::npos);
    const auto another = office.act([&](auto& write) {
        casework::PaperRequest request{application, "fee_notice"};
        request.another = true;
        return casework::issue_paper(write, office.rulebooks(), request);
    });
    CHECK(another.record.number == "2/TB-SKHCN");
    issue(office, application, "receipt"); // tells the state of a file: as often as asked for
    issue(office, application, "receipt");
}

TEST_CASE("every paper of the desk is made out after its step, numbered without gaps, kept, and opens again",
          "[papers]")
{
    Office office{date(2024, 9, 10)};
    const std::string application = record_case(office, "b-ct-health-one-day-old");
    CHECK(refusal_of([&] { issue(office, application, "receipt"); }).fault() ==
          Fault::not_found); // no letterhead
    set_desk_letterhead(office);
    CHECK(refusal_of([&] { issue(office, application, "supplement"); }).fault() == Fault::refused);
    CHECK(refusal_of([&] { issue(office, application, "diploma"); }).fault() == Fault::not_found);

    const auto receipt = issue(office, application, "receipt");
    CHECK(receipt.record.number == application);
    office.screen(application);
    office.act([&](auto& write) {
        casework::request_supplement(write, office.rulebooks(), {application, {}, date(2024, 10, 1)});
    });
    const auto supplement = issue(office, application, "supplement");
    CHECK(supplement.record.number == "1/TB-SKHCN");
    const tests::Folder folder;
    const std::string text = tests::words_of(folder, supplement.pdf);
    CHECK(text.find("[B-HEALTH-1]") != std::string::npos);
    CHECK(text.find("01/10/2024") != std::string::npos);

    office.act([&](auto& write) { casework::record_supplement(write, office.rules(), {application}); });
    CHECK(refusal_of([&] { // the health paper is still a day too old
              office.act([&](auto& write) { casework::notify_fee(write, office.rules(), {application}); });
          })
              .fault() == Fault::refused);
    const std::string complete = record_case(office, "b-ct-complete");
    office.screen(complete);
    office.act([&](auto& write) { casework::notify_fee(write, office.rules(), {complete}); });
    const auto fee = issue(office, complete, "fee_notice");
    CHECK(fee.record.number == "2/TB-SKHCN");
    CHECK(tests::words_of(folder, fee.pdf).find("200.000 đồng") != std::string::npos);
    office.act([&](auto& write) { casework::record_fee(write, office.rules(), {complete}); });
    office.act([&](auto& write) {
        casework::apologise(write, office.rules(), {complete, {}, "chờ ý kiến của Cục"}, date(2024, 12, 2));
    });
    const auto apology = issue(office, complete, "apology");
    CHECK(apology.record.number == "1/PXL-SKHCN");
    CHECK(tests::words_of(folder, apology.pdf).find("02/12/2024") != std::string::npos);
    CHECK(tests::words_of(folder, issue(office, complete, "control_slip").pdf).find("Xin lỗi và hẹn lại") !=
          std::string::npos);

    const auto keys = registry::KeyFile::load(office.key());
    CHECK(casework::open_paper(office.database(), keys, application, 2) == supplement.pdf);
    CHECK(refusal_of([&] { casework::open_paper(office.database(), keys, application, 9); }).fault() ==
          Fault::not_found);
    office.close();
    registry::Database database{office.place(), registry::Access::read};
    registry::Depth depth;
    depth.read_data = depth.rebuild = true;
    CHECK(registry::verify_register(database, keys.verifying(), &keys, depth).clean());
}

TEST_CASE("a paper of the desk is signed as it is made out, or elsewhere and taken in, and opens signed",
          "[papers]")
{
    Office office{date(2024, 9, 10)};
    set_desk_letterhead(office);
    const std::string application = record_case(office, "b-ct-health-one-day-old");
    const tests::Folder folder, strangers;
    const auto identity = tests::identity_in(folder);
    const auto keys = registry::KeyFile::load(office.key());
    const auto receipt = office.act([&](auto& write) {
        return casework::issue_paper(write, office.rulebooks(), {application, "receipt", {}, {}}, identity);
    });
    REQUIRE(receipt.record.signer);
    CHECK(casework::signer_words(receipt.record).en.find("So KHCN thu nghiem") != std::string::npos);
    CHECK(casework::open_paper(office.database(), keys, application, 1) == receipt.pdf);
    const std::string said =
        tests::output_of("pdfsig " + folder.keep("receipt.pdf", receipt.pdf) + " 2>&1 || true");
    CHECK(said.find("Signature is Valid") != std::string::npos);

    office.screen(application);
    office.act([&](auto& write) {
        casework::request_supplement(write, office.rulebooks(), {application, {}, date(2024, 10, 1)});
    });
    const auto supplement = issue(office, application, "supplement");
    CHECK_FALSE(supplement.record.signer);
    const auto attach = [&](std::int64_t which, const std::string& pdf, const std::string& trusted) {
        return office.act([&](auto& write) {
            return casework::attach_signed(
                write, keys, casework::given_out_paper(write.database(), application, which), pdf, trusted);
        });
    };
    const std::string signed_elsewhere = documents::paper_tools().sign(supplement.pdf, identity);
    CHECK(refusal_of([&] { attach(3, signed_elsewhere, ""); }).fault() == Fault::not_found);
    CHECK(refusal_of([&] { attach(1, signed_elsewhere, ""); }).fault() == Fault::conflict); // another paper
    CHECK(refusal_of([&] { attach(2, supplement.pdf, ""); }).fault() == Fault::integrity);  // not signed
    tests::identity_in(strangers);
    CHECK(refusal_of([&] { attach(2, signed_elsewhere, tests::bytes_of(strangers / "cert.pem")); }).fault() ==
          Fault::integrity);
    CHECK(casework::open_paper(office.database(), keys, application, 2) == supplement.pdf);
    const auto unchecked = casework::signer_words(attach(2, signed_elsewhere, ""));
    CHECK(unchecked.vi.find("chưa kiểm") != std::string::npos);
    CHECK(unchecked.vi.find("chain") == std::string::npos);
    const auto checked =
        casework::signer_words(attach(2, signed_elsewhere, tests::bytes_of(folder / "cert.pem")));
    CHECK(checked.vi == checked.en);
    CHECK(casework::open_paper(office.database(), keys, application, 2) == signed_elsewhere);

    office.close();
    registry::Database database{office.place(), registry::Access::read};
    registry::Depth depth;
    depth.read_data = depth.rebuild = true;
    CHECK(registry::verify_register(database, keys.verifying(), &keys, depth).clean());
}

TEST_CASE("the register of files shows each file of the period once, with its result", "[papers]")
{
    Office office{date(2024, 5, 20)};
    set_desk_letterhead(office);
    office.certify(tests::eligible_dossier("H1", "999085000001", "Nguyễn Văn Một"));
    office.record(tests::eligible_dossier("H2", "999085000002", "Lê Thị Hai"));
    casework::Rulebooks rulebooks;
    const auto page = casework::compose_register_page(office.database(), rulebooks, date(2024, 5, 1),
                                                      date(2024, 5, 31), date(2024, 6, 3));
    CHECK(page.dated == date(2024, 6, 3));
    const auto& grid = std::get<documents::Grid>(page.blocks.front());
    REQUIRE(grid.rows.size() == 2);
    CHECK(grid.rows[0][1] == "H1");
    CHECK(grid.rows[0].back() == "Đã có kết quả");
    CHECK(grid.rows[1].back() == "Đã tiếp nhận");
    CHECK(casework::compose_register_page(office.database(), rulebooks, date(2024, 6, 1), date(2024, 6, 30),
                                          date(2024, 7, 1))
              .blocks.size() == 1);
}
