#include "app/cli/imported_files.h"

#include "core/base/atomic_file.h"
#include "core/datasets/imported_json.h"
#include "core/datasets/merge_studies.h"
#include "core/io/walk.h"

#include <nlohmann/json.hpp>

namespace asg::cli {
namespace {

using base::Result;
using datasets::ImportedStudy;
using nlohmann::ordered_json;
namespace fs = std::filesystem;

/// The name of a study's file: the last part of the data set's id, without a picture's or report's extension.
Result<std::string> nameOf(const std::string& image) {
    constexpr std::size_t kLongest = 200;
    const std::string last = image.substr(image.find_last_of("/\\") + 1);  // npos + 1 is 0
    std::string name = io::nameWithoutPictureExtension(last);
    if (name.ends_with(".txt")) name.resize(name.size() - 4);
    if (name.empty() || name == "." || name == ".." || name.size() > kLongest || name.find('\0') != std::string::npos)
        return base::Error{base::ErrorCode::InvalidData, "the image id \"" + image + "\" cannot name a file."};
    return name;
}

Result<void> write(const fs::path& path, const ImportedStudy& study) {
    return base::writeFileAtomically(
        path, datasets::importedJson(study).dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n");
}

Result<void> mergeAt(const fs::path& path, ImportedStudy& known, ImportedStudy study) {
    auto merged = datasets::merge(known, std::move(study), datasets::Labels::AddUp);
    if (merged) return merged;
    return base::Error{merged.error().code, merged.error().text + " Both would be " + path.string() +
                                                "; give one of them another id, or split the data set's file and "
                                                "import the parts into different folders (--out)."};
}

}  // namespace

Result<void> ImportedFiles::add(ImportedStudy study) {
    const auto name = nameOf(study.image);
    if (!name) return name.error();
    return m_met.contains(*name) ? addMore(*name, std::move(study)) : addFirst(*name, std::move(study));
}

Result<void> ImportedFiles::addFirst(const std::string& name, ImportedStudy study) {
    const fs::path path = pathOf(name);
    auto known = datasets::readImported(path);
    const bool isThere = known || known.error().code != base::ErrorCode::NotFound;
    if (isThere && !known)
        return base::Error{known.error().code,
                           known.error().text +
                               " It was left as it is, and nothing was imported for its image; move "
                               "it away, or import into another folder (--out)."};
    if (known) {
        if (auto merged = mergeAt(path, *known, std::move(study)); !merged) return merged;
        study = std::move(*known);
    }
    if (auto written = write(path, study); !written) return written;
    m_met.insert(name);
    m_updated += isThere ? 1 : 0;
    return {};
}

Result<void> ImportedFiles::addMore(const std::string& name, ImportedStudy study) {
    const fs::path path = pathOf(name);
    if (!m_pending.contains(name)) {
        auto written = datasets::readImported(path);
        if (!written) return written.error();
        m_pending.emplace(name, std::move(*written));
    }
    return mergeAt(path, m_pending.at(name), std::move(study));
}

std::vector<ImportedFiles::Failure> ImportedFiles::finish() {
    std::vector<Failure> failures;
    for (const auto& [name, study] : m_pending)
        if (auto written = write(pathOf(name), study); !written) failures.push_back({pathOf(name), written.error()});
    m_pending.clear();
    return failures;
}

}  // namespace asg::cli
