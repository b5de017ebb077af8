# Tests of how patterns find their sentences, and of how fast.

# The index loses no match.
add_executable(match_property tests/property/match_property.c)
target_link_libraries(match_property PRIVATE hownot_base hownot_draft hownot_rules)
# The sanitizers look for faults of memory, for which fewer texts do.
if(HOWNOT_SANITIZE)
  set(match_texts tests/corpus/spanish.jsonl -- 8)
else()
  set(match_texts tests/corpus/dev.jsonl tests/corpus/spanish.jsonl -- 100)
endif()
add_test(NAME match_property COMMAND match_property ${HOWNOT_PACKS} -- ${match_texts} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})

pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
if(CMOCKA_FOUND)
  add_executable(relax_test tests/unit/relax_test.c)
  target_link_libraries(relax_test PRIVATE hownot_base hownot_rules hownot_draft PkgConfig::CMOCKA)
  add_test(NAME relax COMMAND relax_test)
  add_executable(branch_test tests/unit/branch_test.c)
  target_link_libraries(branch_test PRIVATE hownot_base hownot_rules hownot_draft PkgConfig::CMOCKA)
  add_test(NAME branch COMMAND branch_test)
  add_executable(walk_test tests/unit/walk_test.c)
  target_link_libraries(walk_test PRIVATE hownot_base hownot_rules hownot_draft PkgConfig::CMOCKA)
  add_test(NAME walk COMMAND walk_test)
endif()

# The benchmark (tests/bench/run): what it measures against, and the program without packs, to be linked with others.
add_executable(empty tests/bench/empty.c)
target_link_libraries(empty PRIVATE PkgConfig::PCRE2 PkgConfig::CJSON PkgConfig::UTF8PROC)
add_library(hownot_parts STATIC EXCLUDE_FROM_ALL ${core})
set_target_properties(hownot_parts PROPERTIES LINKER_LANGUAGE C)

# Counts are recorded for a release build.
if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT HOWNOT_SANITIZE)
  add_test(NAME instructions COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tests/bench/instructions.sh $<TARGET_FILE:hownot>)
  set_tests_properties(instructions PROPERTIES SKIP_RETURN_CODE 77)
endif()

# Rules find their examples however they are typed.
add_executable(rule_property tests/property/rule_property.c)
target_link_libraries(rule_property PRIVATE hownot_base hownot_draft hownot_rules hownot_packs)
add_test(NAME rule_property COMMAND rule_property 0)
