// Appends decisions for ever and tells the number of each on standard output once it is written: the victim of the
// kill -9 test.
#include "core/review/journal.h"

#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    auto journal = asg::review::Journal::open(argv[1]);
    if (!journal) return 1;
    for (;;) {
        asg::domain::ReviewDecision decision;
        decision.reason = std::string(3000, 'x');
        const auto written = journal->append(decision);
        if (!written) return 1;
        std::printf("%llu\n", static_cast<unsigned long long>(written->sequence));
        std::fflush(stdout);
    }
}
