#include "tests/demo/dossier_generator.h"

#include "tests/demo/period.h"

namespace radcert::demo {

std::string DossierGenerator::dossier(std::size_t index) const
{
    Random seed{seed_};
    Random random{seed.next() ^ Random{index}.next()};
    const Sketch sketch = index < period_size ? period_dossier(index, Random{seed_}, random)
                                              : nationwide_dossier(index, random);
    return to_json_line(sketch);
}

} // namespace radcert::demo
