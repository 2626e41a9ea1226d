// make_large_pictures FOLDER: writes the pictures of largePictures(), to be opened one by one and measured.
#include "tests/unit/io/large_pictures.h"

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "make_large_pictures FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    for (const auto& picture : asg::test::largePictures())
        if (const auto bytes = picture.bytes(); !bytes.empty())
            std::ofstream(folder / picture.name, std::ios::binary) << bytes;
    return 0;
}
