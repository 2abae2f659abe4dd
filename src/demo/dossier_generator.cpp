#include "demo/dossier_generator.h"

#include "demo/period.h"

namespace radcert::demo {

Sketch DossierGenerator::sketch(std::size_t index) const
{
    Random seed{seed_};
    Random random{seed.next() ^ Random{index}.next()};
    return index < period_size ? period_dossier(index, Random{seed_}, random)
                               : nationwide_dossier(index, random);
}

} // namespace radcert::demo
