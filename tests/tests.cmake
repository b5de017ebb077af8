# The tests of the renderers and of the program. `ctest` runs them; `BLESS=1 ctest -R golden` writes the golden files anew.

# A program whose only rules are those of tests/golden/pack.json: its answers change when the program does, not with every rule. The words of English are the real ones.
set(golden_packs ${CMAKE_CURRENT_SOURCE_DIR}/tests/golden/pack.json ${CMAKE_CURRENT_SOURCE_DIR}/rules/english-words.json)
set(golden_packs_c ${CMAKE_CURRENT_BINARY_DIR}/golden_packs.c)
add_custom_command(OUTPUT ${golden_packs_c}
  COMMAND packc ${golden_packs} > ${golden_packs_c}.new
  COMMAND ${CMAKE_COMMAND} -E rename ${golden_packs_c}.new ${golden_packs_c}
  DEPENDS packc ${golden_packs}
  COMMENT "Compiling the golden tests' pack"
  VERBATIM)
set_source_files_properties(${golden_packs_c} PROPERTIES COMPILE_OPTIONS -w)
add_executable(hownot_golden ${golden_packs_c} ${core} $<TARGET_OBJECTS:hownot_out> $<TARGET_OBJECTS:hownot_lsp>
  $<TARGET_OBJECTS:hownot_cli>)
set_target_properties(hownot_golden PROPERTIES OUTPUT_NAME hownot RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/golden)
# It looks for the module that reads messages beside itself.
add_custom_command(TARGET hownot_golden POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E create_symlink ${CMAKE_CURRENT_BINARY_DIR}/hownot-mail.so ${CMAKE_CURRENT_BINARY_DIR}/golden/hownot-mail.so
  VERBATIM)
target_link_libraries(hownot_golden PRIVATE hownot_flags ${needs})

find_program(BATS bats)
if(BATS)
  add_test(NAME golden COMMAND ${BATS} ${CMAKE_CURRENT_SOURCE_DIR}/tests/golden)
  set_tests_properties(golden PROPERTIES ENVIRONMENT
    "HOWNOT=$<TARGET_FILE:hownot_golden>;HOWNOT_INSTALLED=$<TARGET_FILE:hownot>")

  # The recipes of hownot-editors(7) in the programs that they are for; those that are not installed are skipped. They
  # mostly wait for each other: with GNU parallel many do so at a time.
  set(many_at_a_time)
  find_program(PARALLEL parallel)
  if(PARALLEL)
    execute_process(COMMAND ${PARALLEL} --version OUTPUT_VARIABLE parallel_version ERROR_QUIET)
    if(parallel_version MATCHES "GNU")
      set(many_at_a_time --jobs 8)
    endif()
  endif()
  add_test(NAME editors COMMAND ${BATS} ${many_at_a_time} ${CMAKE_CURRENT_SOURCE_DIR}/tests/editors)
  set_tests_properties(editors PROPERTIES TIMEOUT 600 ENVIRONMENT "HOWNOT=$<TARGET_FILE:hownot_golden>")
else()
  message(WARNING "bats is not there: the golden tests are left out")
endif()

# The language server, as its protocol has it.
find_program(PYTHON3 python3)
if(PYTHON3)
  add_test(NAME report_totals COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/tests/property/report_totals.py)
  add_test(NAME lsp COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/tests/editors/lsp.py)
  add_test(NAME sarif COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/tests/editors/sarif.py)
  # The standard's own schema is not ours to give on: OASIS has it.
  set(HOWNOT_SARIF_SCHEMA "" CACHE FILEPATH "sarif-schema-2.1.0.json, to validate logs against")
  add_test(NAME sarif_schema COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/tests/editors/sarif.py "${HOWNOT_SARIF_SCHEMA}")
  set_tests_properties(sarif_schema PROPERTIES SKIP_RETURN_CODE 77)
  set_tests_properties(report_totals lsp sarif sarif_schema PROPERTIES ENVIRONMENT "HOWNOT=$<TARGET_FILE:hownot>")
endif()

# The pages in a browser, where one is there; CONTRIBUTING.md tells how to get it.
set(HOWNOT_PAGES_MODULES ${CMAKE_CURRENT_SOURCE_DIR}/build/pages/node_modules CACHE PATH "where playwright-core and axe-core are")
add_test(NAME pages COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tests/pages/run $<TARGET_FILE:hownot> ${HOWNOT_PAGES_MODULES})
set_tests_properties(pages PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900)

# A test of one module, against the objects of the stages named after it.
function(unit_test name)
  add_executable(${name}_test tests/unit/${name}_test.c)
  target_link_libraries(${name}_test PRIVATE hownot_flags ${ARGN} ${needs} PkgConfig::CMOCKA)
  add_test(NAME ${name} COMMAND ${name}_test)
endfunction()

pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
if(CMOCKA_FOUND)
  foreach(module norm language lexicon facts inflect shed voice turn clause retell greeting mend lint moves profile offer scenario advice verdict json lines snippet diff html shape words)
    unit_test(${module} hownot_base hownot_draft hownot_rules hownot_coach hownot_packs hownot_out)
  endforeach()
  foreach(module lexicon verdict)
    target_compile_definitions(${module}_test PRIVATE HOWNOT_SOURCE_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
  endforeach()
  # A module of the program, without its main.
  add_executable(record_test tests/unit/record_test.c src/cli/record.c)
  target_link_libraries(record_test PRIVATE hownot_flags hownot_base PkgConfig::UTF8PROC PkgConfig::CMOCKA)
  add_test(NAME record COMMAND record_test)
else()
  message(WARNING "cmocka is not there: the unit tests are left out")
endif()

# Every example of every built-in pack.
add_test(NAME packs COMMAND features ${pack_files} --)

# Data flows one way.
add_test(NAME layers COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tests/layers)

# What a pack's author is told, of the built-in packs. It is the same in every build, and takes minutes with sanitizers.
if(NOT HOWNOT_SANITIZE)
  add_test(NAME authors_packs COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tests/authors/packs.sh $<TARGET_FILE:hownot>)
endif()
if(PYTHON3)
  add_test(NAME authors_manual COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/tests/authors/manual.py $<TARGET_FILE:hownot>
    ${CMAKE_CURRENT_SOURCE_DIR}/man/hownot-rules.5)
endif()
