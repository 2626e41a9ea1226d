#pragma once

#include "core/io/decoding/messages.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace asg::io {

class HelperProcess;

/// Decodes in helper processes, so that a decoder that crashes, hangs or takes too much memory costs one picture, and a
/// stop ends it at once. As many helpers work as calls come at a time; two of them are kept for the next ones. One that
/// ended is replaced. An answer is believed no more than a file: its sizes are checked before they are used.
class HelperDecoders : public PixelDecoders {
public:
    explicit HelperDecoders(std::filesystem::path program, HelperLimits limits = {});
    ~HelperDecoders() override;

    /// Starts a helper that waits, unless one does. One that cannot be started is said by the first call that needs it.
    void prepare();
    /// Ends those that wait, and from now on each after its call.
    void keepNone();

    base::Result<Raster> image(FileKind kind, Bytes file, int frame, const std::stop_token& stop) override;
    base::Result<DecodedFrame> frame(Bytes stream, const PixelLayoutOfFile& layout,
                                     const std::stop_token& stop) override;
    base::Result<std::vector<std::uint16_t>> luminance(Bytes cells, const PixelLayoutOfFile& layout,
                                                       const Palette& palette, const std::stop_token& stop) override;

private:
    struct Call;
    using Helper = std::unique_ptr<HelperProcess>;

    [[nodiscard]] Helper waiting();
    void giveBack(Helper helper);
    /// Hands the call to a helper. Its answer, whose pixels are still to come.
    [[nodiscard]] base::Result<DecodingAnswer> ask(Call& call);
    /// The pixels of the answer into `target`, if there are as many.
    [[nodiscard]] base::Result<void> receive(Call& call, std::span<std::uint8_t> target);

    const std::filesystem::path m_program;
    const HelperLimits m_limits;
    std::mutex m_mutex;
    std::vector<Helper> m_waiting;  ///< guarded by m_mutex, as is what follows
    std::size_t m_mostWaiting = 2;
};

/// The program asg-decode beside this one, for the whole process.
[[nodiscard]] HelperDecoders& ownHelpers();

}  // namespace asg::io
