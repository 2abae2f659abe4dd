# Writes a C++ source that holds the pages' templates, styles, scripts and schemas and the manual with its pictures: name
# and bytes of each. The assembler takes the bytes from the file itself, whatever they are.
# cmake -DOUTPUT=FILE -DFOLDER=DIR "-DFILES=a;b" -P embed.cmake
set(places "")
set(entries "")
set(number 0)
list(SORT FILES)
foreach(file IN LISTS FILES)
    file(RELATIVE_PATH name ${FOLDER} ${file})
    string(REGEX REPLACE "^\\.\\./" "" name ${name})            # of a folder beside it: schema/dossier.schema.json
    string(REGEX REPLACE "^manual/images/" "" name ${name})     # asked for by browsers, so by a name without a folder
    string(APPEND places "    \"asset_${number}: .incbin \\\"${file}\\\"\\n\"\n    \"asset_${number}_end: .byte 0\\n\"\n")
    string(APPEND declared "extern const char asset_${number}[], asset_${number}_end[];\n")
    string(APPEND entries "        {\"${name}\", {asset_${number}, std::size_t(asset_${number}_end - asset_${number})}},\n")
    math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"web/assets.h\"

asm(\".section .rodata\\n\"
${places}    \".previous\\n\");

extern \"C\" {
#pragma GCC visibility push(hidden)
${declared}#pragma GCC visibility pop
}

namespace radcert::web {

const std::vector<Asset>& assets()
{
    static const std::vector<Asset> files{
${entries}    };
    return files;
}

} // namespace radcert::web
")
