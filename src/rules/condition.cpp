#include "rules/condition.h"

#include <algorithm>

namespace radcert::rules {

bool asks_a_person(const Condition& condition)
{
    return condition.check == Check::judgement || std::ranges::any_of(condition.parts, asks_a_person);
}

} // namespace radcert::rules
