# What `cpack` makes: packages for Debian (-G DEB), and the source in one archive (--config CPackSourceConfig.cmake).
# The packages are best made by `cmake --workflow --preset package`.
set(CPACK_PACKAGE_NAME hownot)
# The project has no mailbox: who gives packages to others gives theirs.
set(CPACK_PACKAGE_CONTACT "The hownot developers <hownot@example.org>" CACHE STRING "Who makes the packages")
set(CPACK_VERBATIM_VARIABLES ON)
# Each package has its own.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_THREADS 0)

set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/src/install/debian.cmake)
set(CPACK_HOWNOT_INSTALL_FOLDER ${CMAKE_CURRENT_SOURCE_DIR}/src/install)
set(CPACK_HOWNOT_STRIP ${CMAKE_STRIP})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY >=)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME hownot)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
"coach for the replies of library workers
Hownot reads a reply to a patron before it is sent, shows the phrases that
shut the door, says why, and writes the reply again as a colleague would who
looks for the yes. It works in a terminal, as a filter and a language server
in editors and mailers, and over an archive of replies, in English and
Spanish. It uses no network.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libhownot${PROJECT_VERSION_MAJOR})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/src/install/triggers)
# The module that reads messages comes with the program.
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "hownot (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
"coach for the replies of library workers (library)
The library under hownot, a coach for the replies of library workers: it
judges a draft and writes it again.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libhownot-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libhownot${PROJECT_VERSION_MAJOR} (= ${PROJECT_VERSION}), libpcre2-dev, libcjson-dev, libutf8proc-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"coach for the replies of library workers (development files)
The header, the static library and what finds them, for programs that use
libhownot, a coach for the replies of library workers.")

set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME hownot-${PROJECT_VERSION})
set(CPACK_SOURCE_IGNORE_FILES "/\\.git/" "/build[^/]*/")
include(CPack)
