#pragma once

#include <QTemporaryDir>

namespace cli_test {

/// A picture that the shipped model takes for a frontal chest X-ray, as chest.png.
QString chestIn(const QTemporaryDir& folder);

}  // namespace cli_test
