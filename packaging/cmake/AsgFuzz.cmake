# asg_fuzz(PROGRAM SOURCES … LINK … [KINDS …] [CORPUS folders] [RUNS n])
#
# One reader of outside bytes, or several of a sort (KINDS), as targets for a fuzzer. The same sources make
#   replay_PROGRAM  an ordinary test for each kind: the corpus, and RUNS damaged copies of it, the same every time;
#   fuzz_PROGRAM    with -DASG_BUILD_FUZZERS=ON (the preset "fuzz"): by clang's libFuzzer; tests/fuzz/run.sh runs it.
# Inputs that a kind begins with lie in corpus/KIND beside the CMakeLists.txt (corpus/PROGRAM where it has no kinds) and
# in the folders of CORPUS.
add_library(fuzz_support STATIC EXCLUDE_FROM_ALL
    "${PROJECT_SOURCE_DIR}/tests/fuzz/support/target.cpp" "${PROJECT_SOURCE_DIR}/tests/fuzz/support/scratch.cpp"
    "${PROJECT_SOURCE_DIR}/tests/fuzz/support/json_mutator.cpp"
    "${PROJECT_SOURCE_DIR}/tests/fuzz/support/csv_mutator.cpp")
target_include_directories(fuzz_support PUBLIC "${PROJECT_SOURCE_DIR}")
target_link_libraries(fuzz_support PUBLIC core_base nlohmann_json::nlohmann_json PRIVATE asg_compile_options)
if(ASG_BUILD_FUZZERS)
    add_custom_target(fuzzers)
    file(WRITE "${PROJECT_BINARY_DIR}/fuzzers.txt" "")
endif()

function(asg_fuzz program)
    cmake_parse_arguments(FUZZ "" "RUNS" "SOURCES;LINK;KINDS;CORPUS" ${ARGN})
    if(NOT FUZZ_KINDS)
        set(FUZZ_KINDS ${program})
    endif()
    if(NOT FUZZ_RUNS)
        set(FUZZ_RUNS 3000)
    endif()
    set(_programs replay_${program})
    add_executable(replay_${program} ${FUZZ_SOURCES} "${PROJECT_SOURCE_DIR}/tests/fuzz/support/replay.cpp"
        "${PROJECT_SOURCE_DIR}/tests/fuzz/support/plain_damage.cpp")
    if(ASG_BUILD_FUZZERS)
        list(APPEND _programs fuzz_${program})
        add_executable(fuzz_${program} EXCLUDE_FROM_ALL ${FUZZ_SOURCES})
        target_link_options(fuzz_${program} PRIVATE -fsanitize=fuzzer)
        add_dependencies(fuzzers fuzz_${program})
    endif()
    foreach(_program ${_programs})
        target_include_directories(${_program} PRIVATE "${PROJECT_SOURCE_DIR}")
        target_compile_definitions(${_program} PRIVATE ASG_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        target_link_libraries(${_program} PRIVATE asg_compile_options fuzz_support ${FUZZ_LINK})
    endforeach()
    foreach(_kind ${FUZZ_KINDS})
        set(_corpus "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${_kind}" ${FUZZ_CORPUS})
        add_test(NAME replay_${_kind} COMMAND replay_${program} ${FUZZ_RUNS} ${_corpus})
        set_tests_properties(replay_${_kind} PROPERTIES LABELS fuzz TIMEOUT 300 ENVIRONMENT "ASG_FUZZ_KIND=${_kind}")
        if(ASG_BUILD_FUZZERS)
            list(JOIN _corpus "\t" _corpus)
            file(APPEND "${PROJECT_BINARY_DIR}/fuzzers.txt" "${_kind}\tfuzz_${program}\t${_corpus}\n")
        endif()
    endforeach()
endfunction()
