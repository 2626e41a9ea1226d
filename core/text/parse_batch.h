#pragma once

#include "core/text/report_parser.h"

#include <cstddef>
#include <iosfwd>
#include <stop_token>

namespace asg::text {

struct BatchSummary {
    std::size_t read = 0;    ///< reports met
    std::size_t failed = 0;  ///< of them answered with {"id", "error"}
};

/// Parses lines of {"id", "text"} to lines of {"id", "report", "links", "unplaced", "warnings"}, in the order read. A
/// line that cannot be read gives {"id", "error"} (id null where there is none) and the rest
/// goes on; empty lines are passed over. Blocks until the input ends or `stop` is requested; holds one line at a time.
BatchSummary parseBatch(const ReportParser& parser, std::istream& in, std::ostream& out,
                        const std::stop_token& stop = {});

}  // namespace asg::text
