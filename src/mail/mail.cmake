# Mail. Messages with MIME are read by a module that is loaded for the first of them: GMime takes longer to start than a plain draft to coach.
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(LIBXML REQUIRED IMPORTED_TARGET libxml-2.0)

# Where the program looks for the module: beside itself (a build tree), where both are installed, where they were to be installed.
set(HOWNOT_MODULE_FOLDER ${CMAKE_INSTALL_FULL_LIBDIR}/hownot)
file(RELATIVE_PATH module_from_program ${CMAKE_INSTALL_FULL_BINDIR} ${HOWNOT_MODULE_FOLDER})
set_source_files_properties(src/mail/mail.c PROPERTIES COMPILE_DEFINITIONS
  "HOWNOT_MODULE_NAME=\"hownot-mail.so\";HOWNOT_MODULE_FOLDER=\"${HOWNOT_MODULE_FOLDER}\";HOWNOT_MODULE_FROM_PROGRAM=\"${module_from_program}\"")
target_sources(hownot_coach PRIVATE src/coach/message.c src/mail/mail.c)
target_link_libraries(hownot_coach PUBLIC ${CMAKE_DL_LIBS})

# It has its own copy of the few objects that it needs, so nothing of the program has to be exported.
set(mail_module_sources
  src/mail/body.c src/mail/charset.c src/mail/edit.c src/mail/encoding.c src/mail/flowed.c src/mail/html.c
  src/mail/reader.c src/mail/rewrite.c src/mail/trace.c src/mail/twin.c)
add_library(hownot_mail_module MODULE ${mail_module_sources}
  src/draft/header.c src/draft/line.c src/draft/text.c $<TARGET_OBJECTS:hownot_base>)
target_link_libraries(hownot_mail_module PRIVATE hownot_flags PkgConfig::GMIME PkgConfig::LIBXML PkgConfig::UTF8PROC)
set_target_properties(hownot_mail_module PROPERTIES PREFIX "" OUTPUT_NAME hownot-mail SUFFIX .so)
install(TARGETS hownot_mail_module LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/hownot)

if(BUILD_TESTING)
  pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
  add_executable(own_test tests/unit/own_test.c)
  target_link_libraries(own_test PRIVATE hownot_base hownot_draft PkgConfig::CMOCKA)
  add_test(NAME own COMMAND own_test)
  add_executable(mail_test tests/unit/mail_test.c src/mail/mail.c)
  target_link_libraries(mail_test PRIVATE hownot_base hownot_draft PkgConfig::CMOCKA PkgConfig::CJSON ${CMAKE_DL_LIBS})
  add_dependencies(mail_test hownot_mail_module)
  add_test(NAME mail COMMAND mail_test ${CMAKE_CURRENT_SOURCE_DIR}/tests/mail)
endif()

# mail_fuzz tests/mail -max_total_time=600
if(HOWNOT_FUZZ)
  add_executable(mail_fuzz tests/fuzz/mail_fuzz.c src/mail/mail.c ${mail_module_sources})
  target_compile_options(mail_fuzz PRIVATE -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined)
  target_link_options(mail_fuzz PRIVATE -fsanitize=fuzzer,address,undefined)
  target_link_libraries(mail_fuzz PRIVATE hownot_base hownot_draft PkgConfig::GMIME PkgConfig::LIBXML)
endif()
