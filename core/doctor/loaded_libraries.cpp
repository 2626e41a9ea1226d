#include "core/doctor/loaded_libraries.h"

#include <link.h>
#include <system_error>

namespace asg::doctor {
namespace {

struct Search {
    std::string_view name;
    std::vector<LoadedLibrary> found;
};

int look(dl_phdr_info* library, std::size_t /*size*/, void* context) {
    auto& search = *static_cast<Search*>(context);
    const std::filesystem::path named = library->dlpi_name;
    if (!named.filename().string().starts_with(search.name)) return 0;
    std::error_code failure;
    auto file = std::filesystem::canonical(named, failure);
    if (failure) file = named;
    search.found.push_back({file, versionInName(file.filename().string())});
    return 0;
}

}  // namespace

std::vector<LoadedLibrary> loadedLibraries(std::string_view name) {
    Search search{name, {}};
    ::dl_iterate_phdr(look, &search);
    return std::move(search.found);
}

std::string versionInName(std::string_view fileName) {
    constexpr std::string_view kMark = ".so.";
    const auto mark = fileName.find(kMark);
    return mark == fileName.npos ? std::string() : std::string(fileName.substr(mark + kMark.size()));
}

}  // namespace asg::doctor
