#include "decoders.h"

using namespace ocr;

namespace ocr {

ocr_size upright(ocr_size stored, int orientation) {
    return orientation >= 5 && orientation <= 8 ? ocr_size{stored.height, stored.width} : stored;
}

cv::Mat upright(cv::Mat stored, int orientation) {
    cv::Mat turned;
    switch (orientation) {
        case 2: cv::flip(stored, turned, 1); return turned;
        case 3: cv::flip(stored, turned, -1); return turned;
        case 4: cv::flip(stored, turned, 0); return turned;
        case 5: cv::transpose(stored, turned); return turned;
        case 6: cv::rotate(stored, turned, cv::ROTATE_90_CLOCKWISE); return turned;
        case 7: cv::transpose(stored, turned); cv::flip(turned, turned, -1); return turned;
        case 8: cv::rotate(stored, turned, cv::ROTATE_90_COUNTERCLOCKWISE); return turned;
        default: return stored;
    }
}

int exif_orientation(const uint8_t* tiff, size_t length) {
    if (length < 8 || !((tiff[0] == 'I' && tiff[1] == 'I') || (tiff[0] == 'M' && tiff[1] == 'M'))) return 1;
    const bool big = tiff[0] == 'M';
    auto word = [&](size_t at) { return size_t(big ? tiff[at] << 8 | tiff[at + 1] : tiff[at + 1] << 8 | tiff[at]); };
    auto dword = [&](size_t at) { return big ? word(at) << 16 | word(at + 2) : word(at + 2) << 16 | word(at); };
    const size_t directory = dword(4);
    if (directory > length - 2 || directory < 8) return 1;
    const size_t entries = word(directory);
    for (size_t i = 0; i < entries; i++) {
        const size_t entry = directory + 2 + i * 12;
        if (entry + 12 > length) return 1;
        if (word(entry) == 0x0112) return int(word(entry + 8));
    }
    return 1;
}

}  // namespace ocr

int32_t ocr_read_header(int32_t format, const uint8_t* file, int64_t length, const ocr_limits* limits, ocr_size* pages, int32_t* page_count) {
    return guarded([&] {
        require(file != nullptr && length > 0, "the file is empty");
        const Bytes bytes{file, size_t(length)};
        std::vector<ocr_size> sizes;
        switch (format) {
            case OCR_JPEG: sizes = {jpeg_size(bytes)}; break;
            case OCR_PNG: sizes = {png_size(bytes)}; break;
            case OCR_WEBP: sizes = {webp_size(bytes)}; break;
            case OCR_TIFF: sizes = tiff_sizes(bytes, limits->max_pages); break;
            default: fail(OCR_INVALID, "unknown format");
        }
        std::copy(sizes.begin(), sizes.end(), pages);
        *page_count = int32_t(sizes.size());
    });
}

int32_t ocr_decode(int32_t format, const uint8_t* file, int64_t length, int32_t page, const ocr_limits* limits, ocr_image** out) {
    return guarded([&] {
        require(file != nullptr && length > 0, "the file is empty");
        require(page >= 0 && (page == 0 || format == OCR_TIFF), "the file has no such page");
        const Bytes bytes{file, size_t(length)};
        switch (format) {
            case OCR_JPEG: *out = release(decode_jpeg(bytes, *limits)); break;
            case OCR_PNG: *out = release(decode_png(bytes, *limits)); break;
            case OCR_WEBP: *out = release(decode_webp(bytes, *limits)); break;
            case OCR_TIFF: *out = release(decode_tiff(bytes, page, *limits)); break;
            default: fail(OCR_INVALID, "unknown format");
        }
    });
}
