#pragma once

#include "core/io/dicom_writer.h"

#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace asg::tests {

/// What sets one film of a test apart from another.
struct Film {
    QString file;
    std::string patient;
    std::string date;
    double mm;  ///< 0: no spacing
    int columns;
    int rows;
    int number = 1;  ///< in its study
};

/// Writes a grey DICOM file of a study of that date; its path, empty where it cannot be written.
inline QString writeFilm(const QTemporaryDir& folder, const Film& film) {
    domain::Radiograph radiograph;
    radiograph.columns = film.columns;
    radiograph.rows = film.rows;
    std::vector<std::uint16_t> pixels;
    for (int y = 0; y < film.rows; ++y)
        for (int x = 0; x < film.columns; ++x)
            pixels.push_back(static_cast<std::uint16_t>((x * 3 + y * 5 + std::stoi(film.date)) % 3000 + 200));
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(pixels));
    radiograph.bitsStored = 12;
    radiograph.windows = {{2000, 3000, domain::Window::Function::Linear, ""}};
    radiograph.view = domain::View::PA;
    if (film.mm > 0) radiograph.spacing = domain::PixelSpacing{film.mm, film.mm, "imager pixel spacing"};
    auto& text = radiograph.text;
    text.patientId = film.patient;
    text.patientName = "DOE^" + film.patient;
    text.studyDate = film.date;
    text.studyInstanceUid = "1.2." + film.date;
    text.seriesInstanceUid = text.studyInstanceUid + ".1";
    text.sopInstanceUid = text.studyInstanceUid + ".1." + std::to_string(film.number);
    const auto path = folder.filePath(film.file);
    return io::writeDicom(path.toStdString(), radiograph, {}) ? path : QString();
}

}  // namespace asg::tests
