# The Debian packages asg-viewer and asg-training, by `cpack` in a build folder that was configured with ASG_PACKAGE
# (preset "package"; packaging/make-packages.sh). Their man pages and the completion of the shell are made from what the
# programs say to --help. docs/setup.md, "Debian packages", says what is in them and why.
set(ASG_PACKAGE_MAINTAINER "ASG Viewer maintainers <maintainers@asg-viewer.invalid>" CACHE STRING "Who answers for the packages")
set(_made "${PROJECT_BINARY_DIR}/debian")
set(_debian "${PROJECT_SOURCE_DIR}/packaging/debian")
set(_fetch "${PROJECT_SOURCE_DIR}/packaging/setup/fetch-libtorch.sh")

# The revision names the Debian that the libraries are of, as its own back-ports do.
file(STRINGS /etc/os-release _release REGEX "^VERSION_ID=")
string(REGEX REPLACE "[^0-9]" "" _release "${_release}")
set(ASG_PACKAGE_REVISION "1~deb${_release}" CACHE STRING "The packages' revision of this version")
set(CPACK_DEBIAN_PACKAGE_RELEASE "${ASG_PACKAGE_REVISION}")
string(TIMESTAMP ASG_PACKAGE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
string(TIMESTAMP ASG_PACKAGE_DAY "%Y-%m-%d" UTC)

# asg-fetch-libtorch fetches what is pinned; the modules load the version that they were linked with.
file(STRINGS "${PROJECT_SOURCE_DIR}/packaging/setup/libtorch.txt" _pinned REGEX "^torch==")
if(NOT _pinned MATCHES "^torch==${LibTorch_VERSION} ")
    message(FATAL_ERROR "Packages are made with the pinned LibTorch (packaging/setup/libtorch.txt), not ${LibTorch_VERSION}")
endif()

# Pages from --help
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
set(_pages_from_help "${PROJECT_SOURCE_DIR}/packaging/pages/pages_from_help.py")
add_custom_command(OUTPUT "${_made}/pages/stamp"
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${_made}/pages"
    COMMAND Python3::Interpreter "${_pages_from_help}" --out "${_made}/pages" --version "${PROJECT_VERSION}"
            --moved "${PROJECT_BINARY_DIR}/share/asg" "/usr/${ASG_INSTALL_DATA}"
            $<TARGET_FILE:asg> $<TARGET_FILE:asg-viewer> "${_fetch}"
    COMMAND "${CMAKE_COMMAND}" -E touch "${_made}/pages/stamp"
    DEPENDS asg asg-viewer asg_models asg_training "${_pages_from_help}" "${_fetch}"
    COMMENT "Making man pages and completion from --help" VERBATIM)
add_custom_target(asg_pages ALL DEPENDS "${_made}/pages/stamp")
install(DIRECTORY "${_made}/pages/viewer/man1" DESTINATION share/man)
install(DIRECTORY "${_made}/pages/training/man1" DESTINATION share/man COMPONENT training)
install(DIRECTORY "${_made}/pages/completions" DESTINATION share/bash-completion)

# Programs where a shell finds them, data where Debian keeps what is the same on every machine.
foreach(_program asg asg-viewer asg-fetch-libtorch)
    file(CREATE_LINK "../lib/asg-viewer/bin/${_program}" "${_made}/${_program}" SYMBOLIC)
    install(FILES "${_made}/${_program}" DESTINATION bin)
endforeach()
file(MAKE_DIRECTORY "${_made}/share")
file(CREATE_LINK "../../../share/asg-viewer" "${_made}/share/asg" SYMBOLIC)
install(FILES "${_made}/share/asg" DESTINATION lib/asg-viewer/share)

# Fetching LibTorch, by the same scripts and with the same hashes as ./run.sh
install(PROGRAMS "${_fetch}" DESTINATION "${ASG_INSTALL_BIN}" RENAME asg-fetch-libtorch)
foreach(_file common.sh libtorch.sh libtorch.txt libtorch-cuda.txt)
    install(FILES "${PROJECT_SOURCE_DIR}/packaging/setup/${_file}" DESTINATION "${ASG_INSTALL_DATA}/setup")
endforeach()

# Desktop
install(FILES "${PROJECT_SOURCE_DIR}/packaging/desktop/asg-viewer.desktop" DESTINATION share/applications)
install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/asg-viewer.svg" DESTINATION share/icons/hicolor/scalable/apps)
configure_file("${PROJECT_SOURCE_DIR}/packaging/desktop/asg-viewer.metainfo.xml.in" "${_made}/asg-viewer.metainfo.xml" @ONLY)
install(FILES "${_made}/asg-viewer.metainfo.xml" DESTINATION share/metainfo)

# Documents
file(GLOB _documents CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/*.md" "${PROJECT_SOURCE_DIR}/docs/*.png")
install(FILES ${_documents} DESTINATION share/doc/asg-viewer/docs)
install(FILES README.md NOTICE SECURITY.md packaging/THIRD-PARTY.md DESTINATION share/doc/asg-viewer)
find_program(GZIP_PROGRAM gzip REQUIRED)
foreach(_component viewer training)
    configure_file("${_debian}/changelog.in" "${_made}/${_component}/changelog.Debian" @ONLY)
    execute_process(COMMAND "${GZIP_PROGRAM}" -9nf "${_made}/${_component}/changelog.Debian" COMMAND_ERROR_IS_FATAL ANY)
    install(FILES "${_debian}/copyright" "${_made}/${_component}/changelog.Debian.gz"
        DESTINATION share/doc/asg-${_component} COMPONENT ${_component})
endforeach()

# What runs when the packages come and go
foreach(_script postinst prerm)
    configure_file("${_debian}/${_script}.in" "${_made}/${_script}" @ONLY
        FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endforeach()

set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR OFF)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL viewer training)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${ASG_PACKAGE_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# dpkg-shlibdeps names the packages of the libraries that the programs are linked with; LibTorch's lie in no package.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${LIBTORCH_ROOT}/lib" "${CMAKE_LIBRARY_OUTPUT_DIRECTORY}")
set(CPACK_DEBIAN_VIEWER_PACKAGE_NAME asg-viewer)
set(CPACK_DEBIAN_TRAINING_PACKAGE_NAME asg-training)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "chest X-rays with their reports: which sentence points where")
set(CPACK_COMPONENT_VIEWER_DESCRIPTION "Opens a chest X-ray with its report and shows where each sentence points:
regions, sentences and findings light up together. A small model finds the
anatomical regions; what it has not learned it does not show. Verdicts,
corrections and measurements are kept in a journal and exported as JSON.
The command asg does the same work without a window.

The model runs on LibTorch, which is not in this package: asg-fetch-libtorch
fetches it. Pictures, reports and decisions do without.

For research and education. Not for diagnostic use.")
set(CPACK_COMPONENT_TRAINING_DESCRIPTION "Trains and measures the models of ASG Viewer: the module behind the commands
\"asg train\" and \"asg evaluate\". It runs on LibTorch, which asg-fetch-libtorch
of the package asg-viewer fetches.

For research and education. Not for diagnostic use.")
# Read at run time, so that no linker tells of them: icons, the plugin that draws them, a driver of OpenGL, a font,
# the words of Qt's own dialogs in other languages.
file(STRINGS "${_debian}/depends-viewer.txt" _depends REGEX "^[a-z]")
list(JOIN _depends ", " CPACK_DEBIAN_VIEWER_PACKAGE_DEPENDS)
set(CPACK_DEBIAN_VIEWER_PACKAGE_RECOMMENDS "libgl1-mesa-dri, fonts-dejavu-core | fonts-freefont-ttf, qt6-translations-l10n")
# For asg-fetch-libtorch alone
set(CPACK_DEBIAN_VIEWER_PACKAGE_SUGGESTS "python3-pip, asg-training")
set(CPACK_DEBIAN_VIEWER_PACKAGE_CONTROL_EXTRA "${_made}/postinst;${_made}/prerm")
set(CPACK_DEBIAN_VIEWER_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_TRAINING_PACKAGE_DEPENDS "asg-viewer (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")
include(CPack)
