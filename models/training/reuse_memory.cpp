#include "models/training/reuse_memory.h"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace asg::training {

void reuseFreedMemory() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_MAX, 0);         // large blocks from the heap too, where they are found again
    mallopt(M_TRIM_THRESHOLD, -1);  // and the heap never shrinks
#endif
}

}  // namespace asg::training
