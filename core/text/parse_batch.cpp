#include "core/text/parse_batch.h"

#include "core/base/json_text.h"
#include "core/base/json_writer.h"
#include "core/text/code_points.h"
#include "core/text/report_json.h"

#include <nlohmann/json.hpp>

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace asg::text {
namespace {

using nlohmann::json;

/// What went wrong with a line; nothing where its answer is written.
std::string answer(const ReportParser& parser, std::string_view line, base::JsonWriter& out) {
    const auto parsed = base::jsonFromText(line);
    const bool isObject = parsed && parsed->is_object();
    const json id = isObject ? parsed->value("id", json(nullptr)) : json(nullptr);
    out.key("id");
    out.plain(id.dump(-1, ' ', false, json::error_handler_t::replace));
    if (!parsed) return parsed.error().text;
    if (!isObject) return "the line is not a JSON object";
    const auto text = parsed->find("text");
    if (text == parsed->end() || !text->is_string()) return "\"text\" is missing or no text";
    writeParse(out, parser.parse(text->get_ref<const std::string&>()));
    return {};
}

}  // namespace

BatchSummary parseBatch(const ReportParser& parser, std::istream& in, std::ostream& out, const std::stop_token& stop) {
    BatchSummary summary;
    base::JsonWriter writer(out);
    std::string line;
    while (!stop.stop_requested() && std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        writer.beginObject();
        const std::string failure = answer(parser, line, writer);
        if (!failure.empty()) {
            writer.key("error");
            writer.text(failure);
            ++summary.failed;
        }
        ++summary.read;
        writer.endObject();
        writer.endLine();
    }
    return summary;
}

}  // namespace asg::text
