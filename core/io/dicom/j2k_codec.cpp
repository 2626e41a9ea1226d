#include "core/io/dicom/j2k_codec.h"

#include "core/io/dicom/encapsulation.h"

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcitem.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dcstack.h>
#include <dcmtk/dcmdata/dcvrpobw.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <openjpeg.h>
#include <vector>

namespace asg::io {
namespace {

struct FrameLayout {
    Uint16 rows = 0;
    Uint16 columns = 0;
    Uint16 samples = 1;
    Uint16 bitsAllocated = 16;
    Sint32 frames = 1;

    explicit FrameLayout(DcmItem& dataSet) {
        dataSet.findAndGetUint16(DCM_Rows, rows);
        dataSet.findAndGetUint16(DCM_Columns, columns);
        dataSet.findAndGetUint16(DCM_SamplesPerPixel, samples);
        dataSet.findAndGetUint16(DCM_BitsAllocated, bitsAllocated);
        if (dataSet.findAndGetSint32(DCM_NumberOfFrames, frames).bad() || frames < 1) frames = 1;
    }
    [[nodiscard]] std::size_t bytes() const {
        return std::size_t{rows} * columns * samples * ((bitsAllocated + 7U) / 8);
    }
};

struct Codestream {
    std::vector<OPJ_UINT8> bytes;
    std::size_t position = 0;
};

OPJ_SIZE_T readBytes(void* target, OPJ_SIZE_T count, void* user) {
    auto* stream = static_cast<Codestream*>(user);
    const std::size_t taken = std::min(count, stream->bytes.size() - stream->position);
    if (taken == 0) return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(target, stream->bytes.data() + stream->position, taken);
    stream->position += taken;
    return taken;
}

OPJ_BOOL seekTo(OPJ_OFF_T position, void* user) {
    auto* stream = static_cast<Codestream*>(user);
    if (position < 0 || static_cast<std::size_t>(position) > stream->bytes.size()) return OPJ_FALSE;
    stream->position = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void* user) {
    const auto position = static_cast<OPJ_OFF_T>(static_cast<Codestream*>(user)->position);
    return seekTo(position + count, user) == OPJ_TRUE ? count : -1;
}

using Stream = std::unique_ptr<opj_stream_t, decltype(&opj_stream_destroy)>;
using Codec = std::unique_ptr<opj_codec_t, decltype(&opj_destroy_codec)>;
using Image = std::unique_ptr<opj_image_t, decltype(&opj_image_destroy)>;

Stream makeStream(Codestream& codestream) {
    constexpr OPJ_SIZE_T kChunk = 1 << 20;
    Stream stream(opj_stream_create(kChunk, OPJ_TRUE), &opj_stream_destroy);
    opj_stream_set_user_data(stream.get(), &codestream, nullptr);
    opj_stream_set_user_data_length(stream.get(), codestream.bytes.size());
    opj_stream_set_read_function(stream.get(), &readBytes);
    opj_stream_set_skip_function(stream.get(), &skipBytes);
    opj_stream_set_seek_function(stream.get(), &seekTo);
    return stream;
}

Codec makeCodec(const Codestream& codestream) {
    constexpr char kJp2Signature[] = "jP  ";
    const bool boxed = codestream.bytes.size() > 12 && std::memcmp(codestream.bytes.data() + 4, kJp2Signature, 4) == 0;
    Codec codec(opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K), &opj_destroy_codec);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    if (opj_setup_decoder(codec.get(), &parameters) == OPJ_FALSE) codec.reset();
    return codec;
}

/// Sizes are compared before the decoder allocates for them.
bool matches(const opj_image_t& image, const FrameLayout& layout) {
    return image.x1 - image.x0 == layout.columns && image.y1 - image.y0 == layout.rows &&
           image.numcomps >= layout.samples;
}

bool copySamples(const opj_image_t& image, const FrameLayout& layout, void* buffer) {
    const std::size_t count = std::size_t{layout.rows} * layout.columns;
    for (std::size_t component = 0; component < layout.samples; ++component) {
        const opj_image_comp_t& source = image.comps[component];
        if (source.data == nullptr || std::size_t{source.w} * source.h != count) return false;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t target = i * layout.samples + component;
            if (layout.bitsAllocated <= 8)
                static_cast<Uint8*>(buffer)[target] = static_cast<Uint8>(source.data[i]);
            else if (layout.bitsAllocated <= 16)
                static_cast<Uint16*>(buffer)[target] = static_cast<Uint16>(source.data[i]);
            else
                static_cast<Uint32*>(buffer)[target] = static_cast<Uint32>(source.data[i]);
        }
    }
    return true;
}

bool decodeCodestream(Codestream& codestream, const FrameLayout& layout, void* buffer) {
    const Stream stream = makeStream(codestream);
    const Codec codec = makeCodec(codestream);
    if (!codec) return false;
    opj_codec_set_threads(codec.get(), 2);
    opj_image_t* read = nullptr;
    const bool header = opj_read_header(stream.get(), codec.get(), &read) == OPJ_TRUE;
    const Image image(read, &opj_image_destroy);
    return header && image && matches(*image, layout) &&
           opj_decode(codec.get(), stream.get(), image.get()) == OPJ_TRUE && copySamples(*image, layout, buffer);
}

OFCondition append(DcmPixelSequence& sequence, Uint32 fragment, Codestream& codestream) {
    DcmPixelItem* item = nullptr;
    OFCondition condition = sequence.getItem(item, fragment);
    Uint8* data = nullptr;
    if (condition.good()) condition = item->getUint8Array(data);
    if (condition.good() && data != nullptr)
        codestream.bytes.insert(codestream.bytes.end(), data, data + item->getLength());
    return condition;
}

bool startsCodestream(DcmPixelSequence& sequence, Uint32 fragment) {
    DcmPixelItem* item = nullptr;
    Uint8* data = nullptr;
    if (sequence.getItem(item, fragment).bad() || item->getUint8Array(data).bad() || data == nullptr) return false;
    constexpr Uint8 kStartOfCodestream[] = {0xFF, 0x4F, 0xFF, 0x51};
    constexpr Uint8 kJp2Box[] = {0x00, 0x00, 0x00, 0x0C, 'j', 'P'};
    const std::size_t length = item->getLength();
    return (length >= sizeof(kStartOfCodestream) &&
            std::memcmp(data, kStartOfCodestream, sizeof(kStartOfCodestream)) == 0) ||
           (length >= sizeof(kJp2Box) && std::memcmp(data, kJp2Box, sizeof(kJp2Box)) == 0);
}

}  // namespace

OFCondition J2kDecoder::decode(const DcmRepresentationParameter* from, DcmPixelSequence* sequence,
                               DcmPolymorphOBOW& pixels, const DcmCodecParameter* parameter, const DcmStack& stack,
                               OFBool& removeOldRepresentation) const {
    removeOldRepresentation = OFFalse;
    DcmStack copy(stack);
    copy.pop();
    auto* dataSet = dynamic_cast<DcmItem*>(copy.top());
    if (dataSet == nullptr) return EC_InvalidTag;
    const FrameLayout layout(*dataSet);
    const std::size_t words = (layout.bytes() * static_cast<std::size_t>(layout.frames) + 1) / 2;
    Uint16* target = nullptr;
    OFCondition condition = pixels.createUint16Array(static_cast<Uint32>(words), target);
    Uint32 fragment = 1;
    OFString colorModel;
    for (Sint32 frame = 0; condition.good() && frame < layout.frames; ++frame) {
        auto* buffer = reinterpret_cast<Uint8*>(target) + static_cast<std::size_t>(frame) * layout.bytes();
        condition = decodeFrame(from, sequence, parameter, dataSet, static_cast<Uint32>(frame), fragment, buffer,
                                static_cast<Uint32>(layout.bytes()), colorModel);
    }
    if (condition.good()) condition = dataSet->putAndInsertString(DCM_PhotometricInterpretation, colorModel.c_str());
    return condition;
}

OFCondition J2kDecoder::decodeFrame(const DcmRepresentationParameter* from, DcmPixelSequence* sequence,
                                    const DcmCodecParameter* parameter, DcmItem* dataSet, Uint32 frame,
                                    Uint32& startFragment, void* buffer, Uint32 bufferSize,
                                    OFString& colorModel) const {
    const FrameLayout layout(*dataSet);
    if (layout.bytes() == 0 || layout.bytes() > bufferSize) return EC_CorruptedData;
    OFCondition condition = determineDecompressedColorModel(from, sequence, parameter, dataSet, colorModel);
    if (startFragment == 0 && condition.good())
        condition = determineStartFragment(frame, layout.frames, sequence, startFragment);
    Codestream codestream;
    const auto fragments = static_cast<Uint32>(sequence->card());
    // A frame may be cut into fragments; the next frame begins where a codestream begins.
    while (condition.good() && startFragment < fragments) {
        if (!codestream.bytes.empty() && startsCodestream(*sequence, startFragment)) break;
        condition = append(*sequence, startFragment++, codestream);
    }
    if (condition.bad()) return condition;
    return decodeCodestream(codestream, layout, buffer) ? EC_Normal : EC_CorruptedData;
}

OFCondition J2kDecoder::encode(const Uint16*, const Uint32, const DcmRepresentationParameter*, DcmPixelSequence*&,
                               const DcmCodecParameter*, DcmStack&, OFBool&) const {
    return EC_IllegalCall;
}

OFCondition J2kDecoder::encode(const E_TransferSyntax, const DcmRepresentationParameter*, DcmPixelSequence*,
                               const DcmRepresentationParameter*, DcmPixelSequence*&, const DcmCodecParameter*,
                               DcmStack&, OFBool&) const {
    return EC_IllegalCall;
}

OFBool J2kDecoder::canChangeCoding(const E_TransferSyntax from, const E_TransferSyntax to) const {
    return (from == EXS_JPEG2000LosslessOnly || from == EXS_JPEG2000) && !isEncapsulated(DcmXfer(to));
}

OFCondition J2kDecoder::determineDecompressedColorModel(const DcmRepresentationParameter*, DcmPixelSequence*,
                                                        const DcmCodecParameter*, DcmItem* dataSet,
                                                        OFString& colorModel) const {
    const OFCondition condition = dataSet->findAndGetOFString(DCM_PhotometricInterpretation, colorModel);
    // OpenJPEG undoes the codestream's own colour transforms (PS3.3 C.7.6.3.1.2).
    if (colorModel == "YBR_RCT" || colorModel == "YBR_ICT") colorModel = "RGB";
    return condition;
}

}  // namespace asg::io
