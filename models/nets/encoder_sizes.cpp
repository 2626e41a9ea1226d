#include "models/nets/config.h"
#include "models/nets/dense_layout.h"
#include "models/nets/lite_layout.h"

namespace asg::nets {

int ImageEncoderConfig::gridSide() const {
    if (backbone == Backbone::VitBase) return imageSize / patch;
    if (backbone == Backbone::Densenet) return denseSide(imageSize);
    const bool isResnet = backbone == Backbone::Resnet50;
    // ResNet's four halvings: stem convolution, max pooling, layer2, layer3. Each pads so that half a cell is one.
    int side = isResnet ? resnetResize : imageSize;
    for (int cell = 1; cell < (isResnet ? 16 : patch); cell *= 2) side = halvedSide(side);
    return side;
}

int ImageEncoderConfig::localWidth() const {
    switch (backbone) {
        case Backbone::VitBase: return width;
        case Backbone::Resnet50: return resnetWidth * 16;
        case Backbone::Densenet: return denseWidth(denseStem, denseGrowth, denseBlocks);
        case Backbone::EfficientnetLite: break;
    }
    return litePyramid > 0 ? litePyramid : liteStageWidths(liteWidth, liteDepth)[liteStageOf(patch)];
}

int ImageEncoderConfig::globalWidth() const {
    switch (backbone) {
        case Backbone::VitBase: return width;
        case Backbone::Resnet50: return resnetWidth * 32;
        case Backbone::Densenet: return denseWidth(denseStem, denseGrowth, denseBlocks);
        case Backbone::EfficientnetLite: break;
    }
    return kLiteHeadWidth;
}

int ImageEncoderConfig::sidesWidth() const {
    return backbone == Backbone::EfficientnetLite ? liteStageWidths(liteWidth, liteDepth)[liteStageOf(kLiteSidesCell)]
                                                  : localWidth();
}

}  // namespace asg::nets
