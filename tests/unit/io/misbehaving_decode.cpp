/// A helper whose decoder does what a hostile picture could make it do: what stands behind "do: " in the picture's
/// file. Pictures that say nothing are decoded as ever.
#include "core/io/decoding/serve.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using asg::io::Raster;

std::string orderIn(asg::io::Bytes file) {
    constexpr std::string_view kMark = "do: ";
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    const auto at = text.rfind(kMark);
    return at == std::string_view::npos ? std::string() : std::string(text.substr(at + kMark.size()));
}

Raster onePixel(std::uint16_t value) {
    Raster raster;
    raster.rows = raster.columns = 1;
    raster.bitsAllocated = raster.bitsStored = 16;
    raster.pixels = {value};
    return raster;
}

/// A bit for each thing that a decoder has no business with and could do all the same.
std::uint16_t freedoms() {
    const bool reads = ::open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0;
    const bool connects = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
    const pid_t child = ::fork();
    if (child == 0) std::_Exit(0);
    return static_cast<std::uint16_t>((reads ? 1 : 0) + (connects ? 2 : 0) + (child > 0 ? 4 : 0));
}

class Misbehaving : public asg::io::LocalDecoders {
public:
    asg::base::Result<Raster> image(asg::io::FileKind kind, asg::io::Bytes file, int frame,
                                    const std::stop_token& stop) override {
        const std::string order = orderIn(file);
        if (order == "crash") std::raise(SIGSEGV);
        if (order == "abort") std::abort();
        if (order == "exit") std::_Exit(3);
        if (order == "hang") {
            const std::atomic<bool> forEver = true;
            while (forEver) {
            }
        }
        if (order == "sleep") {
            while (true) ::sleep(1);
        }
        if (order == "eat") {
            std::vector<std::vector<char>> eaten;
            while (true) eaten.emplace_back(std::size_t{16} << 20, 'x');
        }
        if (order == "escape") return onePixel(freedoms());
        auto raster = order == "lie" ? onePixel(0) : LocalDecoders::image(kind, file, frame, stop);
        if (order == "lie") raster->rows = 30'000;
        return raster;
    }
};

}  // namespace

int main() {
    Misbehaving decoders;
    return asg::io::serveDecoding(decoders);
}
