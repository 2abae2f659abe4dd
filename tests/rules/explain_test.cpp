#include "rules/explain.h"

#include "tests/json.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using tests::Desk;
using tests::finding;
using tests::json;
using tests::SampleRules;

namespace {

struct Sentence {
    const char* why;
    const char* rule; ///< the row's own members
    const char* patch;
    const char* vi;
    const char* en;
};

void check_words(const Sentence& row)
{
    CAPTURE(row.why);
    SampleRules sample;
    sample.add("requirements", R"({"id": "X-1"})");
    sample.change("X-1", row.rule);
    Desk desk{sample};
    const json found = finding(desk.determination(row.patch), "X-1");
    REQUIRE(found.is_object());
    CHECK(found.at("explanation").at("vi") == row.vi);
    CHECK(found.at("explanation").at("en") == row.en);
}

constexpr const char* six_months =
    R"({"topic": "health_check", "condition": {"latest": "health_checks", "by": "examined_on",
    "must": {"examined_on": {"valid_for": {"months": 6}}}}})";
constexpr const char* fit =
    R"({"topic": "health_check", "condition": {"latest": "health_checks", "by": "examined_on",
    "must": {"conclusion": {"in": ["fit", "fit_with_limits"]}, "facility_level": "district_or_above"}}})";
constexpr const char* trained = R"({"topic": "training", "condition": {"exists": "trainings",
    "where": {"programme": 14, "completed_on": {"valid_for": {"years": 3}}, "provider_registered": true}}})";
constexpr const char* form = R"({"topic": "application_form", "condition": {"exists": "documents",
    "where": {"kind": "application_form", "form": "05"}}})";
constexpr const char* adult =
    R"({"topic": "age", "condition": {"fact": "worker.birth_date", "reached": {"years": 18}}})";
constexpr const char* judged_row =
    R"({"topic": "training", "condition": {"judgement": {"vi": "Đào tạo có phù hợp không?",
    "en": "Is the training suitable?"}}})";
constexpr const char* unconfirmed_adult = R"({"topic": "age", "standing": "inferred",
    "condition": {"fact": "worker.birth_date", "reached": {"years": 18}}})";

} // namespace

TEST_CASE("the record that decided, or came nearest, is told with what was read and what is needed",
          "[rules]")
{
    check_words(GENERATE(values<Sentence>({
        {"too old by a day", six_months,
         R"({"evidence": {"health_checks": [{"id": "h1", "examined_on": "2024-02-28"}]}})",
         "Khám sức khỏe h1: khám 28/02/2024, có giá trị đến 28/08/2024, nộp hồ sơ 30/08/2024.",
         "Health check h1: examined 28/02/2024, good until 28/08/2024, filed 30/08/2024."},
        {"good", six_months,
         R"({"evidence": {"health_checks": [{"id": "h1", "examined_on": "2024-03-01"}]}})",
         "Khám sức khỏe h1: khám 01/03/2024, có giá trị đến 01/09/2024, nộp hồ sơ 30/08/2024.",
         "Health check h1: examined 01/03/2024, good until 01/09/2024, filed 30/08/2024."},
        {"not dated", six_months, R"({"evidence": {"health_checks": [{"id": "h1"}]}})",
         "Khám sức khỏe h1: khám: chưa ghi nhận (cần: trong vòng 6 tháng trước ngày nộp).",
         "Health check h1: examined: not recorded (needed: within 6 months before filing)."},
        {"other values needed", fit,
         R"({"evidence": {"health_checks": [{"id": "h1", "examined_on": "2024-06-28", "conclusion": "unfit", "facility_level": "commune"}]}})",
         "Khám sức khỏe h1: kết luận: mắc bệnh không được làm việc với bức xạ (cần: đủ sức khỏe hoặc đủ sức "
         "khỏe có điều kiện); "
         "nơi khám: cấp xã (cần: cấp huyện trở lên).",
         "Health check h1: conclusion: unfit for radiation work (needed: fit or fit with limits); "
         "examined at: commune level (needed: district level or above)."},
        {"the nearest of two", trained,
         R"({"evidence": {"trainings": [{"id": "t1", "programme": 1, "completed_on": "2024-01-01", "provider_registered": true},
                                        {"id": "t2", "programme": 14, "completed_on": "2021-08-29", "provider_registered": true}]}})",
         "Đào tạo t2: chương trình 14; hoàn thành 29/08/2021, có giá trị đến 29/08/2024, nộp hồ sơ "
         "30/08/2024; "
         "cơ sở đào tạo đã đăng ký: có.",
         "Training t2: programme 14; completed 29/08/2021, good until 29/08/2024, filed 30/08/2024; provider "
         "registered: yes."},
        {"dated too late for the file", trained,
         R"({"evidence": {"trainings": [{"id": "t1", "programme": 14, "completed_on": "2024-08-31", "provider_registered": true}]}})",
         "Đào tạo t1: chương trình 14; hoàn thành 31/08/2024, có giá trị đến 31/08/2027, nộp hồ sơ "
         "30/08/2024; "
         "cơ sở đào tạo đã đăng ký: có; ghi sau ngày hồ sơ hoàn chỉnh 30/08/2024.",
         "Training t1: programme 14; completed 31/08/2024, good until 31/08/2027, filed 30/08/2024; provider "
         "registered: yes; "
         "dated after the file was closed on 30/08/2024."},
        {"another text needed, no id", form,
         R"({"evidence": {"documents": [{"kind": "application_form", "form": "04"}]}})",
         "Giấy tờ documents/0: đơn đề nghị cấp chứng chỉ; mẫu số 04 (cần: 05).",
         "Document documents/0: application form; form 04 (needed: 05)."},
        {"text not recorded", form,
         R"({"evidence": {"documents": [{"id": "p1", "kind": "application_form"}]}})",
         "Giấy tờ p1: đơn đề nghị cấp chứng chỉ; mẫu số: chưa ghi nhận (cần: 05).",
         "Document p1: application form; form: not recorded (needed: 05)."},
    })));
}

TEST_CASE("a list without a fitting record, and a list that is not recorded, are told apart", "[rules]")
{
    check_words(GENERATE(values<Sentence>({
        {"not recorded", trained, R"({"evidence": {"trainings": null}})", "Hồ sơ chưa ghi nhận đào tạo.",
         "The file does not record trainings."},
        {"none", trained, R"({"evidence": {"trainings": []}})",
         "Hồ sơ không có đào tạo nào: chương trình 14; hoàn thành trong vòng 3 năm trước ngày nộp; cơ sở đào "
         "tạo đã đăng ký: có.",
         "No trainings in the file with: programme 14; completed within 3 years before filing; provider "
         "registered: yes."},
        {"none at all", six_months, R"({"evidence": {"health_checks": []}})",
         "Hồ sơ không có kết quả khám sức khỏe nào.", "No health checks in the file."},
        {"nothing of that kind", form, R"({"evidence": {"documents": [{"kind": "photo"}]}})",
         "Hồ sơ không có giấy tờ nào: đơn đề nghị cấp chứng chỉ; mẫu số 05.",
         "No documents in the file with: application form; form 05."},
    })));
}

TEST_CASE("totals, terms and single facts are told in numbers", "[rules]")
{
    check_words(GENERATE(values<Sentence>({
        {"average",
         R"({"topic": "dose", "condition": {"average": "doses", "of": "effective_msv", "over_years": 5, "at_most": 20}})",
         R"({"evidence": {"doses": [{"year": 2022, "effective_msv": 60}, {"year": 2023, "effective_msv": 41.5}]}})",
         "liều hiệu dụng (mSv): trung bình các năm 2019-2023: 20,3; giới hạn 20.",
         "effective dose (mSv): average of 2019-2023: 20.3; limit 20."},
        {"duration",
         R"({"topic": "experience", "condition": {"duration": "experience", "where": {"equipment_type": "ct"}, "at_least": {"years": 3}}})",
         R"({"evidence": {"experience": [{"id": "e1", "equipment_type": "ct", "from": "2022-01-01", "to": "2023-06-30"}]}})",
         "Tổng thời gian 546 ngày; cần 3 năm.", "In all 546 days; needed 3 years."},
        {"age", adult, R"({"worker": {"birth_date": "2006-08-31"}})",
         "Ngày sinh 31/08/2006; đủ 18 năm ngày 31/08/2024; nộp hồ sơ 30/08/2024.",
         "Born 31/08/2006; 18 years old on 31/08/2024; filed 30/08/2024."},
        {"a fact not recorded", adult, R"({"worker": {"birth_date": null}})", "Ngày sinh: chưa ghi nhận.",
         "Born: not recorded."},
        {"another value needed", R"({"condition": {"fact": "application.channel", "is": "post"}})", "{}",
         "Cách nộp: trực tuyến (cần: bưu chính).", "Filed: online (needed: by post)."},
    })));
}

TEST_CASE("a judgement is a question, and its answer names the officer, the day and the reason", "[rules]")
{
    check_words({"open", judged_row, "{}", "Đào tạo có phù hợp không?", "Is the training suitable?"});
    check_words(
        {"answered", judged_row,
         R"({"officer_findings": [{"topic": "training", "outcome": "not_met", "by": "O-7", "on": "2024-09-02", "reason": "Chưa đủ."}]})",
         "Đào tạo có phù hợp không? Cán bộ O-7 kết luận không đạt ngày 02/09/2024: Chưa đủ.",
         "Is the training suitable? Officer O-7 found it not met on 02/09/2024: Chưa đủ."});
}

TEST_CASE("a row that may not decide says so, and what it would say", "[rules]")
{
    check_words(
        {"with indication", unconfirmed_adult, "{}",
         "Ngày sinh 01/01/1990; đủ 18 năm ngày 01/01/2008; nộp hồ sơ 30/08/2024. Nếu quy định suy luận này "
         "được áp dụng thì: đạt.",
         "Born 01/01/1990; 18 years old on 01/01/2008; filed 30/08/2024. If this unconfirmed rule applied: "
         "met."});
    check_words({"without", unconfirmed_adult, R"({"worker": {"birth_date": null}})",
                 "Ngày sinh: chưa ghi nhận. Chưa có văn bản để xác nhận quy định này.",
                 "Born: not recorded. The text that would confirm this rule was not available."});
    check_words(
        {"with a note",
         R"({"standing": "unknown", "condition": null, "note": {"vi": "Không rõ.", "en": "Not known."}})",
         "{}", "Không rõ.", "Not known."});
    check_words({"no rule", R"({"standing": "no_rule", "condition": null})", "{}",
                 "Không có quy định nào về điểm này; cán bộ quyết định và nêu căn cứ.",
                 "No rule says anything about this; a person decides and states the legal basis."});
    check_words(
        {"perhaps it does not apply",
         R"({"topic": "photo", "applies_to": {"medical": true}, "condition": {"exists": "trainings"}})",
         R"({"application": {"facility": {"medical": null}}})",
         "Hồ sơ không có đào tạo nào. Hồ sơ chưa ghi nhận dữ kiện cho biết yêu cầu này có áp dụng không.",
         "No trainings in the file. The file does not record the fact that says whether this requirement "
         "applies."});
}

TEST_CASE("an adopted row names the authority and the basis", "[rules]")
{
    SampleRules sample;
    sample.change("AGE-1", R"({"standing": "inferred"})");
    sample.change_file(
        R"({"adoptions": [{"row": "AGE-1", "authority": "province:66", "in_force": {"from": "2024-01-01"},
        "by": "A", "second": "B", "basis": {"vi": "Quyết định 9/QĐ-UBND", "en": "Decision 9/QĐ-UBND"}}]})");
    Desk desk{sample};
    const json words = finding(desk.determination(), "AGE-1").at("explanation");
    CHECK(words.at("vi") == "Ngày sinh 01/01/1990; đủ 18 năm ngày 01/01/2008; nộp hồ sơ 30/08/2024. "
                            "Áp dụng theo quyết định của tỉnh 66 (Đắk Lắk): Quyết định 9/QĐ-UBND.");
    CHECK(words.at("en") == "Born 01/01/1990; 18 years old on 01/01/2008; filed 30/08/2024. "
                            "Applied by decision of province 66 (Đắk Lắk): Decision 9/QĐ-UBND.");
}

TEST_CASE("the authority's sentence names the bodies and says whether the desk is the right one", "[rules]")
{
    struct Desks {
        const char* standing;
        const char* application;
        const char* vi;
        const char* en;
    };
    const auto row = GENERATE(values<Desks>({
        {"text", "{}",
         "Cơ quan có thẩm quyền: tỉnh 66 (Đắk Lắk). Hồ sơ nộp tại tỉnh 66 (Đắk Lắk): đúng nơi nhận.",
         "Competent: province 66 (Đắk Lắk). Filed with province 66 (Đắk Lắk): the right desk."},
        {"text", R"({"filed_with": "varans"})",
         "Cơ quan có thẩm quyền: tỉnh 66 (Đắk Lắk). Hồ sơ nộp tại Cục An toàn bức xạ và hạt nhân: không đúng "
         "nơi nhận; "
         "chuyển hồ sơ hoặc hướng dẫn nộp lại.",
         "Competent: province 66 (Đắk Lắk). Filed with VARANS: the wrong desk; pass it on or ask to file it "
         "there."},
        {"text", R"({"facility": {"devices": [{"type": "ct"}, {"type": "cyclotron"}]}, "filed_with": null})",
         "Cơ quan có thẩm quyền: tỉnh 66 (Đắk Lắk) và Cục An toàn bức xạ và hạt nhân.",
         "Competent: province 66 (Đắk Lắk) and VARANS."},
        {"inferred", "{}",
         "Cơ quan có thẩm quyền: tỉnh 66 (Đắk Lắk). Thẩm quyền này chưa được xác nhận bằng văn bản.",
         "Competent: province 66 (Đắk Lắk). No text that was read confirms this competence."},
        {"text", R"({"facility": {"devices": [{"type": "ct", "province": "79"}]}})",
         "Chưa xác định được cơ quan có thẩm quyền.", "The competent body is not known."},
    }));
    CAPTURE(row.standing, row.application);
    Desk desk{SampleRules{}.change("AUTH-1", R"({"standing": ")" + std::string{row.standing} + R"("})")};
    const json words =
        finding(desk.determination(R"({"application": )" + std::string{row.application} + "}"), "AUTH-1")
            .at("explanation");
    CHECK(words.at("vi") == row.vi);
    CHECK(words.at("en") == row.en);
}

TEST_CASE("no sentence begins or ends with a space, and none is empty", "[rules]")
{
    Desk desk{tests::shipped_files()};
    for (const auto& path : tests::files_in("tests/contract/cases", "", ".json")) {
        const json made = tests::parsed(desk.text(tests::parsed(tests::bytes_of(path)).at("dossier")));
        for (const json& each : made.at("findings")) {
            for (const char* language : {"vi", "en"}) {
                const std::string words = each.at("explanation").at(language);
                CAPTURE(path, each.at("requirement"), words);
                REQUIRE_FALSE(words.empty());
                CHECK(words.front() != ' ');
                CHECK(words.back() != ' ');
                CHECK(words.find("  ") == std::string::npos);
            }
        }
    }
}
