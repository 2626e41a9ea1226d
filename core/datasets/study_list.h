#pragma once

#include "core/datasets/imported_study.h"

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace asg::datasets {

/// What a table of boxes says, gathered by image and by finding in the order met. A look-up does not grow with the
/// rows read.
class StudyList {
public:
    /// The image's study, made by `start` when it is new.
    ImportedStudy& study(const std::string& image, const std::function<void(ImportedStudy&)>& start = {});

    /// The finding of that label, text and reader in the image's study, made by `read` when it is new.
    ImportedFinding& finding(const std::string& image, const std::string& label, const std::string& text,
                             const std::string& reader, const std::function<ImportedFinding()>& read);

    /// All studies; with a warning each where the table was not UTF-8.
    [[nodiscard]] std::vector<ImportedStudy> take(bool readAsLatin1);

private:
    std::vector<ImportedStudy> m_studies;
    std::map<std::string, std::size_t> m_byImage;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> m_findings;
};

}  // namespace asg::datasets
