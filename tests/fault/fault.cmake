# What happens when the system fails: no memory, no room on the disk, reads and writes cut short, hostile texts.
if(BUILD_TESTING)
  set(fault ${CMAKE_CURRENT_SOURCE_DIR}/tests/fault)
  set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/tests/fuzz/seeds)

  # Sanitizers have a malloc of their own.
  if(NOT HOWNOT_SANITIZE AND NOT HOWNOT_FUZZ)
    add_executable(memory tests/fault/memory.c)
    target_link_libraries(memory PRIVATE hownot_static hownot_flags ${needs})
    add_library(faults MODULE tests/fault/system.c)
    target_link_libraries(faults PRIVATE ${CMAKE_DL_LIBS})
    set(faults $<TARGET_FILE:faults>)
    add_test(NAME memory COMMAND memory ${seeds}/pack/whole ${seeds}/profile/filled ${fault}/draft.txt ${fault}/quote.txt)
  endif()

  # The program with windows of three sentences.
  get_target_property(coach_sources hownot_coach SOURCES)
  add_executable(hownot_windows ${coach_sources} $<TARGET_OBJECTS:hownot_base> $<TARGET_OBJECTS:hownot_draft> $<TARGET_OBJECTS:hownot_rules>
    $<TARGET_OBJECTS:hownot_out> $<TARGET_OBJECTS:hownot_lsp> $<TARGET_OBJECTS:hownot_cli> $<TARGET_OBJECTS:hownot_packs>)
  target_compile_definitions(hownot_windows PRIVATE STAGES_WINDOW=3)
  target_link_libraries(hownot_windows PRIVATE hownot_flags ${needs})
  add_test(NAME windows COMMAND ${fault}/windows $<TARGET_FILE:hownot> $<TARGET_FILE:hownot_windows>
    ${CMAKE_CURRENT_SOURCE_DIR}/tests/corpus/dev.jsonl ${CMAKE_CURRENT_SOURCE_DIR}/tests/corpus/spanish.jsonl)

  if(PYTHON3)
    add_test(NAME redacted COMMAND ${PYTHON3} ${fault}/redacted.py $<TARGET_FILE:hownot>)
  endif()

  if(PYTHON3 AND NOT HOWNOT_SANITIZE AND NOT HOWNOT_FUZZ AND NOT HOWNOT_COVERAGE)
    add_test(NAME growth COMMAND ${PYTHON3} ${fault}/growth.py --count $<TARGET_FILE:hownot> quotes "one word" brackets "dates without a stop" "nested MIME"
      "combining marks" gatekeeping)
    set_tests_properties(growth PROPERTIES SKIP_RETURN_CODE 77)
  endif()

  if(HOWNOT_COVERAGE)
    # What a signal ends is counted, too.
    foreach(program hownot hownot_golden)
      target_sources(${program} PRIVATE tests/fault/counted.c)
      target_link_options(${program} PRIVATE -Wl,--wrap=_exit)
    endforeach()
  endif()

  if(BATS)
    add_test(NAME fault COMMAND ${BATS} ${fault})
    # Where lines are counted, the counts are written at the end: nothing is given up.
    set_tests_properties(fault PROPERTIES ENVIRONMENT
      "HOWNOT=$<TARGET_FILE:hownot_golden>;HOWNOT_INSTALLED=$<TARGET_FILE:hownot>;FAULTS=${faults};COUNTED=$<BOOL:${HOWNOT_COVERAGE}>")
  endif()

  if(NOT HOWNOT_SANITIZE AND NOT HOWNOT_FUZZ AND NOT HOWNOT_COVERAGE)
    add_test(NAME exports COMMAND ${fault}/exports $<TARGET_FILE:hownot> $<TARGET_FILE:hownot_shared>
      $<TARGET_FILE:hownot_mail_module> $<CONFIG>)
  endif()
endif()
