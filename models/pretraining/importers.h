#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/text/report_parser.h"
#include "models/pretraining/dataset.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace asg::pretraining {

/// Where the parts of MIMIC lie, as PhysioNet publishes them, unpacked.
struct MimicFolders {
    /// MIMIC-CXR-JPG: files/p10/p<subject>/s<study>/<dicom>.jpg, mimic-cxr-2.0.0-metadata.csv, -split.csv (gunzipped).
    std::filesystem::path images;
    /// MIMIC-CXR's reports: files/p10/p<subject>/s<study>.txt.
    std::filesystem::path reports;
    /// Chest ImaGenome's folder of <dicom>_SceneGraph.json; empty: no boxes.
    std::filesystem::path scenes;
    /// RadGraph's JSON, whose ids are "p10/p<subject>/s<study>.txt"; its tags win over the parser's. Empty: the
    /// parser's.
    std::filesystem::path radGraph;
};

/// Exports of the project's own work.
struct AnnotationSource {
    /// Folders with analysis.json (with decisions, as the viewer exports it) and report.txt, the report that it is
    /// about.
    std::vector<std::filesystem::path> studies;
    bool keepUnjudged = false;       ///< the parser's links that nobody accepted or rejected
    double validateShare = 0.1;      ///< of the pictures, chosen by their SHA-256
    bool keepUnjudgedBoxes = false;  ///< the model's boxes that nobody said to fit, or not to
    std::string reader = {};         ///< whose exports are taken; empty: everybody's
    /// Where several readers exported one picture: whose word counts, the first most.
    std::vector<std::string> preferred = {};
};

/// How an import went.
struct Imported {
    Dataset dataset;
    std::vector<std::string> skipped;  ///< "path: reason" for every picture that is not in it
    /// Boxes that were clipped or dropped, names that are not known here, accepted links whose box does not stand.
    std::size_t warnings = 0;
    std::vector<std::string> passedOver = {};  ///< exports of pictures on which another reader's word counts
};

/// What both importers need.
struct ImportJob {
    std::filesystem::path out;  ///< the data set's folder; made when missing
    const text::ReportParser& parser;
    int threads = 2;
    base::Progress progress;
    std::stop_token stop;
};

/// Frontal pictures (PA, AP) with their reports, boxes and tags, in MIMIC's own split. Each picture is resized once
/// (longest side 256, 8 bits, images/<dicom>.png), so that training does not decode millions of pixels again and again;
/// boxes follow. Writes the index last. Blocks for hours on the whole of MIMIC. Errors: those of reading the tables and
/// of writing; NotFound, before anything is done, for a folder in which nothing of any picture lies. A picture that
/// fails is skipped and named.
[[nodiscard]] base::Outcome<Imported> importMimic(const MimicFolders& folders, const ImportJob& job);

/// The same from annotated studies: of each link the sentences that a reader accepted, or pointed there by a
/// correction, are kept, rejected ones dropped; a link's box is around boxes that were said to fit, rejected ones are
/// left out everywhere, one that the reader drew takes the place of the model's; regions with their origin, tags as the
/// report says them where it was not corrected and as it was corrected where it was. Decisions on another report than
/// report.txt make the study skipped. Several exports of one picture are an error that names them, before anything is
/// done, unless `preferred` says whose counts. A decision given in a repeat counts as any other does: the newest word
/// of a reader is his word.
[[nodiscard]] base::Outcome<Imported> importAnnotations(const AnnotationSource& source, const ImportJob& job);

}  // namespace asg::pretraining
