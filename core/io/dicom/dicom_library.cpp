#include "core/io/dicom/dicom_library.h"

#include "core/base/translatable.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

namespace asg::io {
namespace {

/// DCMTK keeps its codecs in a list of its own for the whole process; this is their one owner.
class RegisteredCodecs {
public:
    RegisteredCodecs() {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        DJDecoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
    }
    RegisteredCodecs(const RegisteredCodecs&) = delete;
    RegisteredCodecs& operator=(const RegisteredCodecs&) = delete;
    ~RegisteredCodecs() {
        DJLSDecoderRegistration::cleanup();
        DJDecoderRegistration::cleanup();
    }
};

}  // namespace

base::Result<void> prepareDicomLibrary() {
    static const RegisteredCodecs codecs;
    if (!dcmDataDict.isDictionaryLoaded())
        return base::Error{base::ErrorCode::NotFound,
                           base::Sentence{QT_TRANSLATE_NOOP("Error",
                                                            "DCMTK's dictionary (dicom.dic) is missing. Install the "
                                                            "package libdcmtk17, or name the file in DCMDICTPATH.")}};
    return {};
}

}  // namespace asg::io
