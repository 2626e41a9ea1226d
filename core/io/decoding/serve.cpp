#include "core/io/decoding/serve.h"

#include "core/base/translatable.h"
#include "core/io/decoding/channel.h"
#include "core/io/decoding/confine.h"
#include "core/io/decoding/messages.h"
#include "core/io/dicom/dicom_library.h"
#include "core/io/limits.h"

#include <exception>
#include <new>
#include <optional>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;

/// An answer with its pixels, in the vector that the decoder filled.
struct Done {
    DecodingAnswer answer = {};
    std::vector<std::uint16_t> words = {};
    std::vector<std::uint8_t> cells = {};

    [[nodiscard]] Bytes body() const {
        if (words.empty()) return cells;
        return {reinterpret_cast<const std::uint8_t*>(words.data()), words.size() * sizeof(std::uint16_t)};
    }
};

Done doneBy(PixelDecoders& decoders, const DecodingTask& task, Bytes bytes) {
    Done done;
    switch (task.kind) {
        case DecodingTask::Kind::Image:
            if (auto raster = decoders.image(task.file, bytes, task.frame, {}); raster) {
                done.words = std::move(raster->pixels);
                done.answer = *std::move(raster);
            } else {
                done.answer = raster.error();
            }
            break;
        case DecodingTask::Kind::Frame:
            if (auto frame = decoders.frame(bytes, task.layout, {}); frame) {
                done.cells = std::move(frame->cells);
                done.answer = *std::move(frame);
            } else {
                done.answer = frame.error();
            }
            break;
        case DecodingTask::Kind::Luminance:
            if (auto grey = decoders.luminance(bytes, task.layout, task.palette, {}); grey)
                done.words = *std::move(grey);
            else
                done.answer = grey.error();
            break;
    }
    return done;
}

Done doneWithinLimits(PixelDecoders& decoders, const DecodingTask& task, Bytes bytes, const HelperLimits& limits) {
    try {
        return doneBy(decoders, task, bytes);
    } catch (const std::bad_alloc&) {
        return {
            Error{ErrorCode::OutOfMemory,
                  base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                   "Decoding the picture takes more than the %1 MB that it may. Scale "
                                                   "it down, or convert it to an uncompressed DICOM file first."),
                                 {std::to_string(limits.memory >> 20)}}}};
    } catch (const std::exception& exception) {
        return {Error{
            ErrorCode::Corrupt,
            base::Sentence{QT_TRANSLATE_NOOP("Error", "The picture could not be decoded (%1)."), {exception.what()}}}};
    }
}

}  // namespace

int serveDecoding(PixelDecoders& decoders) {
    // What it lacks is said by the program, which needs it, too.
    static_cast<void>(prepareDicomLibrary());
    ProcessLimits own;
    confine();
    Channel channel(kHelperSocket);
    while (true) {
        Preface preface;
        std::vector<std::uint8_t> head;
        if (channel.receive(preface, head, {}) != Channel::Ended::Done)
            return preface.language == kLanguage ? 0 : kHelperUnfit;
        ParcelReader parcel(head);
        HelperLimits limits;
        const auto task = takeTask(parcel, limits);
        if (!task || preface.bodyBytes > kMaximumFileBytes) return kHelperUnfit;
        own.apply(limits, preface.bodyBytes);
        std::vector<std::uint8_t> body(preface.bodyBytes);
        if (channel.receive(body, {}) != Channel::Ended::Done) return 0;
        const Done done = doneWithinLimits(decoders, *task, body, limits);
        ParcelWriter answer;
        putAnswer(answer, done.answer);
        if (channel.send(answer.bytes(), done.body(), {}) != Channel::Ended::Done) return 0;
    }
}

}  // namespace asg::io
