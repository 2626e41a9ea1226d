#pragma once

#include "core/datasets/imported_study.h"

#include <functional>
#include <map>
#include <span>
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

    /// The findings of that label, text and reader in the image's study, made by `read` when they are new; good until
    /// the next call.
    std::span<ImportedFinding> findings(const std::string& image, const std::string& label, const std::string& text,
                                        const std::string& reader,
                                        const std::function<std::vector<ImportedFinding>()>& read);

    /// All studies; with a warning each where the table was not UTF-8.
    [[nodiscard]] std::vector<ImportedStudy> take(bool readAsLatin1);

private:
    std::vector<ImportedStudy> m_studies;
    std::map<std::string, std::size_t> m_byImage;
    struct Place {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Place> m_findings;
};

}  // namespace asg::datasets
