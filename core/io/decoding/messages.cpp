#include "core/io/decoding/messages.h"

#include "core/io/decoding/said_error.h"
#include "core/io/limits.h"

#include <limits>

namespace asg::io {
namespace {

constexpr int kMost = std::numeric_limits<int>::max();

enum class AnswerKind : std::uint8_t { Pixels, Error, Raster, Frame };

void putLayout(ParcelWriter& parcel, const PixelLayoutOfFile& layout) {
    parcel.put(static_cast<std::int64_t>(layout.rows));
    parcel.put(static_cast<std::int64_t>(layout.columns));
    for (const int number : {layout.samples, layout.bitsAllocated, layout.bitsStored, layout.highBit, layout.frames})
        parcel.put(std::int64_t{number});
    parcel.put(std::int64_t{layout.isSigned});
    parcel.put(std::int64_t{layout.isPlanar});
    parcel.put(std::string_view(layout.photometric).substr(0, kMostLetters));
}

PixelLayoutOfFile takeLayout(ParcelReader& parcel) {
    PixelLayoutOfFile layout;
    layout.rows = static_cast<std::size_t>(parcel.number(1, kMaximumSide));
    layout.columns = static_cast<std::size_t>(parcel.number(1, kMaximumSide));
    layout.samples = parcel.integer(1, 4);
    layout.bitsAllocated = parcel.integer(1, 32);
    layout.bitsStored = parcel.integer(1, layout.bitsAllocated);
    layout.highBit = parcel.integer(layout.bitsStored - 1, layout.bitsAllocated - 1);
    layout.frames = parcel.integer(1, kMost);
    layout.isSigned = parcel.flag();
    layout.isPlanar = parcel.flag();
    layout.photometric = parcel.text(kMostLetters);
    return layout;
}

void put(ParcelWriter&, std::monostate) {}

void put(ParcelWriter& parcel, const base::Error& error) {
    putError(parcel, error);
}

void put(ParcelWriter& parcel, const Raster& raster) {
    for (const int number : {raster.rows, raster.columns, raster.frameCount, raster.bitsAllocated, raster.bitsStored})
        parcel.put(std::int64_t{number});
    parcel.put(raster.photometric);
    parcel.put(std::int64_t{raster.wasColor});
    parcel.put(std::int64_t{raster.storedOffset});
}

void put(ParcelWriter& parcel, const DecodedFrame& frame) {
    putLayout(parcel, frame.layout);
    parcel.put(std::int64_t{frame.wasColor});
}

Raster takeRaster(ParcelReader& parcel) {
    Raster raster;
    raster.rows = parcel.integer(1, kMaximumSide);
    raster.columns = parcel.integer(1, kMaximumSide);
    raster.frameCount = parcel.integer(1, kMost);
    raster.bitsAllocated = parcel.integer(1, 16);
    raster.bitsStored = parcel.integer(1, raster.bitsAllocated);
    raster.photometric = parcel.text(kMostLetters);
    raster.wasColor = parcel.flag();
    raster.storedOffset = parcel.integer(-32768, 0);
    return raster;
}

DecodedFrame takeFrame(ParcelReader& parcel) {
    DecodedFrame frame;
    frame.layout = takeLayout(parcel);
    frame.wasColor = parcel.flag();
    return frame;
}

}  // namespace

void putTask(ParcelWriter& parcel, const DecodingTask& task, const HelperLimits& limits) {
    parcel.put(static_cast<std::int64_t>(task.kind));
    parcel.put(static_cast<std::int64_t>(task.file));
    parcel.put(std::int64_t{task.frame});
    if (task.kind != DecodingTask::Kind::Image) putLayout(parcel, task.layout);
    if (task.kind == DecodingTask::Kind::Luminance)
        for (const auto& words : task.palette) parcel.put(words);
    parcel.put(std::int64_t{limits.processorSeconds});
    parcel.put(static_cast<std::int64_t>(limits.memory));
}

std::optional<DecodingTask> takeTask(ParcelReader& parcel, HelperLimits& limits) {
    DecodingTask task;
    task.kind = static_cast<DecodingTask::Kind>(parcel.integer(0, 2));
    task.file = static_cast<FileKind>(parcel.integer(0, static_cast<int>(FileKind::Unknown)));
    task.frame = parcel.integer(std::numeric_limits<int>::min(), kMost);
    if (task.kind != DecodingTask::Kind::Image) task.layout = takeLayout(parcel);
    if (task.kind == DecodingTask::Kind::Luminance)
        for (auto& words : task.palette) words = parcel.words(kMostPaletteWords);
    limits.processorSeconds = parcel.integer(1, kMost);
    limits.memory = static_cast<std::size_t>(parcel.number(0, std::numeric_limits<std::int64_t>::max()));
    return parcel.isWhole() ? std::optional(std::move(task)) : std::nullopt;
}

void putAnswer(ParcelWriter& parcel, const DecodingAnswer& answer) {
    parcel.put(static_cast<std::int64_t>(answer.index()));
    std::visit([&](const auto& content) { put(parcel, content); }, answer);
}

std::optional<DecodingAnswer> takeAnswer(ParcelReader& parcel) {
    DecodingAnswer answer;
    switch (static_cast<AnswerKind>(parcel.integer(0, static_cast<int>(AnswerKind::Frame)))) {
        case AnswerKind::Error: answer = takeError(parcel); break;
        case AnswerKind::Raster: answer = takeRaster(parcel); break;
        case AnswerKind::Frame: answer = takeFrame(parcel); break;
        case AnswerKind::Pixels: break;
    }
    return parcel.isWhole() ? std::optional(std::move(answer)) : std::nullopt;
}

}  // namespace asg::io
