#pragma once

#include "domain/dossier.h"
#include "registry/applications.h"
#include "registry/equipment.h"
#include "registry/facilities.h"
#include "registry/person_file.h"

namespace radcert::casework {

/// Makes the dossiers of questions from records at hand, without JSON in between: for walks of the whole
/// register. The same as reading what `compose_dossier` writes, but for the identity number, which no rule
/// asks about. What it cannot be sure of it leaves to that strict reader, which names what is wrong.
class DossierMaker {
public:
    explicit DossierMaker(const Vocabulary& vocabulary) : words_{vocabulary} {}

    /// The person that the next questions are about.
    void begin(const registry::PersonFile& person);

    /// @param asked  its devices are those of `units`
    /// @return       until the next call; nullptr: the strict reader is to be asked.
    const Dossier* make(const registry::Application& asked, const registry::Facility& facility,
                        const std::vector<registry::UnitInDossier>& units);

private:
    void add_evidence(const registry::Evidence& piece);
    void add_degree(const registry::Evidence& piece);
    void add_training(const registry::Evidence& piece);
    void add_health_check(const registry::Evidence& piece);
    void add_dose(const registry::Evidence& piece);
    void add_experience(const registry::Evidence& piece);
    void add_known_empty(const std::string& list);
    void add_application(const registry::Application& asked);
    void add_facility(const registry::Facility& facility, Date day);
    void add_devices(const std::vector<registry::UnitInDossier>& units, Date day);
    void add_certificates(Date day);
    void add_claimed(const registry::Evidence& piece);
    void add_own(const registry::Certificate& certificate, Date day);
    bool is_own(const registry::Evidence& piece) const;
    ProvinceCode province(const std::string& code, Date day);
    Code code(const CodeList& list, const std::string& word);
    std::optional<Code> code(const CodeList& list, const std::optional<std::string>& word);

    const Vocabulary& words_;
    const registry::PersonFile* person_{nullptr};
    bool sure_{true}; ///< of the question
    bool sure_of_person_{true};
    Dossier dossier_;
};

} // namespace radcert::casework
