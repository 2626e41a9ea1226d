/// asg-decode: decodes pictures for asg and asg-viewer, which start it. Speaks through a socket alone.
#include "core/io/decoding/serve.h"

int main() {
    asg::io::LocalDecoders decoders;
    return asg::io::serveDecoding(decoders);
}
