// Lines of {"id","text"} on standard input to parses on standard output: the parser as measure.py drives it.
#include "core/text/parse_batch.h"

#include <iostream>

int main(int count, char** arguments) {
    asg::text::ParserOptions options;
    if (count > 1) options.language = arguments[1];
    const auto parser = asg::text::ReportParser::load(ASG_SOURCE_DIR "/resources/ontology", options);
    if (!parser) {
        std::cerr << parser.error().text << '\n';
        return 1;
    }
    std::ios::sync_with_stdio(false);
    asg::text::parseBatch(*parser, std::cin, std::cout);
    return 0;
}
