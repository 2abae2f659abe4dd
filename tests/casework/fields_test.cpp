#include "casework/fields.h"

#include "casework/evidence_list.h"
#include "casework/history_words.h"
#include "tests/catch.h"
#include "tests/rules/sample_rulebook.h"

using namespace radcert;
using casework::FieldCells;
using documents::Cell;

namespace {

const Vocabulary& words()
{
    static const rules::Rulebook book = rules::read_rulebook(tests::shipped_files());
    return book.vocabulary;
}

const Date day = date(2025, 8, 12);

registry::Evidence degree()
{
    registry::Evidence evidence;
    evidence.worker = 17;
    evidence.evidence = 3;
    evidence.kind = "degree";
    evidence.issuer = "Đại học Đà Lạt";
    evidence.dated_on = date(2015, 7, 1);
    evidence.level = "bachelor";
    return evidence;
}

} // namespace

TEST_CASE("a field is called by its name, or as in its table", "[casework]")
{
    CHECK(casework::field_label("birth_date") == Words{"Ngày sinh", "Birth date"});
    CHECK(casework::field_label("no_such_field") == Words{"no_such_field", "no_such_field"});
    CHECK(casework::column("birth_date").key == "birth_date");
    CHECK(casework::column("birth_date").heading == Words{"Ngày sinh", "Birth date"});
}

TEST_CASE("of an identity number only the ends are shown", "[casework]")
{
    CHECK(casework::masked_number("999085001234") == "999•••••1234");
    CHECK(casework::masked_number("240123456") == "240•••••3456");
    CHECK(casework::masked_number("B1234567") == "•••••");
}

TEST_CASE("a field's word has its name for the eye, and its province as it was called on the day",
          "[casework]")
{
    const FieldCells now{words(), day}, before{words(), date(2024, 1, 1)};
    CHECK(now("level", "bachelor").word() == "bachelor");
    CHECK(now("level", "bachelor").shown(Language::vi) == "đại học");
    CHECK(now("level", "no_such_level").shown(Language::vi) == "no_such_level");
    CHECK(now("sex", "male").json() == "\"male\"");
    CHECK(now("worker", std::int64_t{17}).word() == "W-17");
    CHECK(now("year", std::int64_t{2024}).is_number());
    CHECK(now("dated_on", day).word() == "2025-08-12");
    CHECK(now("dated_on", day).shown(Language::en) == "12/08/2025");
    CHECK(now("issuer", std::optional<std::string>{}).absent());
    CHECK(before("province", "52").shown(Language::vi) == "Bình Định (52)");
    CHECK(now("province", "52").shown(Language::vi) == "Gia Lai (52)");
    CHECK(now("issued_by", "province:52").shown(Language::vi) == "Gia Lai (52)");
    CHECK(casework::status_cell("in_force").shown(Language::vi) == "còn hiệu lực");
}

TEST_CASE("lists of devices, papers and types are named where only an eye reads them", "[casework]")
{
    const registry::JsonText devices{R"([{"id":"m1","type":"ct"}])"},
        papers{R"([{"kind":"application_form","copies":2},{"id":"x","kind":"no_such_kind"}])"};
    const registry::WordList types{"ct", "no_such_type"};

    const FieldCells any{words(), day};
    CHECK(any("devices", devices).shown(Language::vi) == devices.text);
    CHECK(any("documents", papers).shown(Language::vi) == papers.text);
    CHECK(any("equipment_types", types).shown(Language::vi) == "ct, no_such_type");

    const FieldCells vi{words(), day, Language::vi}, en{words(), day, Language::en};
    CHECK(vi("devices", devices).shown(Language::vi) == "Thiết bị chụp cắt lớp vi tính (CT)");
    CHECK(en("devices", devices).shown(Language::en) == "CT scanner");
    CHECK(vi("documents", papers).shown(Language::vi) == "đơn đề nghị cấp chứng chỉ × 2; x");
    CHECK(en("equipment_types", types).shown(Language::en) == "CT scanner, no_such_type");
    CHECK(vi("devices", devices).json() == devices.text);
    CHECK(vi("equipment_types", types).json() == R"(["ct","no_such_type"])");
}

TEST_CASE("a record's fields go to a page in the order of its table, without those that it shows otherwise",
          "[casework]")
{
    documents::Record page;
    FieldCells{words(), day}.add(page, degree(), {"evidence", "status"});
    REQUIRE(page.fields().size() > 5);
    CHECK(page.fields()[0].column.key == "worker");
    CHECK(page.fields()[0].value.word() == "W-17");
    CHECK(page.fields()[1].column.key == "kind");
    CHECK(page.fields()[1].column.heading == Words{"Loại", "Kind"});
    CHECK(page.fields()[1].value.shown(Language::en) == "degree");
    for (const auto& field : page.fields()) CHECK(field.column.key != "status");
}

TEST_CASE("a history has words for the verdict and the weakest standing of a screening", "[casework]")
{
    const FieldCells cells{words(), day};
    CHECK(casework::shown_value(cells, "verdict", "eligible", Language::vi) == "ĐỦ ĐIỀU KIỆN");
    CHECK(casework::shown_value(cells, "decide_on", "secondary", Language::vi) == "theo bản tóm tắt thứ cấp");
    CHECK(casework::shown_value(cells, "decide_on", "no such word", Language::vi) == "no such word");
}

TEST_CASE("a list of evidence says what only its kind says in one column", "[casework]")
{
    registry::Evidence bare = degree();
    bare.evidence = 4;
    bare.level.reset();
    const auto table = casework::evidence_list(FieldCells{words(), day}, {degree(), bare});
    REQUIRE(table.columns().size() == 6);
    CHECK(table.columns()[5].key == "says");
    REQUIRE(table.size() == 2);
    CHECK(table.rows()[0][0].word() == "W-17/3");
    CHECK(table.rows()[0][1].shown(Language::vi) == "văn bằng");
    CHECK(table.rows()[0][2].word() == "2015-07-01");
    CHECK(table.rows()[0][5].word() == "level=bachelor");
    CHECK(table.rows()[0][5].shown(Language::vi) == "Trình độ: đại học");
    CHECK(table.rows()[1][5].absent());
}

TEST_CASE("an authority that issued a paper is called by name, and stays a code for programs", "[casework]")
{
    const FieldCells cells{words(), day};
    for (const char* const field : {"issuer", "issued_by", "filed_with"}) {
        CHECK(cells(field, std::string{"varans"}).shown(Language::vi) == "Cục An toàn bức xạ và hạt nhân");
        CHECK(cells(field, std::string{"ministry"}).shown(Language::vi) == "Bộ Khoa học và Công nghệ");
        CHECK(cells(field, std::string{"varans"}).word() == "varans");
        CHECK(cells(field, std::string{"Đại học Đà Lạt"}).shown(Language::vi) == "Đại học Đà Lạt");
    }
}

TEST_CASE("a kind of evidence has its own fields and those of every kind", "[casework]")
{
    CHECK(casework::evidence_name(degree()) == "W-17/3");
    CHECK(casework::has_field(degree(), "level"));
    CHECK(casework::has_field(degree(), "issuer"));
    CHECK_FALSE(casework::has_field(degree(), "effective_msv"));
}
