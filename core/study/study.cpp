#include "core/study/study.h"

#include <algorithm>
#include <utility>

namespace asg::study {
namespace {

Patient patientOf(const domain::StudyText& text) {
    return {text.patientId, text.patientName, text.patientBirthDate, text.patientSex};
}

Study begunWith(const Picture& picture) {
    const auto& text = picture.text;
    return {text.studyInstanceUid.empty() ? picture.uid : text.studyInstanceUid,
            patientOf(text),
            text.studyDate,
            text.studyTime,
            text.studyDescription,
            text.accessionNumber,
            {}};
}

Study& studyOf(std::vector<Study>& studies, const Picture& picture) {
    const auto& uid = picture.text.studyInstanceUid;
    const auto known = std::ranges::find_if(studies, [&](const Study& study) {
        return !uid.empty() && study.uid == uid && study.patient == patientOf(picture.text);
    });
    return known != studies.end() ? *known : studies.emplace_back(begunWith(picture));
}

Series& seriesOf(Study& study, const Picture& picture) {
    const auto& text = picture.text;
    const auto& uid = text.seriesInstanceUid;
    const auto known =
        std::ranges::find_if(study.series, [&](const Series& series) { return !uid.empty() && series.uid == uid; });
    if (known != study.series.end()) return *known;
    return study.series.emplace_back(
        Series{uid.empty() ? picture.uid : uid, text.modality, text.seriesDescription, {}});
}

}  // namespace

Picture pictureOf(const domain::Radiograph& radiograph, PictureSource source) {
    const auto& uid = radiograph.text.sopInstanceUid;
    return {uid.empty() ? radiograph.sha256 : uid,
            radiograph.sha256,
            std::move(source),
            radiograph.rows,
            radiograph.columns,
            radiograph.frameCount,
            radiograph.view,
            radiograph.text};
}

std::vector<Study> arranged(std::span<const Picture> pictures) {
    std::vector<Study> studies;
    for (const auto& picture : pictures) seriesOf(studyOf(studies, picture), picture).pictures.push_back(picture);
    return studies;
}

}  // namespace asg::study
