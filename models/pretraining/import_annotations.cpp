#include "core/base/sha256.h"
#include "core/base/translatable.h"
#include "models/pretraining/judged_study.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace asg::pretraining {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// "Dr. Ada (folder), Dr. Ben (folder)".
std::string exportsOf(const std::vector<JudgedStudy>& studies, const std::vector<std::size_t>& places) {
    std::string text;
    for (const auto place : places) {
        const auto& study = studies[place];
        if (!text.empty()) text += ", ";
        text += (study.reader.empty() ? std::string("?") : study.reader) + " (" + study.item.entry.study + ")";
    }
    return text;
}

/// Which of the exports of one picture counts: that of the first reader named who has one.
Result<std::size_t> chosenOf(const std::vector<JudgedStudy>& studies, const std::vector<std::size_t>& places,
                             const std::vector<std::string>& preferred) {
    if (places.size() == 1) return places.front();
    for (const auto& reader : preferred) {
        std::vector<std::size_t> own;
        std::ranges::copy_if(places, std::back_inserter(own),
                             [&](std::size_t place) { return studies[place].reader == reader; });
        if (own.size() == 1) return own.front();
        if (!own.empty()) break;
    }
    return Error{
        ErrorCode::InvalidArgument,
        base::Sentence{QT_TRANSLATE_NOOP("Error",
                                         "The same picture was exported more than once: %1. Say whose word "
                                         "counts (--prefer NAME, for each reader, the first counts most), take "
                                         "one reader's alone (--reader NAME), or name one export of each."),
                       {exportsOf(studies, places)}}};
}

/// One export for each picture, in the order of the first of each.
Result<std::vector<ImportItem>> oneForEachPicture(std::vector<JudgedStudy> studies,
                                                  const std::vector<std::string>& preferred,
                                                  std::vector<std::string>& skipped) {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < studies.size(); ++i) places[studies[i].item.name].push_back(i);
    std::vector<ImportItem> items;
    std::vector<std::size_t> taken;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        const auto& all = places.at(studies[i].item.name);
        const auto chosen = chosenOf(studies, all, preferred);
        if (!chosen) return chosen.error();
        if (*chosen == i)
            taken.push_back(i);
        else
            skipped.push_back(studies[i].item.entry.study + ": " + studies[*chosen].reader +
                              "'s word on this picture counts, not " + studies[i].reader + "'s");
    }
    for (const auto place : taken) items.push_back(std::move(studies[place].item));
    return items;
}

/// All pictures of a patient teach, or none does. His number itself does not stand in the data set.
void keepPatientTogether(Entry& entry, const std::string& patientId, double validateShare) {
    if (patientId.empty()) return;
    entry.patient = base::sha256Hex(patientId);
    entry.split = splitOf(entry.patient, validateShare);
}

}  // namespace

base::Outcome<Imported> importAnnotations(const AnnotationSource& source, const ImportJob& job) {
    std::vector<JudgedStudy> studies;
    std::vector<std::string> skipped;
    for (const auto& folder : source.studies) {
        auto study = readJudgedStudy(folder, source, job.parser);
        if (study) {
            studies.push_back(std::move(*study));
        } else {
            skipped.push_back(study.error().text);
        }
    }
    std::vector<std::string> passedOver;
    auto items = oneForEachPicture(std::move(studies), source.preferred, passedOver);
    if (!items) return items.error();
    const auto fill = [&source](ImportItem& item, const domain::Radiograph& picture) -> Result<std::size_t> {
        if (picture.sha256 != item.name)
            return Error{ErrorCode::Corrupt,
                         base::Sentence{QT_TRANSLATE_NOOP("Error", "%1: this is not the picture that was annotated."),
                                        {item.source.string()}}};
        keepPatientTogether(item.entry, picture.text.patientId, source.validateShare);
        return item.warnings;
    };
    auto imported = runImport(std::move(*items), fill, "annotated studies", std::move(skipped), job);
    if (!imported.done()) return imported;
    auto done = std::move(imported).value();
    done.passedOver = std::move(passedOver);
    return done;
}

}  // namespace asg::pretraining
