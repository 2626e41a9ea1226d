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

# Newer ones have the numbers in headeronly/.
foreach(_header torch/headeronly/version.h torch/version.h)
    if(EXISTS "${LibTorch_INCLUDE_DIR}/${_header}" AND NOT LibTorch_VERSION)
        file(STRINGS "${LibTorch_INCLUDE_DIR}/${_header}" _numbers REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]")
        list(TRANSFORM _numbers REPLACE "[^0-9]" "")
        list(JOIN _numbers "." LibTorch_VERSION)
    endif()
endforeach()

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

# LibTorch::Nccl: LibTorch's CUDA half with the headers of CUDA and NCCL, for the one library that is linked with it
# (models/distributed/nccl). The headers come in NVIDIA's wheels beside LibTorch's, or with a CUDA toolkit; all must be
# of one place, and NCCL's of the version that LibTorch was built with (compared when the library is used).
file(GLOB _nvidia_cuda "${LIBTORCH_ROOT}/../nvidia/cu[0-9]*" "${LIBTORCH_ROOT}/../nvidia/cuda_runtime")
find_path(LibTorch_CUDA_INCLUDE_DIR cuda_runtime_api.h
    HINTS ${_nvidia_cuda} $ENV{CUDA_HOME} /usr/local/cuda PATH_SUFFIXES include NO_DEFAULT_PATH)
find_path(LibTorch_NCCL_INCLUDE_DIR nccl.h
    HINTS "${LIBTORCH_ROOT}/../nvidia/nccl" $ENV{NCCL_HOME} $ENV{CUDA_HOME} /usr/local/cuda /usr
    PATH_SUFFIXES include NO_DEFAULT_PATH)
# What cuda_runtime.h itself includes; among NVIDIA's wheels it has one of its own, nvidia-cuda-crt.
find_path(LibTorch_CUDA_CRT_INCLUDE_DIR crt/host_config.h
    PATHS "${LibTorch_CUDA_INCLUDE_DIR}" ${CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES} NO_DEFAULT_PATH)
foreach(library torch_cuda c10_cuda)
    find_library(LibTorch_${library}_LIBRARY ${library} PATHS "${LIBTORCH_ROOT}/lib" NO_DEFAULT_PATH)
    mark_as_advanced(LibTorch_${library}_LIBRARY)
endforeach()
mark_as_advanced(LibTorch_CUDA_INCLUDE_DIR LibTorch_CUDA_CRT_INCLUDE_DIR LibTorch_NCCL_INCLUDE_DIR)
if(LibTorch_FOUND AND LibTorch_CUDA_INCLUDE_DIR AND LibTorch_CUDA_CRT_INCLUDE_DIR AND LibTorch_NCCL_INCLUDE_DIR
        AND LibTorch_torch_cuda_LIBRARY AND LibTorch_c10_cuda_LIBRARY AND NOT TARGET LibTorch::Nccl)
    add_library(LibTorch::Nccl INTERFACE IMPORTED)
    set_target_properties(LibTorch::Nccl PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_NCCL_INCLUDE_DIR};${LibTorch_CUDA_INCLUDE_DIR}"
        INTERFACE_COMPILE_DEFINITIONS "USE_C10D_NCCL;USE_CUDA"
        INTERFACE_LINK_LIBRARIES "LibTorch::LibTorch;${LibTorch_torch_cuda_LIBRARY};${LibTorch_c10_cuda_LIBRARY}")
endif()
