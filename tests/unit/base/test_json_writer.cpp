#include "core/base/json_writer.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

using asg::base::JsonWriter;
using nlohmann::ordered_json;

namespace {

/// Any document, written piece by piece.
void write(JsonWriter& json, const ordered_json& value) {
    if (value.is_object()) {
        json.beginObject();
        for (const auto& [key, member] : value.items()) {
            json.key(key);
            write(json, member);
        }
        json.endObject();
    } else if (value.is_array()) {
        json.beginArray();
        for (const auto& element : value) write(json, element);
        json.endArray();
    } else if (value.is_string()) {
        json.text(value.get_ref<const std::string&>());
    } else if (value.is_number_float()) {
        json.number(value.get<double>());
    } else if (value.is_number()) {
        json.number(value.get<std::uint64_t>());
    } else if (value.is_boolean()) {
        json.truth(value.get<bool>());
    } else {
        json.null();
    }
}

ordered_json sample() {
    return {{"text", "a \"b\" \\ \n \t \x01 \x7F/ \xC3\xA9 \xF0\x9F\xAB\x81"},
            {"", ordered_json::array()},
            {"nested",
             {{"empty", ordered_json::object()}, {"list", {0, 18446744073709551615U, 0.1, 1e300, true, nullptr}}}},
            {"not UTF-8", "\xFF x"},
            {"k\xC3\xA9y", {{{"a", 1}}, {{"b", 2}}}}};
}

}  // namespace

/// JSON written piece by piece is what the library writes of the whole.
class TestJsonWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesWhatTheLibraryWrites() {
        for (const bool ascii : {false, true}) {
            JsonWriter json(ascii);
            write(json, sample());
            QCOMPARE(QByteArray::fromStdString(json.written()),
                     QByteArray::fromStdString(sample().dump(-1, ' ', ascii, ordered_json::error_handler_t::replace)));
        }
    }

    void aNumberThatIsNoneIsNull() {
        JsonWriter json;
        json.number(std::nan(""));
        QCOMPARE(json.written(), std::string("null"));
    }

    void linesReachTheStreamWhole() {
        std::ostringstream out;
        JsonWriter json(out);
        const std::string longText(300'000, 'x');
        for (int line = 0; line < 2; ++line) {
            json.beginArray();
            json.text(longText);
            json.endArray();
            json.endLine();
        }
        QCOMPARE(out.str(), "[\"" + longText + "\"]\n[\"" + longText + "\"]\n");
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "test_json_writer.moc"
