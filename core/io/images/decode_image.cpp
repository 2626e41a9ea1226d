#include "core/base/translatable.h"
#include "core/io/decoded_file.h"
#include "core/io/images/image_readers.h"
#include "core/io/model_gate.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace asg::io {
namespace {

FileInfo describe(const Raster& raster) {
    FileInfo info;
    info.photometric = raster.photometric;
    info.rows = raster.rows;
    info.columns = raster.columns;
    info.frames = raster.frameCount;
    info.bitsAllocated = raster.bitsAllocated;
    info.bitsStored = raster.bitsStored;
    GateFacts facts;
    facts.isColor = raster.wasColor;
    facts.frames = raster.frameCount;
    facts.rows = raster.rows;
    facts.columns = raster.columns;
    info.reasons = reasonsAgainstModel(facts);
    info.modelTakes = info.reasons.empty();
    return info;
}

domain::Radiograph toRadiograph(Raster raster, int frame) {
    domain::Radiograph radiograph;
    radiograph.rows = raster.rows;
    radiograph.columns = raster.columns;
    radiograph.frame = frame;
    radiograph.frameCount = raster.frameCount;
    radiograph.storedOffset = raster.storedOffset;
    radiograph.bitsStored = raster.bitsStored;
    radiograph.wasColor = raster.wasColor;
    if (raster.photometric == "MONOCHROME1") radiograph.polarity = domain::Polarity::Monochrome1;
    const auto [lowest, highest] = std::minmax_element(raster.pixels.begin(), raster.pixels.end());
    radiograph.minimumStored = *lowest + raster.storedOffset;
    radiograph.maximumStored = *highest + raster.storedOffset;
    radiograph.pixels = std::make_shared<const std::vector<std::uint16_t>>(std::move(raster.pixels));
    return radiograph;
}

}  // namespace

base::Error noSuchFrame(int frame, int frameCount) {
    return {base::ErrorCode::InvalidArgument,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "There is no frame %1; the file has %2, counted from 1."),
                           {std::to_string(frame), std::to_string(frameCount)}}};
}

base::Error stoppedReading() {
    return {base::ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP("Error", "Reading was stopped.")}};
}

DecodedFile decodeImage(FileKind kind, std::span<const std::uint8_t> bytes, int frame, PixelDecoders& decoders,
                        const std::stop_token& stop) {
    auto raster = decoders.image(kind, bytes, frame, stop);
    if (!raster) return {std::nullopt, raster.error()};
    FileInfo info = describe(*raster);
    return {std::move(info), toRadiograph(std::move(raster).value(), frame)};
}

}  // namespace asg::io
