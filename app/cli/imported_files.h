#pragma once

#include "core/base/result.h"
#include "core/datasets/imported_study.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace asg::cli {

/// The folder of `asg import`: one file for each image, named by the last part of its id. What the files of one call,
/// and files that lay there before, say of one image is added up (datasets::merge). A file is written when its image is
/// first met, and once more by `finish` where more was said of it; never in the place of what this program did not
/// write.
class ImportedFiles {
public:
    explicit ImportedFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Takes a study in. Errors, with nothing changed: an id that can name no file, another image (patient, study) of
    /// the same name, a file of that name that is no readable file of `asg import`; reading's and writing's.
    [[nodiscard]] base::Result<void> add(datasets::ImportedStudy study);

    /// A file that could not be written.
    struct Failure {
        std::filesystem::path path;
        base::Error error;
    };

    /// Writes what was added to files since they were written.
    [[nodiscard]] std::vector<Failure> finish();

    [[nodiscard]] std::size_t studies() const { return m_met.size(); }
    /// Of the studies, those that were added to files which lay there before.
    [[nodiscard]] std::size_t updated() const { return m_updated; }

private:
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const { return m_folder / (name + ".json"); }
    [[nodiscard]] base::Result<void> addFirst(const std::string& name, datasets::ImportedStudy study);
    [[nodiscard]] base::Result<void> addMore(const std::string& name, datasets::ImportedStudy study);

    std::filesystem::path m_folder;
    std::set<std::string> m_met;                               ///< names whose files are this call's
    std::map<std::string, datasets::ImportedStudy> m_pending;  ///< what more was said since they were written
    std::size_t m_updated = 0;
};

}  // namespace asg::cli
