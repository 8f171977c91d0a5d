#include "guard.h"
#include <cstdlib>
#include <cstring>
#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <png.h>

using namespace ocr;

namespace {

struct JpegFault {
    jpeg_error_mgr manager;
    jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
};

void on_jpeg_error(j_common_ptr common) {
    auto* fault = reinterpret_cast<JpegFault*>(common->err);
    common->err->format_message(common, fault->message);
    longjmp(fault->jump, 1);
}

// No C++ object with a destructor may live across the longjmp, hence a plain function around the library calls.
bool compress(const uint8_t* data, int64_t stride, int width, int height, int channels, int quality, JpegFault* fault, uint8_t** out, unsigned long* length) {
    jpeg_compress_struct jpeg;
    jpeg.err = jpeg_std_error(&fault->manager);
    fault->manager.error_exit = on_jpeg_error;
    if (setjmp(fault->jump)) {
        jpeg_destroy_compress(&jpeg);
        return false;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, out, length);
    jpeg.image_width = JDIMENSION(width);
    jpeg.image_height = JDIMENSION(height);
    jpeg.input_components = channels;
    jpeg.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(data + jpeg.next_scanline * stride);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return true;
}

struct PngSink {
    uint8_t* data;
    size_t length, capacity;
};

void write_png(png_structp png, png_bytep bytes, size_t count) {
    auto* sink = static_cast<PngSink*>(png_get_io_ptr(png));
    if (sink->length + count > sink->capacity) {
        size_t capacity = std::max(sink->capacity * 2, sink->length + count);
        auto* grown = static_cast<uint8_t*>(realloc(sink->data, capacity));
        if (grown == nullptr) png_error(png, "out of memory");
        sink->data = grown;
        sink->capacity = capacity;
    }
    memcpy(sink->data + sink->length, bytes, count);
    sink->length += count;
}

bool compress_png(const uint8_t* data, int64_t stride, int width, int height, int channels, PngSink* sink) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, [](png_structp broken, png_const_charp) { png_longjmp(broken, 1); }, [](png_structp, png_const_charp) {});
    if (png == nullptr) return false;
    png_infop info = png_create_info_struct(png);
    if (info == nullptr || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_set_write_fn(png, sink, write_png, [](png_structp) {});
    png_set_compression_level(png, 3);  // a third of the time of the default level for some 5 % more bytes
    png_set_IHDR(png, info, png_uint_32(width), png_uint_32(height), 8, channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    if (channels == 3) png_set_bgr(png);
    for (int y = 0; y < height; y++) png_write_row(png, data + y * stride);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return true;
}

}  // namespace

int32_t ocr_encode_png(const ocr_image* image, uint8_t** out, int64_t* length) {
    return guarded([&] {
        const cv::Mat& source = *mat(image);
        PngSink sink{nullptr, 0, 0};
        if (!compress_png(source.data, int64_t(source.step), source.cols, source.rows, source.channels(), &sink)) {
            free(sink.data);
            fail(OCR_NO_MEMORY, "the PNG encoder ran out of memory");
        }
        *out = sink.data;
        *length = int64_t(sink.length);
    });
}

int32_t ocr_encode_jpeg(const ocr_image* image, int32_t quality, uint8_t** out, int64_t* length) {
    return guarded([&] {
        require(quality >= 1 && quality <= 100, "JPEG quality is 1 to 100");
        const cv::Mat& source = *mat(image);
        JpegFault fault{};
        uint8_t* bytes = nullptr;
        unsigned long count = 0;
        if (!compress(source.data, int64_t(source.step), source.cols, source.rows, source.channels(), quality, &fault, &bytes, &count)) {
            free(bytes);
            fail(OCR_INVALID, fault.message);
        }
        *out = bytes;
        *length = int64_t(count);
    });
}

void ocr_free_buffer(uint8_t* buffer) { free(buffer); }
