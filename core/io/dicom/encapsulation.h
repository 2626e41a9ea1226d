#pragma once

namespace asg::io {

/// Whether a transfer syntax (a DcmXfer) keeps pixel data in fragments (DICOM PS3.5 A.4). DCMTK named the question anew
/// and warns of the old name.
template <typename Syntax>
[[nodiscard]] bool isEncapsulated(const Syntax& syntax) {
    if constexpr (requires { syntax.usesEncapsulatedFormat(); }) {
        return syntax.usesEncapsulatedFormat();
    } else {
        return syntax.isEncapsulated();
    }
}

}  // namespace asg::io
