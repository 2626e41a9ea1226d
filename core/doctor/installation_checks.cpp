#include "core/base/resources.h"
#include "core/base/translatable.h"
#include "core/doctor/checkup.h"
#include "core/doctor/loaded_libraries.h"
#include "core/io/image_writer.h"
#include "core/io/open_radiograph.h"
#include "core/text/report_parser.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace asg::doctor {
namespace {

/// Words for people, by the name of a file that the library has.
constexpr std::array kLibraries{std::pair{"Qt", "libQt6Core.so"},    std::pair{"VTK", "libvtkCommonCore-"},
                                std::pair{"DCMTK", "libdcmdata.so"}, std::pair{"OpenJPEG", "libopenjp2.so"},
                                std::pair{"libjpeg", "libjpeg.so"},  std::pair{"libpng", "libpng16.so"},
                                std::pair{"libtiff", "libtiff.so"},  std::pair{"libarchive", "libarchive.so"}};

Check libraries() {
    std::string list;
    std::vector<Fact> facts;
    for (const auto& [name, file] : kLibraries)
        for (const auto& library : loadedLibraries(file)) {
            list += (list.empty() ? "" : ", ") + std::string(name) + " " + library.version;
            facts.emplace_back(name, library.version);
        }
    return {"libraries",
            CheckState::Good,
            {QT_TRANSLATE_NOOP("Error", "Libraries, by the numbers of their files: %1."), {list}},
            {},
            facts};
}

Check tables() {
    const auto parser = text::ReportParser::load(base::resourceFolder() / "ontology");
    if (parser)
        return {"tables", CheckState::Good, QT_TRANSLATE_NOOP("Error", "Tables that reports are read by: whole."), {}};
    return {"tables",
            CheckState::Problem,
            {QT_TRANSLATE_NOOP("Error", "Reports cannot be read: %1"), {base::sentenceOf(parser.error())}},
            QT_TRANSLATE_NOOP("Error", "Install the program anew."),
            {{"code", std::string(base::errorCodeName(parser.error().code))}}};
}

/// By the way that every picture goes: the helper is started, decodes, and answers.
base::Result<bool> decodesRightly(const std::stop_token& stop) {
    constexpr int kSide = 3;
    constexpr std::array<std::uint8_t, std::size_t{kSide} * kSide> kGrey{0, 30, 60, 90, 120, 150, 180, 210, 240};
    const auto png = io::encodePng(std::span<const std::uint8_t>(kGrey), kSide, kSide, io::PixelLayout::Grey);
    if (!png) return png.error();
    const std::string_view bytes(reinterpret_cast<const char*>(png->data()), png->size());
    const auto opened = io::openRadiograph(io::NamedBytes{"test picture", bytes}, 1, stop);
    if (opened.failed()) return opened.error();
    if (!opened.done()) return true;  // stopped: nothing was found wrong
    const auto& pixels = *opened.value().pixels;
    return std::ranges::equal(pixels, kGrey);
}

Check decoder(const std::stop_token& stop) {
    const auto right = decodesRightly(stop);
    if (right && *right)
        return {
            "decoder", CheckState::Good, QT_TRANSLATE_NOOP("Error", "Decoding of pictures (asg-decode): works."), {}};
    const base::Sentence remedy =
        QT_TRANSLATE_NOOP("Error", "Install the program anew; asg-decode must lie beside it.");
    if (!right)
        return {"decoder",
                CheckState::Problem,
                {QT_TRANSLATE_NOOP("Error", "Pictures cannot be decoded: %1"), {base::sentenceOf(right.error())}},
                remedy,
                {{"code", std::string(base::errorCodeName(right.error().code))}}};
    return {"decoder", CheckState::Problem, QT_TRANSLATE_NOOP("Error", "A picture was decoded wrongly."), remedy};
}

}  // namespace

std::vector<Check> examineInstallation(const std::stop_token& stop) {
    return {libraries(), tables(), decoder(stop)};
}

}  // namespace asg::doctor
