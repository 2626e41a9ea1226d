#pragma once

#include "core/io/image_writer.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <filesystem>
#include <string>
#include <vector>

namespace cli_test {

/// A folder in which a test lays pictures and finds results.
class PictureFolder {
public:
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::filesystem::path out() const { return path() / "out"; }

    /// A picture of 60 × 40; `number` decides what is on it.
    std::filesystem::path add(const std::string& name, int number) const {
        std::vector<std::uint8_t> grey(60 * 40);
        for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = static_cast<std::uint8_t>(i * (number + 3) % 251);
        const auto file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        if (const auto written = asg::io::writePng(file, grey, 40, 60); !written)
            qFatal("%s", written.error().text.c_str());
        return file;
    }

private:
    QTemporaryDir m_folder;
};

}  // namespace cli_test
