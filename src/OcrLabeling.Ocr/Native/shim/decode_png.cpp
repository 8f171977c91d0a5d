#include "decoders.h"
#include <cstring>
#include <png.h>

namespace {

// libpng's simplified reader: 16 bits, palettes and gamma become 8-bit sRGB, transparency is laid over white.
struct PngFile {
    png_image image{};
    explicit PngFile(ocr::Bytes file) {
        image.version = PNG_IMAGE_VERSION;
        if (!png_image_begin_read_from_memory(&image, file.data, file.length)) throw_fault();
        image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // scanners write 16 bits without a gamma chunk; libpng would take them for linear light
    }
    ~PngFile() { png_image_free(&image); }

    [[noreturn]] void throw_fault() {
        const bool cut = strstr(image.message, "beyond end") != nullptr || strstr(image.message, "Not enough image data") != nullptr;
        std::string message = image.message;
        png_image_free(&image);
        ocr::fail(cut ? OCR_TRUNCATED : OCR_CORRUPT, std::move(message));
    }

    ocr_size size() const {
        // a side of more than 2^31 cannot be told apart from one just over the limit, and need not be
        return {int32_t(std::min<png_uint_32>(image.width, INT32_MAX)), int32_t(std::min<png_uint_32>(image.height, INT32_MAX))};
    }
};

}  // namespace

ocr_size ocr::png_size(Bytes file) { return PngFile(file).size(); }

cv::Mat ocr::decode_png(Bytes file, const ocr_limits& limits) {
    PngFile png(file);
    check(png.size(), limits);
    const bool colour = (png.image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    png.image.format = colour ? PNG_FORMAT_BGR : PNG_FORMAT_GRAY;
    const png_color white{255, 255, 255};
    cv::Mat pixels(int(png.image.height), int(png.image.width), colour ? CV_8UC3 : CV_8UC1);
    if (!png_image_finish_read(&png.image, &white, pixels.data, png_int_32(pixels.step), nullptr)) png.throw_fault();
    return pixels;
}
