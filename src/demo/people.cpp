#include "demo/people.h"

namespace radcert::demo {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array families{"Nguyễn"sv, "Trần"sv,  "Lê"sv,   "Phạm"sv, "Hoàng"sv, "Huỳnh"sv,
                              "Phan"sv,   "Võ"sv,    "Đặng"sv, "Bùi"sv,  "Đỗ"sv,    "Hồ"sv,
                              "Ngô"sv,    "Dương"sv, "Lý"sv,   "Đinh"sv};

constexpr std::array men_between{"Văn"sv, "Đức"sv,   "Minh"sv, "Quốc"sv, "Hữu"sv,
                                 "Gia"sv, "Thành"sv, "Công"sv, "Đình"sv, "Xuân"sv};

constexpr std::array men{"Anh"sv,  "Bình"sv, "Cường"sv, "Dũng"sv, "Đạt"sv, "Hải"sv,   "Hùng"sv, "Khánh"sv,
                         "Long"sv, "Nam"sv,  "Phúc"sv,  "Quân"sv, "Sơn"sv, "Thịnh"sv, "Tuấn"sv, "Vỹ"sv};

constexpr std::array women_between{"Thị"sv,  "Ngọc"sv, "Thu"sv,  "Thanh"sv,
                                   "Hồng"sv, "Kim"sv,  "Bích"sv, "Mỹ"sv};

constexpr std::array women{"Ánh"sv,  "Dung"sv,   "Hạnh"sv,  "Hằng"sv, "Hương"sv, "Lan"sv,  "Loan"sv, "Nga"sv,
                           "Oanh"sv, "Phượng"sv, "Quyên"sv, "Thảo"sv, "Thủy"sv,  "Trâm"sv, "Uyên"sv, "Yến"sv};

std::string joined(std::string_view family, std::string_view between, std::string_view given)
{
    std::string name{family};
    name.append(" ").append(between).append(" ").append(given);
    return name;
}

} // namespace

void add_person(Sketch& sketch, Random& random)
{
    const std::string_view family = random.pick(families);
    if (random.chance(50)) {
        const std::string_view between = random.pick(men_between);
        sketch.full_name = joined(family, between, random.pick(men));
    } else {
        const std::string_view between = random.pick(women_between);
        sketch.full_name = joined(family, between, random.pick(women));
    }
    sketch.national_id = "999" + std::to_string(1'000'000'000 + random.below(1'000'000'000)).substr(1);
    const int age_in_months = random.between(23 * 12, 58 * 12);
    sketch.birth_date = plus_months(sketch.filed_on, -age_in_months) - std::chrono::days{random.below(28)};
}

} // namespace radcert::demo
