#include "tests/fuzz/support/scratch.h"

#include "tests/fuzz/support/target.h"

#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace asg::fuzz {
namespace {

struct Folder {
    std::filesystem::path path;
    Folder() : path(std::filesystem::temp_directory_path() / ("asg-fuzz-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

}  // namespace

const std::filesystem::path& scratchFolder() {
    static const Folder folder;
    return folder.path;
}

void emptyScratch() {
    for (const auto& entry : std::filesystem::directory_iterator(scratchFolder()))
        std::filesystem::remove_all(entry.path());
}

std::filesystem::path scratchFile(std::string_view name, std::string_view bytes) {
    auto path = scratchFolder() / name;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    require(file.flush().good(), "the scratch file can be written");
    return path;
}

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace asg::fuzz
