// One decoder per format; each throws ocr::Failure, and checks sizes itself before it allocates.
#pragma once
#include "guard.h"
#include <vector>

namespace ocr {

struct Bytes {
    const uint8_t* data;
    size_t length;
};

inline void check(ocr_size size, const ocr_limits& limits) {
    if (size.width <= 0 || size.height <= 0) fail(OCR_CORRUPT, "the image has no pixels");
    if (size.width > limits.max_side || size.height > limits.max_side || int64_t(size.width) * size.height > limits.max_pixels)
        fail(OCR_TOO_LARGE, "the image is larger than the limit");
}

ocr_size jpeg_size(Bytes file);
cv::Mat decode_jpeg(Bytes file, const ocr_limits& limits);
ocr_size png_size(Bytes file);
cv::Mat decode_png(Bytes file, const ocr_limits& limits);
ocr_size webp_size(Bytes file);
cv::Mat decode_webp(Bytes file, const ocr_limits& limits);
std::vector<ocr_size> tiff_sizes(Bytes file, int32_t max_pages);
cv::Mat decode_tiff(Bytes file, int32_t page, const ocr_limits& limits);

// EXIF/TIFF orientation 1..8: how the stored rows and columns lie on the upright page; other values mean 1.
ocr_size upright(ocr_size stored, int orientation);
cv::Mat upright(cv::Mat stored, int orientation);
int exif_orientation(const uint8_t* tiff, size_t length);  // of an EXIF block after its "Exif\0\0"

}  // namespace ocr
