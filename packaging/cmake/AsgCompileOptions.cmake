# One interface target carries what every target of the project is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
# Programs and modules lie together, so that the program finds the models' module beside itself.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
# An installation is laid out in the same way.
set(CMAKE_INSTALL_RPATH "$ORIGIN")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
    message(FATAL_ERROR "GCC 12 or newer is needed; this is ${CMAKE_CXX_COMPILER_VERSION}. Install g++-12 and set CXX.")
endif()

add_library(asg_compile_options INTERFACE)
target_compile_options(asg_compile_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
if(ASG_WARNINGS_AS_ERRORS)
    target_compile_options(asg_compile_options INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms on std::string's operator+ (GCC bug 105651, mended in 13).
    target_compile_options(asg_compile_options INTERFACE -Wno-restrict)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
    # False alarms on a std::variant that is moved and on vector<bool>::reserve in Torch's headers (GCC bug 110498). GCC 12,
    # which the tests are run with, has none of them and keeps the warnings.
    target_compile_options(asg_compile_options INTERFACE -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow)
endif()
# Torch's headers use `slots` and `emit` as names.
target_compile_definitions(asg_compile_options INTERFACE QT_NO_KEYWORDS)
if(NOT ASG_SANITIZER)
    # A symbol that nobody defines stops the build, not the user's first analysis. The sanitizers' own are found at run time.
    add_link_options("$<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>:LINKER:-z,defs>")
endif()
if(ASG_SANITIZER)
    list(JOIN ASG_SANITIZER "," _sanitizers)
    # What a sanitizer sees stops the program, so that a test fails by it.
    add_compile_options(-fsanitize=${_sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
    add_link_options(-fsanitize=${_sanitizers})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC warns falsely of uninitialized values in what a sanitizer instrumented, here in Torch's headers.
        target_compile_options(asg_compile_options INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
if(ASG_BUILD_FUZZERS)
    # Tells libFuzzer which branches an input took.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(ASG_LIBRARY_ASSERTIONS OR ASG_SANITIZER)
    # An index beyond a span or a vector stops the program instead of reading what lies there.
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
endif()
