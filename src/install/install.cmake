# What `cmake --install` puts where: the program, the library, and how others find the library. The components are the
# packages that package.cmake makes of them.
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)

install(TARGETS hownot RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS hownot_shared hownot_static EXPORT hownot-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES include/hownot.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

# The file finds the rest from where it lies itself, so that `cmake --install --prefix` may put it all elsewhere.
set(pc_prefix ${CMAKE_INSTALL_PREFIX})
set(pc_libdir ${CMAKE_INSTALL_FULL_LIBDIR})
set(pc_includedir ${CMAKE_INSTALL_FULL_INCLUDEDIR})
if(NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" AND NOT IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" up "${up}")
  set(pc_prefix "\${pcfiledir}/${up}")
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(src/install/hownot.pc.in hownot.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/hownot.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/hownot)
install(EXPORT hownot-targets NAMESPACE hownot:: DESTINATION ${package_dir} COMPONENT development)
configure_package_config_file(src/install/hownot-config.cmake.in hownot-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(hownot-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/hownot-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/hownot-config-version.cmake
  DESTINATION ${package_dir} COMPONENT development)

# Packs of one's own are completed and checked by editors with the schemas.
file(GLOB schemas rules/*.schema.json)
install(FILES ${schemas} DESTINATION ${CMAKE_INSTALL_DATADIR}/hownot)
file(GLOB section_1 man/*.1)
file(GLOB section_5 man/*.5)
install(FILES ${section_1} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${section_5} DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
file(GLOB section_7 man/*.7)
install(FILES ${section_7} DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)

# The shells' completions, as the program prints them.
set(completions)
foreach(shell bash zsh fish)
  add_custom_command(OUTPUT completions/${shell}
    COMMAND ${CMAKE_COMMAND} -E make_directory completions
    COMMAND hownot completion ${shell} > completions/${shell}
    DEPENDS hownot
    COMMENT "Printing the completions for ${shell}"
    VERBATIM)
  list(APPEND completions completions/${shell})
endforeach()
add_custom_target(hownot_completions ALL DEPENDS ${completions})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME hownot)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _hownot)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completions/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME hownot.fish)
