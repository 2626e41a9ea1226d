#include "core/io/decoding/helper_decoders.h"

#include "core/base/resources.h"
#include "core/base/translatable.h"
#include "core/io/decoding/helper_process.h"
#include "core/io/images/image_readers.h"
#include "core/io/prepare_decoding.h"

#include <cstdlib>
#include <string>
#include <utility>

namespace asg::io {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Error answeredNonsense() {
    return {ErrorCode::Internal, base::Sentence{QT_TRANSLATE_NOOP(
                                     "Error",
                                     "The helper that decodes pictures gave an answer that cannot be. Open the picture "
                                     "again, and install the program again if that happens once more.")}};
}

std::span<std::uint8_t> bytesOfWords(std::vector<std::uint16_t>& words) {
    return {reinterpret_cast<std::uint8_t*>(words.data()), words.size() * sizeof(std::uint16_t)};
}

}  // namespace

/// One call, and the helper that works on it.
struct HelperDecoders::Call {
    DecodingTask task;
    Bytes bytes;
    const std::stop_token& stop;
    Helper helper = {};
    std::uint64_t pixelBytes = 0;
};

HelperDecoders::HelperDecoders(std::filesystem::path program, HelperLimits limits)
    : m_program(std::move(program)), m_limits(limits) {}

HelperDecoders::~HelperDecoders() = default;

void HelperDecoders::prepare() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_waiting.empty()) return;
    }
    if (auto started = HelperProcess::start(m_program); started) giveBack(*std::move(started));
}

HelperDecoders::Helper HelperDecoders::waiting() {
    const std::lock_guard lock(m_mutex);
    while (!m_waiting.empty()) {
        Helper helper = std::move(m_waiting.back());
        m_waiting.pop_back();
        if (helper->isAlive()) return helper;
    }
    return nullptr;
}

void HelperDecoders::giveBack(Helper helper) {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() < m_mostWaiting) m_waiting.push_back(std::move(helper));
}

void HelperDecoders::keepNone() {
    const std::lock_guard lock(m_mutex);
    m_mostWaiting = 0;
    m_waiting.clear();
}

Result<DecodingAnswer> HelperDecoders::ask(Call& call) {
    ParcelWriter head;
    putTask(head, call.task, m_limits);
    call.helper = waiting();
    for (bool waited = call.helper != nullptr;; waited = false) {
        if (!waited) {
            auto started = HelperProcess::start(m_program);
            if (!started) return started.error();
            call.helper = *std::move(started);
        }
        const auto reply = call.helper->ask(head.bytes(), call.bytes, m_limits, call.stop);
        if (reply.ended == Channel::Ended::Done) {
            call.pixelBytes = reply.bodyBytes;
            ParcelReader parcel(reply.head);
            auto answer = takeAnswer(parcel);
            if (!answer) return answeredNonsense();
            const auto* error = std::get_if<Error>(&*answer);
            if (error == nullptr) return *std::move(answer);
            const auto nothingMore = receive(call, {});
            return nothingMore ? *error : nothingMore.error();
        }
        if (reply.ended == Channel::Ended::Stopped) return stoppedReading();
        // One that waited may have been killed there, or may have been spoilt by a picture before: once more, by
        // another.
        if (!waited || reply.ended != Channel::Ended::Gone) return call.helper->endAndSayWhy(reply.ended, m_limits);
    }
}

Result<void> HelperDecoders::receive(Call& call, std::span<std::uint8_t> target) {
    if (call.pixelBytes != target.size()) return answeredNonsense();
    const Channel::Ended ended = call.helper->receiveBody(target, call.stop);
    if (ended == Channel::Ended::Stopped) return stoppedReading();
    if (ended != Channel::Ended::Done) return call.helper->endAndSayWhy(ended, m_limits);
    // A stop that came too late is still in its pipes.
    if (!call.stop.stop_requested()) giveBack(std::move(call.helper));
    return {};
}

Result<Raster> HelperDecoders::image(FileKind kind, Bytes file, int frame, const std::stop_token& stop) {
    Call call{{.kind = DecodingTask::Kind::Image, .file = kind, .frame = frame}, file, stop};
    auto answer = ask(call);
    if (!answer) return answer.error();
    auto* raster = std::get_if<Raster>(&*answer);
    if (raster == nullptr) return answeredNonsense();
    const auto rows = static_cast<std::size_t>(raster->rows);
    const auto columns = static_cast<std::size_t>(raster->columns);
    if (auto size = checkSize(rows, columns); !size) return answeredNonsense();
    raster->pixels.resize(rows * columns);
    if (auto received = receive(call, bytesOfWords(raster->pixels)); !received) return received.error();
    return std::move(*raster);
}

Result<DecodedFrame> HelperDecoders::frame(Bytes stream, const PixelLayoutOfFile& layout, const std::stop_token& stop) {
    Call call{{.kind = DecodingTask::Kind::Frame, .layout = layout}, stream, stop};
    auto answer = ask(call);
    if (!answer) return answer.error();
    auto* decoded = std::get_if<DecodedFrame>(&*answer);
    const bool fits = decoded != nullptr && decoded->layout.rows == layout.rows &&
                      decoded->layout.columns == layout.columns && decoded->layout.bitsAllocated % 8 == 0 &&
                      decoded->layout.bitsAllocated != 24;
    if (!fits) return answeredNonsense();
    const std::size_t bytes =
        decoded->layout.samplesInFrame() * static_cast<std::size_t>(decoded->layout.bitsAllocated / 8);
    if (auto held = checkHeld(bytes); !held) return answeredNonsense();
    decoded->cells.resize(bytes);
    if (auto received = receive(call, decoded->cells); !received) return received.error();
    return std::move(*decoded);
}

Result<std::vector<std::uint16_t>> HelperDecoders::luminance(Bytes cells, const PixelLayoutOfFile& layout,
                                                             const Palette& palette, const std::stop_token& stop) {
    Call call{{.kind = DecodingTask::Kind::Luminance, .layout = layout, .palette = palette}, cells, stop};
    auto answer = ask(call);
    if (!answer) return answer.error();
    if (!std::holds_alternative<std::monostate>(*answer)) return answeredNonsense();
    std::vector<std::uint16_t> grey(layout.pixelsInFrame());
    if (auto received = receive(call, bytesOfWords(grey)); !received) return received.error();
    return grey;
}

void prepareDecoding() {
    ownHelpers().prepare();
}

HelperDecoders& ownHelpers() {
    // Never destroyed: threads that still open pictures as the program ends may use it.
    static auto& helpers = *new HelperDecoders(base::programFolder() / "asg-decode");
    static const auto atExit = std::atexit([] { helpers.keepNone(); });
    static_cast<void>(atExit);
    return helpers;
}

}  // namespace asg::io
