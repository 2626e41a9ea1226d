# Finds LibTorch without asking for nvcc, as its own package file would (pytorch#78530): one imported target,
# LibTorch::LibTorch, made of the include folders and the CPU libraries. CUDA's half (libtorch_cuda.so) is loaded at
# run time where there is a GPU (models/inference), so that a machine without one needs nothing of it.
#
# LIBTORCH_ROOT names the folder that holds include/ and lib/ (a LibTorch zip, or `torch/` of the wheel); by default
# the one that packaging/setup.sh unpacks into the checkout.
set(LIBTORCH_ROOT "${PROJECT_SOURCE_DIR}/.deps/libtorch/torch" CACHE PATH "Folder of LibTorch: include/ and lib/")

find_path(LibTorch_INCLUDE_DIR torch/csrc/api/include/torch/torch.h
    PATHS "${LIBTORCH_ROOT}/include" NO_DEFAULT_PATH)
foreach(library torch_cpu c10)
    find_library(LibTorch_${library}_LIBRARY ${library} PATHS "${LIBTORCH_ROOT}/lib" NO_DEFAULT_PATH)
endforeach()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY)

if(EXISTS "${LibTorch_INCLUDE_DIR}/torch/version.h")
    file(STRINGS "${LibTorch_INCLUDE_DIR}/torch/version.h" _torch_version REGEX "define TORCH_VERSION \"")
    string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" LibTorch_VERSION "${_torch_version}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_torch_cpu_LIBRARY LibTorch_c10_LIBRARY LibTorch_INCLUDE_DIR
    VERSION_VAR LibTorch_VERSION
    REASON_FAILURE_MESSAGE "run packaging/setup.sh, or name a LibTorch folder with -DLIBTORCH_ROOT=")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    add_library(LibTorch::c10 SHARED IMPORTED)
    set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_c10_LIBRARY}")
    add_library(LibTorch::LibTorch SHARED IMPORTED)
    set_target_properties(LibTorch::LibTorch PROPERTIES
        IMPORTED_LOCATION "${LibTorch_torch_cpu_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
        INTERFACE_LINK_LIBRARIES LibTorch::c10
        # NVIDIA's libraries that libtorch_cpu was linked with lie beside the wheel and are found by its own RPATH.
        INTERFACE_LINK_OPTIONS "LINKER:--allow-shlib-undefined")
endif()
