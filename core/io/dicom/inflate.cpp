#include "core/io/dicom/inflate.h"

#include "core/base/translatable.h"
#include "core/io/limits.h"

#include <string>
#include <zlib.h>

namespace asg::io {
namespace {

class Inflater {
public:
    explicit Inflater(std::span<const std::uint8_t> source) {
        constexpr int kRawDeflate = -MAX_WBITS;
        m_ready = inflateInit2(&m_stream, kRawDeflate) == Z_OK;
        m_stream.next_in = const_cast<Bytef*>(source.data());
        m_stream.avail_in = static_cast<uInt>(source.size());
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    ~Inflater() { inflateEnd(&m_stream); }

    /// The next bytes into `chunk`; how many, 0 at the end.
    [[nodiscard]] std::size_t next(std::span<std::uint8_t> chunk) {
        if (!m_ready || m_ended) return 0;
        m_stream.next_out = chunk.data();
        m_stream.avail_out = static_cast<uInt>(chunk.size());
        m_ended = ::inflate(&m_stream, Z_NO_FLUSH) != Z_OK;
        return chunk.size() - m_stream.avail_out;
    }

private:
    z_stream m_stream{};
    bool m_ready = false;
    bool m_ended = false;
};

}  // namespace

base::Result<std::vector<std::uint8_t>> inflate(std::span<const std::uint8_t> bytes, const std::stop_token& stop) {
    Inflater inflater(bytes);
    std::vector<std::uint8_t> result;
    std::vector<std::uint8_t> chunk(std::size_t{1} << 18);
    while (const std::size_t count = stop.stop_requested() ? 0 : inflater.next(chunk)) {
        if (result.size() + count > kMostInflatedBytes)
            return base::Error{
                base::ErrorCode::TooLarge,
                base::Sentence{
                    QT_TRANSLATE_NOOP("Error",
                                      "The file's compressed content is larger than %1 MB, more than is accepted."),
                    {std::to_string(kMostInflatedBytes >> 20)}}};
        result.insert(result.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return result;
}

}  // namespace asg::io
