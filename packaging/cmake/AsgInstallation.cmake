# Where an installation lays what it has. Programs and modules lie together, share/asg beside their folder
# (base::resourceFolder()), in any installation. A Debian package (ASG_PACKAGE) keeps that under /usr/lib/asg-viewer and
# links to it from where Debian looks for programs and data.
option(ASG_PACKAGE "Lay the installation out for the Debian packages, and make them by cpack" OFF)

if(ASG_PACKAGE)
    set(ASG_INSTALL_BIN "lib/asg-viewer/bin")
    set(ASG_INSTALL_DATA "share/asg-viewer")
    # LibTorch is fetched on request, by asg-fetch-libtorch, into a folder that names its version: another version's
    # library would be loaded and fail in the middle.
    set(ASG_LIBTORCH_FOLDER "libtorch-${LibTorch_VERSION}")
    set(CMAKE_INSTALL_RPATH "$ORIGIN" "$ORIGIN/../${ASG_LIBTORCH_FOLDER}/torch/lib")
    # They are made of what was built for them, not of all.
    set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
    # A table that a defect could write to is made read-only once the program has started.
    add_link_options(LINKER:-z,relro,-z,now)
else()
    set(ASG_INSTALL_BIN "bin")
    set(ASG_INSTALL_DATA "share/asg")
    # It is not copied: an installation finds it where it was linked from. (CMake itself leaves out what lies in the checkout.)
    cmake_path(GET LibTorch_torch_cpu_LIBRARY PARENT_PATH _libtorch_folder)
    list(APPEND CMAKE_INSTALL_RPATH "${_libtorch_folder}")
endif()
# What does not say otherwise belongs to the viewer's package.
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME viewer)
