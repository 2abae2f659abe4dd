# Writes the pages' templates, styles, scripts and schemas as a C++ source: name and text of each.
# cmake -DOUTPUT=FILE -DFOLDER=DIR "-DFILES=a;b" -P embed.cmake
set(text "#include \"web/assets.h\"\n\nnamespace radcert::web {\n\n")
string(APPEND text "const std::vector<Asset>& assets()\n{\n    static const std::vector<Asset> files{\n")
list(SORT FILES)
foreach(file IN LISTS FILES)
    file(RELATIVE_PATH name ${FOLDER} ${file})
    string(REGEX REPLACE "^\\.\\./" "" name ${name}) # of a folder beside it: schema/dossier.schema.json
    file(READ ${file} bytes)
    # A string literal may not be endless; pieces stand beside each other and the compiler joins them.
    string(LENGTH "${bytes}" length)
    set(pieces "")
    set(start 0)
    while(start LESS length)
        string(SUBSTRING "${bytes}" ${start} 8000 piece)
        string(APPEND pieces "R\"asset(${piece})asset\"\n")
        math(EXPR start "${start} + 8000")
    endwhile()
    string(APPEND text "        {\"${name}\", ${pieces}},\n")
endforeach()
string(APPEND text "    };\n    return files;\n}\n\n} // namespace radcert::web\n")
file(WRITE ${OUTPUT} "${text}")
