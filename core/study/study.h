#pragma once

#include "core/domain/radiograph.h"
#include "core/study/picture_source.h"

#include <span>
#include <string>
#include <vector>

namespace asg::study {

/// One picture as its file says it: the image instance of DICOM's model (PS3.3 A.1.2), which a multi-frame file counts
/// as one.
struct Picture {
    std::string uid;     ///< SOP Instance UID; without one the SHA-256 of the bytes
    std::string sha256;  ///< of the bytes: what decisions and reports are kept under
    PictureSource source;
    int rows = 0;
    int columns = 0;
    int frameCount = 1;
    domain::View view = domain::View::Unknown;
    domain::StudyText text;  ///< as stored; what groups it with others
};

struct Series {
    std::string uid;  ///< Series Instance UID; without one its first picture's
    std::string modality;
    std::string description;
    std::vector<Picture> pictures;
};

/// As stored; empty where the file does not say.
struct Patient {
    std::string id;
    std::string name;
    std::string birthDate;  ///< YYYYMMDD
    std::string sex;
    friend bool operator==(const Patient&, const Patient&) = default;
};

struct Study {
    std::string uid;  ///< Study Instance UID; without one its first picture's
    Patient patient;
    std::string date;  ///< YYYYMMDD
    std::string time;  ///< DICOM's TM
    std::string description;
    std::string accessionNumber;
    std::vector<Series> series;
};

/// What a decoded file says of itself. Pure; any thread.
[[nodiscard]] Picture pictureOf(const domain::Radiograph& radiograph, PictureSource source);

/// Pictures as studies and series, each in the order in which the first picture of it comes. A picture without a Study
/// Instance UID is a study by itself: nothing in it says that it belongs to another. So is one whose study's UID
/// another patient's picture has already: a UID that was used twice joins no two patients. Pure.
[[nodiscard]] std::vector<Study> arranged(std::span<const Picture> pictures);

}  // namespace asg::study
