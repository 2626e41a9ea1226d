# asg_room(NAME SOURCES … [PUBLIC rooms and libraries] [PRIVATE …])
#
# One static library per room. Headers are included by their path from the project's root ("core/base/result.h");
# which room may include which is decided by the links here and by tests/architecture.
function(asg_room name)
    cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ROOM_SOURCES})
    add_library(asg::${name} ALIAS ${name})
    asg_compile_together(${name})
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${ROOM_PUBLIC} PRIVATE asg_compile_options ${ROOM_PRIVATE})
    asg_check_arrows(${name} ${ROOM_PUBLIC} ${ROOM_PRIVATE})
endfunction()

# Compiles a target's files a dozen at a time, so that what they all include is read once. Names in anonymous namespaces
# are therefore one of a kind within a target.
function(asg_compile_together target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${ASG_UNITY_BUILD} UNITY_BUILD_BATCH_SIZE 12)
endfunction()

# Refuses a link against the flow: app → ui → core, app → models → core.
function(asg_check_arrows name)
    foreach(other ${ARGN})
        string(REPLACE "asg::" "" other "${other}")
        if((name MATCHES "^core_" AND other MATCHES "^(ui|models|app)_")
                OR (name MATCHES "^models_" AND other MATCHES "^(ui|app)_")
                OR (name MATCHES "^ui_" AND other MATCHES "^(models|app)_"))
            message(FATAL_ERROR "${name} must not link ${other}: see ARCHITECTURE.md, 'Direction'")
        endif()
        if(name MATCHES "^core_" AND other MATCHES "^(VTK::|Qt6::(Gui|Widgets|OpenGL)|LibTorch::)")
            message(FATAL_ERROR "${name} must not link ${other}: core knows no toolkit")
        endif()
        if(other MATCHES "^DCMTK::" AND NOT name MATCHES "^core_(io|network)")
            message(FATAL_ERROR "${name} must not link ${other}: DCMTK stays in core/io and core/network")
        endif()
    endforeach()
endfunction()

# asg_test(NAME SOURCES … LINK … [GUI] [LABELS …]): one Qt Test program. GUI ones get a display of their own.
function(asg_test name)
    cmake_parse_arguments(TEST "GUI" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    # Whoever opens a picture looks for it beside the program.
    add_dependencies(${name} asg-decode)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE asg_compile_options Qt6::Test ${TEST_LINK})
    target_compile_definitions(${name} PRIVATE
        ASG_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ASG_BINARY_DIR="${PROJECT_BINARY_DIR}")
    if(TEST_GUI)
        add_test(NAME ${name} COMMAND xvfb-run -a -s "-screen 0 1920x1200x24" $<TARGET_FILE:${name}>)
        # One at a time: two that start together take the same display number.
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK display)
    else()
        add_test(NAME ${name} COMMAND ${name})
    endif()
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    file(RELATIVE_PATH _room "${PROJECT_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
    if(_room IN_LIST ASG_SANITIZED_TESTS)
        list(APPEND TEST_LABELS sanitized)
        add_dependencies(sanitized ${name})
    endif()
    # A test that could not run at all (no data, no Python) exits 77 and is shown as skipped.
    set_tests_properties(${name} PROPERTIES
        LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT} SKIP_RETURN_CODE 77
        ENVIRONMENT "QT_QPA_PLATFORM=$<IF:$<BOOL:${TEST_GUI}>,xcb,offscreen>;LIBGL_ALWAYS_SOFTWARE=1;ASG_SHARED_DATA=$ENV{ASG_SHARED_DATA};${ASG_SANITIZER_OPTIONS}")
endfunction()
