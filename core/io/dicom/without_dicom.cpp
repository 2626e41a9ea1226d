#include "core/base/translatable.h"
#include "core/io/decoded_file.h"
#include "core/io/dicom/coded_frame.h"
#include "core/io/dicom/dcmtk_frame.h"
#include "core/io/dicom/dicom_library.h"
#include "core/io/dicom_writer.h"
#include "core/io/file_elements.h"

namespace asg::io {
namespace {

base::Error readsNoDicom() {
    return {base::ErrorCode::Unsupported,
            base::Sentence{QT_TRANSLATE_NOOP(
                "Error", "This build reads no DICOM. Build with -DASG_BUILD_VIEWER=ON, or convert the file to PNG.")}};
}

}  // namespace

DecodedFile decodeDicom(std::span<const std::uint8_t>, int, PixelDecoders&, const std::stop_token&) {
    return {std::nullopt, readsNoDicom()};
}

base::Outcome<std::vector<FileElement>> listElements(const std::string&, std::string_view, const std::stop_token&) {
    return readsNoDicom();
}

base::Result<void> prepareDicomLibrary() {
    return readsNoDicom();
}

base::Result<DecodedFrame> decodeByLibrary(std::span<const std::uint8_t>, const PixelLayoutOfFile&,
                                           const std::stop_token&) {
    return readsNoDicom();
}

base::Result<std::vector<std::uint16_t>> luminanceByDcmtk(std::span<const std::uint8_t>, const PixelLayoutOfFile&,
                                                          const Palette&) {
    return readsNoDicom();
}

base::Result<std::vector<std::byte>> encodeDicom(const domain::Radiograph&, const DicomDetails&) {
    return base::Error{
        base::ErrorCode::Unsupported,
        base::Sentence{QT_TRANSLATE_NOOP("Error", "This build writes no DICOM. Build with -DASG_BUILD_VIEWER=ON.")}};
}

}  // namespace asg::io
