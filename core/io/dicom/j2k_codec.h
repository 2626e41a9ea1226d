#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dccodec.h>

#include <cstddef>

namespace asg::io {

/// DCMTK wants one with every codec; there is nothing to set.
class J2kParameter final : public DcmCodecParameter {
public:
    DcmCodecParameter* clone() const override { return new J2kParameter; }
    const char* className() const override { return "J2kParameter"; }
};

/// JPEG 2000 (PS3.5 A.4.4) for DCMTK's list of codecs, by OpenJPEG; decodes only.
///
/// Gives samples of Bits Allocated bits in the machine's order, interleaved by pixel. Refuses a codestream whose size
/// or number of components is not what the header says.
class J2kDecoder final : public DcmCodec {
public:
    OFCondition decode(const DcmRepresentationParameter* from, DcmPixelSequence* sequence, DcmPolymorphOBOW& pixels,
                       const DcmCodecParameter* parameter, const DcmStack& stack,
                       OFBool& removeOldRepresentation) const override;
    OFCondition decodeFrame(const DcmRepresentationParameter* from, DcmPixelSequence* sequence,
                            const DcmCodecParameter* parameter, DcmItem* dataSet, Uint32 frame, Uint32& startFragment,
                            void* buffer, Uint32 bufferSize, OFString& colorModel) const override;
    OFCondition encode(const Uint16*, const Uint32, const DcmRepresentationParameter*, DcmPixelSequence*&,
                       const DcmCodecParameter*, DcmStack&, OFBool&) const override;
    OFCondition encode(const E_TransferSyntax, const DcmRepresentationParameter*, DcmPixelSequence*,
                       const DcmRepresentationParameter*, DcmPixelSequence*&, const DcmCodecParameter*, DcmStack&,
                       OFBool&) const override;
    OFBool canChangeCoding(const E_TransferSyntax from, const E_TransferSyntax to) const override;
    OFCondition determineDecompressedColorModel(const DcmRepresentationParameter*, DcmPixelSequence*,
                                                const DcmCodecParameter*, DcmItem* dataSet,
                                                OFString& colorModel) const override;
};

}  // namespace asg::io
