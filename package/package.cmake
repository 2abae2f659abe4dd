# Manual pages and completion, and the Debian package of all: `cmake --workflow --preset package`, or `cpack` in a build
# folder whose prefix is /usr.

# Made by the program from its own commands, so that they cannot go stale.
set(made ${CMAKE_BINARY_DIR}/made)
add_custom_command(OUTPUT ${made}/stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${made}
    COMMAND radcert manual-pages ${made}/man
    COMMAND sh -c "gzip -9n ${made}/man/*.1"
    COMMAND radcert completion bash > ${made}/radcert
    COMMAND gzip -9nc ${CMAKE_SOURCE_DIR}/CHANGELOG.md > ${made}/changelog.gz
    COMMAND gzip -9nc ${CMAKE_CURRENT_LIST_DIR}/changelog > ${made}/changelog.Debian.gz
    COMMAND ${CMAKE_COMMAND} -E touch ${made}/stamp
    DEPENDS radcert ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_CURRENT_LIST_DIR}/changelog VERBATIM)
add_custom_target(radcert_pages ALL DEPENDS ${made}/stamp)

install(DIRECTORY ${made}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/radcert DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)

if(NOT CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    return()
endif()

install(FILES package/config.toml DESTINATION /etc/radcert)
install(FILES package/radcert.service DESTINATION /lib/systemd/system)
install(FILES ${made}/changelog.gz ${made}/changelog.Debian.gz package/copyright DESTINATION share/doc/radcert)
install(FILES package/lintian-overrides DESTINATION share/lintian/overrides RENAME radcert)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME radcert)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "radcert maintainers <maintainers@radcert.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "register of radiation facilities, workers and certificates")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "radcert is for Vietnamese licensing offices. It screens applications for
radiation worker certificates against the law of the day on which they were
filed, keeps the clocks of the one-stop desk, draws its papers, issues
certificates that can be checked without the register, and lets anybody prove
that the history was not rewritten.
.
After installation the command 'radcert init' makes the register, which a
service shows in the browser at http://127.0.0.1:8080.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON) # some files lie in /etc and /lib
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # the libraries of libradcert_papers.so
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-croscore, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libpq5 (>= 15), postgresql (>= 15)") # opened for a register in PostgreSQL
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "")
foreach(control conffiles preinst postinst prerm postrm)
    list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_LIST_DIR}/${control})
endforeach()
include(CPack)
