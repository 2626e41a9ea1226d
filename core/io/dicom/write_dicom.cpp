#include "core/base/atomic_file.h"
#include "core/io/dicom_writer.h"

namespace asg::io {

base::Result<void> writeDicom(const std::filesystem::path& path, const domain::Radiograph& radiograph,
                              const DicomDetails& details) {
    const auto encoded = encodeDicom(radiograph, details);
    if (!encoded) return base::about(path.string(), encoded.error());
    return base::writeFileAtomically(path, *encoded);
}

}  // namespace asg::io
