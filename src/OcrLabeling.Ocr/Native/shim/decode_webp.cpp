#include "decoders.h"
#include <webp/decode.h>

namespace {

WebPBitstreamFeatures features_of(ocr::Bytes file) {
    WebPBitstreamFeatures features;
    const VP8StatusCode status = WebPGetFeatures(file.data, file.length, &features);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA) ocr::fail(OCR_TRUNCATED, "the WebP file ends inside its header");
    if (status != VP8_STATUS_OK) ocr::fail(OCR_CORRUPT, "not a readable WebP header");
    if (features.has_animation) ocr::fail(OCR_CORRUPT, "an animated WebP is not a document");
    return features;
}

void lay_over_white(const cv::Mat& bgra, cv::Mat& bgr) {
    for (int y = 0; y < bgra.rows; y++) {
        const uint8_t* from = bgra.ptr(y);
        uint8_t* to = bgr.ptr(y);
        for (int x = 0; x < bgra.cols; x++, from += 4, to += 3)
            for (int c = 0; c < 3; c++) to[c] = uint8_t((from[c] * from[3] + 255 * (255 - from[3]) + 127) / 255);
    }
}

}  // namespace

ocr_size ocr::webp_size(Bytes file) {
    const auto features = features_of(file);
    return {features.width, features.height};
}

cv::Mat ocr::decode_webp(Bytes file, const ocr_limits& limits) {
    const auto features = features_of(file);
    check({features.width, features.height}, limits);
    cv::Mat pixels(features.height, features.width, features.has_alpha ? CV_8UC4 : CV_8UC3);
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) fail(OCR_INVALID, "libwebp has another ABI");
    config.output.colorspace = features.has_alpha ? MODE_BGRA : MODE_BGR;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {pixels.data, int(pixels.step), pixels.step * size_t(pixels.rows)};
    const VP8StatusCode status = WebPDecode(file.data, file.length, &config);
    WebPFreeDecBuffer(&config.output);
    if (status == VP8_STATUS_OUT_OF_MEMORY) throw std::bad_alloc();
    if (status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED) fail(OCR_TRUNCATED, "the WebP file ends before its last pixel");
    if (status != VP8_STATUS_OK) fail(OCR_CORRUPT, "the WebP data is damaged");
    if (!features.has_alpha) return pixels;
    cv::Mat opaque(pixels.rows, pixels.cols, CV_8UC3);
    lay_over_white(pixels, opaque);
    return opaque;
}
