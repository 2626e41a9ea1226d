#include "core/io/dicom/dicom_library.h"

#include "core/io/dicom/j2k_codec.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdicent.h>
#include <dcmtk/dcmdata/dcdict.h>
#include <dcmtk/dcmdata/dcobject.h>
#include <dcmtk/dcmdata/dcrledrg.h>
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
        // Archives hand on elements that they did not know as UN, also ones of the standard.
        dcmEnableUnknownVRConversion.set(OFTrue);
        DJDecoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
        DcmRLEDecoderRegistration::registerCodecs();
        DcmCodecList::registerCodec(&m_j2k, nullptr, &m_j2kParameter);
    }
    RegisteredCodecs(const RegisteredCodecs&) = delete;
    RegisteredCodecs& operator=(const RegisteredCodecs&) = delete;
    ~RegisteredCodecs() {
        DcmCodecList::deregisterCodec(&m_j2k);
        DcmRLEDecoderRegistration::cleanup();
        DJLSDecoderRegistration::cleanup();
        DJDecoderRegistration::cleanup();
    }

private:
    J2kDecoder m_j2k;
    J2kParameter m_j2kParameter;
};

}  // namespace

base::Result<void> prepareDicomLibrary() {
    static const RegisteredCodecs codecs;
    if (!dcmDataDict.isDictionaryLoaded())
        return base::Error{
            base::ErrorCode::NotFound,
            "DCMTK's dictionary (dicom.dic) is missing. Install the package libdcmtk17, or name the file "
            "in DCMDICTPATH."};
    return {};
}

}  // namespace asg::io
