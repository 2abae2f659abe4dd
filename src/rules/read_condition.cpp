#include "rules/read_condition.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace radcert::rules {
namespace {

using text::Field;
using text::JsonKind;

constexpr std::size_t most_parts = 64;
constexpr double millionths = 1e6, most_amount = 1e6;

class ConditionReader {
public:
    explicit ConditionReader(const Vocabulary& vocabulary) : vocabulary_{vocabulary} {}
    Condition condition(const Field& field) const;

private:
    std::vector<Condition> parts(const Field& field) const;
    List list(const Field& field) const;
    std::uint8_t column(const Field& field, List list) const;
    std::int64_t cell(const Field& field, const Column& column) const;
    void add_value(const Field& field, const Column& column, FieldTest& test) const;
    FieldTest test(const Field& field, const Column& column) const;
    void test_keyword(const Field& keyword, const Column& column, FieldTest& test) const;
    std::vector<FieldTest> tests(const Field& object, List list) const;
    void where(const Field& object, Condition& condition) const;

    Condition combination(const Field& field) const;
    Condition records(const Field& field, Check check, std::string_view keyword) const;
    Condition sum(const Field& field) const;
    Condition latest(const Field& field) const;
    Condition duration(const Field& field) const;
    Condition over_years(const Field& field, Check check, std::string_view keyword) const;
    Condition order(const Field& field) const;
    Condition fact(const Field& field) const;

    const Vocabulary& vocabulary_;
};

List ConditionReader::list(const Field& field) const
{
    const auto found = list_from(field.as_string());
    if (!found) field.refuse({"tên một danh sách của hồ sơ", "the name of a list of the dossier"});
    return *found;
}

std::uint8_t ConditionReader::column(const Field& field, List list) const
{
    const auto found = column_from(list, field.as_string());
    if (!found) field.refuse({"tên một trường của danh sách này", "the name of a field of that list"});
    return *found;
}

std::int64_t ConditionReader::cell(const Field& field, const Column& column) const
{
    return read_cell(field, column, vocabulary_);
}

void ConditionReader::add_value(const Field& field, const Column& column, FieldTest& test) const
{
    if (column.type == ColumnType::text)
        test.texts.emplace_back(field.as_filled_string());
    else
        test.values.push_back(cell(field, column));
}

void ConditionReader::test_keyword(const Field& keyword, const Column& column, FieldTest& test) const
{
    const bool ordered = column.type == ColumnType::integer || column.type == ColumnType::amount ||
                         column.type == ColumnType::date;
    const auto key = keyword.key();
    if (key == "in" || key == "not_in") {
        test.comparison = key == "in" ? FieldTest::Comparison::one_of : FieldTest::Comparison::none_of;
        keyword.each_element([&](const Field& element) { add_value(element, column, test); });
    } else if ((key == "at_least" || key == "at_most") && ordered) {
        test.comparison =
            key == "at_least" ? FieldTest::Comparison::at_least : FieldTest::Comparison::at_most;
        test.values.push_back(cell(keyword, column));
    } else if (key == "valid_for" && column.type == ColumnType::date) {
        test.comparison = FieldTest::Comparison::valid_for;
        test.period = read_period(keyword);
    } else if (key == "recorded") {
        if (!keyword.as_boolean()) keyword.refuse({"true", "true"});
        test.comparison = FieldTest::Comparison::recorded;
    } else {
        keyword.refuse_unknown_key();
    }
}

/// A plain value means "is"; an object holds exactly one keyword.
FieldTest ConditionReader::test(const Field& field, const Column& column) const
{
    FieldTest test;
    if (field.value().kind != JsonKind::object) {
        add_value(field, column, test);
        return test;
    }
    if (field.members().size() != 1) field.refuse({"đúng một phép so sánh", "exactly one comparison"});
    field.each_member([&](const Field& keyword) { test_keyword(keyword, column, test); });
    return test;
}

std::vector<FieldTest> ConditionReader::tests(const Field& object, List list) const
{
    std::vector<FieldTest> all;
    object.each_member([&](const Field& member) {
        const auto column = column_from(list, member.key());
        if (!column) member.refuse_unknown_key();
        all.push_back(test(member, shape_of(list).columns[*column]));
        all.back().column = *column;
    });
    // The order of members says nothing, here or in the digest; the list's own order is the one that reads
    // well.
    std::ranges::sort(all, {}, &FieldTest::column);
    return all;
}

void ConditionReader::where(const Field& object, Condition& condition) const
{
    if (const auto where = object.find("where")) condition.where = tests(*where, condition.list);
}

std::vector<Condition> ConditionReader::parts(const Field& field) const
{
    std::vector<Condition> all;
    if (field.elements().empty() || field.elements().size() > most_parts) {
        field.refuse({"từ 1 đến 64 điều kiện", "1 to 64 conditions"});
    }
    field.each_element([&](const Field& element) { all.push_back(condition(element)); });
    return all;
}

Condition ConditionReader::combination(const Field& field) const
{
    Condition made;
    if (const auto all = field.find("all")) {
        field.expect_only({"all"});
        made.check = Check::all;
        made.parts = parts(*all);
    } else if (const auto any = field.find("any")) {
        field.expect_only({"any"});
        made.check = Check::any;
        made.parts = parts(*any);
    } else if (const auto negated = field.find("not")) {
        field.expect_only({"not"});
        made.check = Check::negation;
        made.parts.push_back(condition(*negated));
    } else {
        field.expect_only({"at_least", "of"});
        made.check = Check::at_least_of;
        made.parts = parts(field.at("of"));
        made.bound = field.at("at_least").as_integer(1, std::int64_t(made.parts.size()));
    }
    return made;
}

Condition ConditionReader::records(const Field& field, Check check, std::string_view keyword) const
{
    Condition made;
    made.check = check;
    made.list = list(field.at(keyword));
    where(field, made);
    if (check == Check::count) {
        field.expect_only({keyword, "where", "at_least"});
        made.bound = field.at("at_least").as_integer(1, 1'000'000);
    } else {
        field.expect_only({keyword, "where"});
    }
    return made;
}

Condition ConditionReader::sum(const Field& field) const
{
    field.expect_only({"sum", "of", "where", "at_least"});
    Condition made;
    made.check = Check::sum;
    made.list = list(field.at("sum"));
    made.column = column(field.at("of"), made.list);
    const Column& summed = shape_of(made.list).columns[made.column];
    if (summed.type != ColumnType::integer && summed.type != ColumnType::amount) {
        field.at("of").refuse({"một trường số", "a field that holds numbers"});
    }
    where(field, made);
    made.bound = cell(field.at("at_least"), summed);
    return made;
}

Condition ConditionReader::latest(const Field& field) const
{
    field.expect_only({"latest", "by", "where", "must", "when_none"});
    Condition made;
    made.check = Check::latest;
    made.list = list(field.at("latest"));
    made.column = column(field.at("by"), made.list);
    if (shape_of(made.list).columns[made.column].type != ColumnType::date) {
        field.at("by").refuse({"một trường ngày", "a field that holds dates"});
    }
    where(field, made);
    made.must = tests(field.at("must"), made.list);
    if (const auto none = field.find("when_none")) {
        const auto outcome = none->as_string();
        if (outcome != "met" && outcome != "not_met")
            none->refuse({"\"met\" hoặc \"not_met\"", "\"met\" or \"not_met\""});
        made.when_none = outcome == "met";
    }
    return made;
}

Condition ConditionReader::duration(const Field& field) const
{
    field.expect_only({"duration", "where", "at_least"});
    Condition made;
    made.check = Check::duration;
    made.list = list(field.at("duration"));
    if (made.list != List::experience) field.at("duration").refuse({"\"experience\"", "\"experience\""});
    where(field, made);
    made.period = read_period(field.at("at_least"));
    if (made.period.unit == Period::Unit::working_days) {
        field.at("at_least").refuse({"năm, tháng hoặc ngày", "years, months or days"});
    }
    return made;
}

Condition ConditionReader::over_years(const Field& field, Check check, std::string_view keyword) const
{
    Condition made;
    made.check = check;
    made.list = list(field.at(keyword));
    if (made.list != List::doses) field.at(keyword).refuse({"\"doses\"", "\"doses\""});
    made.column = column(field.at("of"), made.list);
    const Column& amount = shape_of(made.list).columns[made.column];
    if (amount.type != ColumnType::amount)
        field.at("of").refuse({"một trường liều", "a field that holds doses"});
    made.bound = cell(field.at("at_most"), amount);
    made.years = 1;
    if (check == Check::average) {
        field.expect_only({keyword, "of", "over_years", "at_most"});
        made.years = int(field.at("over_years").as_integer(2, 50));
    } else {
        field.expect_only({keyword, "of", "at_most"});
    }
    return made;
}

Condition ConditionReader::order(const Field& field) const
{
    field.expect_only({"order"});
    const Field pair = field.at("order");
    if (pair.elements().size() != 2) pair.refuse({"hai danh sách: trước, sau", "two lists: earlier, later"});
    Condition made;
    made.check = Check::order;
    bool first = true;
    pair.each_element([&](const Field& side) {
        side.expect_only({"list", "date", "where"});
        const List which = list(side.at("list"));
        const std::uint8_t date = column(side.at("date"), which);
        if (shape_of(which).columns[date].type != ColumnType::date) {
            side.at("date").refuse({"một trường ngày", "a field that holds dates"});
        }
        const auto filter = side.find("where");
        (first ? made.list : made.second_list) = which;
        (first ? made.column : made.second_column) = date;
        (first ? made.where : made.second_where) = filter ? tests(*filter, which) : std::vector<FieldTest>{};
        first = false;
    });
    return made;
}

Condition ConditionReader::fact(const Field& field) const
{
    Condition made;
    const auto which = fact_from(field.at("fact").as_string());
    if (!which) field.at("fact").refuse({"một dữ kiện đơn của hồ sơ", "a single fact of the dossier"});
    made.check = Check::fact;
    made.fact = *which;
    const Column& column = column_of(*which);
    if (field.members().size() != 2)
        field.refuse({"\"fact\" và đúng một phép so sánh", "\"fact\" and one comparison"});
    field.each_member([&](const Field& member) {
        if (member.key() == "fact") return;
        if (member.key() == "reached" && column.type == ColumnType::date) {
            made.check = Check::reached;
            made.period = read_period(member);
            return;
        }
        FieldTest test;
        if (member.key() == "is")
            add_value(member, column, test);
        else
            test_keyword(member, column, test);
        made.where.push_back(std::move(test));
    });
    return made;
}

Condition ConditionReader::condition(const Field& field) const
{
    struct Keyword {
        std::string_view name;
        Check check;
    };
    constexpr std::array<Keyword, 3> of_records{
        {{"exists", Check::exists}, {"none", Check::none}, {"count", Check::count}}};
    for (const auto& keyword : of_records) {
        if (field.find(keyword.name)) return records(field, keyword.check, keyword.name);
    }
    if (field.find("sum")) return sum(field);
    if (field.find("latest")) return latest(field);
    if (field.find("duration")) return duration(field);
    if (field.find("average")) return over_years(field, Check::average, "average");
    if (field.find("maximum")) return over_years(field, Check::maximum, "maximum");
    if (field.find("order")) return order(field);
    if (field.find("fact")) return fact(field);
    if (const auto question = field.find("judgement")) {
        field.expect_only({"judgement"});
        Condition made;
        made.check = Check::judgement;
        made.question = read_words(*question);
        return made;
    }
    if (const auto holds = field.find("in_force")) {
        field.expect_only({"in_force"});
        Condition made;
        made.check = Check::in_force;
        made.bound = holds->as_boolean() ? 1 : 0;
        return made;
    }
    return combination(field);
}

} // namespace

Condition read_condition(const Field& field, const Vocabulary& vocabulary)
{
    return ConditionReader{vocabulary}.condition(field);
}

std::int64_t read_cell(const Field& field, const Column& column, const Vocabulary& vocabulary)
{
    switch (column.type) {
    case ColumnType::boolean: return field.as_boolean() ? 1 : 0;
    case ColumnType::integer: return field.as_integer(0, 1'000'000);
    case ColumnType::amount: {
        const double amount = field.as_number(0);
        if (amount > most_amount) field.refuse({"một số nhiều nhất 1000000", "a number of at most 1000000"});
        return std::llround(amount * millionths);
    }
    case ColumnType::date: return field.as_date().time_since_epoch().count();
    case ColumnType::text: break;
    case ColumnType::code: {
        const CodeList& codes = vocabulary.*column.codes;
        const auto code = codes.find(field.as_string());
        if (!code) field.refuse({"một trong: " + codes.words(), "one of: " + codes.words()});
        return *code;
    }
    }
    field.refuse({"giá trị so sánh được", "a value that can be compared"});
}

Period read_period(const Field& field)
{
    if (field.members().size() != 1)
        field.refuse({"đúng một khoảng thời gian", "exactly one length of time"});
    Period period;
    field.each_member([&](const Field& member) {
        period.count = int(member.as_integer(0, 36'500));
        if (member.key() == "years") {
            period.unit = Period::Unit::months;
            period.count = int(member.as_integer(0, 200)) * 12;
            period.said_in_years = true;
        } else if (member.key() == "months") {
            period.unit = Period::Unit::months;
            period.count = int(member.as_integer(0, 2400));
        } else if (member.key() == "days") {
            period.unit = Period::Unit::days;
        } else if (member.key() == "working_days") {
            period.unit = Period::Unit::working_days;
            period.count = int(member.as_integer(0, 250));
        } else {
            member.refuse_unknown_key();
        }
    });
    return period;
}

Words read_words(const Field& field)
{
    field.expect_only({"vi", "en"});
    return {std::string{field.at("vi").as_filled_string()}, std::string{field.at("en").as_filled_string()}};
}

} // namespace radcert::rules
