#pragma once

#include "core/io/pixel_layout.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcdeftag.h>

#include <array>
#include <tuple>

namespace asg::io {

/// Where the parts of a Palette stand in a data set (PS3.3 C.7.9), in its order.
inline const std::array<DcmTagKey, std::tuple_size_v<Palette>> kPaletteTags{
    DCM_RedPaletteColorLookupTableDescriptor,    DCM_GreenPaletteColorLookupTableDescriptor,
    DCM_BluePaletteColorLookupTableDescriptor,   DCM_RedPaletteColorLookupTableData,
    DCM_GreenPaletteColorLookupTableData,        DCM_BluePaletteColorLookupTableData,
    DCM_SegmentedRedPaletteColorLookupTableData, DCM_SegmentedGreenPaletteColorLookupTableData,
    DCM_SegmentedBluePaletteColorLookupTableData};

}  // namespace asg::io
