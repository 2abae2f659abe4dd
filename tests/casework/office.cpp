#include "tests/casework/office.h"

#include "tests/json.h"
#include "tests/registers.h"

namespace radcert::tests {

Office::Office(Date today) : now_{moment(today)}
{
    std::string name = (fs::temp_directory_path() / "radcert-office-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
    folder_ = name;
    casework::Founding founding;
    place_ = new_place(folder_ / "radcert.db");
    founding.place = place_;
    founding.key_file = key();
    founding.authority = "province:66";
    founding.officer = "lan";
    founding.officer_name = "Nguyễn Thị Lan";
    founding.rules.files = shipped_files();
    casework::found_register(founding, clock());
    open();
    act([](registry::WriteScope& write) { casework::record_officer(write, "minh", "Trần Văn Minh", true); });
}

Office::~Office()
{
    writer_.reset();
    drop_place(place_);
    fs::remove_all(folder_);
}

std::string contract_dossier(const std::string& name)
{
    return tests::parsed(bytes_of("tests/contract/cases/" + name + ".json")).at("dossier").dump();
}

std::string eligible_dossier(const std::string& application, const std::string& national_id,
                             const std::string& name)
{
    auto dossier = tests::parsed(contract_dossier("b-ct-complete"));
    dossier["application"]["id"] = application;
    dossier["worker"]["national_id"] = national_id;
    dossier["worker"]["full_name"] = name;
    return dossier.dump();
}

} // namespace radcert::tests
