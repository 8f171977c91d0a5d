#include "decoders.h"
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <jpeglib.h>
#include <jerror.h>

namespace {

constexpr int most_scans = 300;  // a progressive file of thousands of empty scans costs minutes; real ones have about ten

struct Reader {
    jpeg_error_mgr manager;  // first: libjpeg hands back a pointer to it
    jpeg_progress_mgr progress;
    jpeg_decompress_struct jpeg;
    jmp_buf jump;
    int damage;  // libjpeg's code of the first warning that means lost pixels
    char message[JMSG_LENGTH_MAX];
};

void stop(j_common_ptr common) {
    auto* reader = reinterpret_cast<Reader*>(common->err);
    common->err->format_message(common, reader->message);
    if (reader->damage == 0) reader->damage = common->err->msg_code;
    longjmp(reader->jump, 1);
}

void note(j_common_ptr common, int level) {
    auto* reader = reinterpret_cast<Reader*>(common->err);
    if (level >= 0) return;
    switch (common->err->msg_code) {
        case JWRN_JPEG_EOF:
        case JWRN_HIT_MARKER:
        case JWRN_HUFF_BAD_CODE:
        case JWRN_ARITH_BAD_CODE:
        case JWRN_MUST_RESYNC:
        case JWRN_NOT_SEQUENTIAL:
            // libjpeg would go on and fill the rest with grey
            stop(common);
            break;
        default:
            reader->manager.num_warnings++;
    }
}

void watch(j_common_ptr common) {
    auto* reader = reinterpret_cast<Reader*>(common->err);
    if (reader->jpeg.input_scan_number > most_scans) {
        reader->damage = JERR_BAD_PROGRESSION;
        snprintf(reader->message, sizeof reader->message, "more than %d scans", most_scans);
        longjmp(reader->jump, 1);
    }
}

// The functions with setjmp hold no object with a destructor.
bool open(Reader* reader, const uint8_t* data, size_t length) {
    reader->jpeg.err = jpeg_std_error(&reader->manager);
    reader->manager.error_exit = stop;
    reader->manager.emit_message = note;
    if (setjmp(reader->jump)) return false;
    jpeg_create_decompress(&reader->jpeg);
    reader->progress.progress_monitor = watch;
    reader->jpeg.progress = &reader->progress;
    jpeg_mem_src(&reader->jpeg, data, (unsigned long)length);
    jpeg_save_markers(&reader->jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&reader->jpeg, TRUE);
    return true;
}

bool start(Reader* reader) {
    if (setjmp(reader->jump)) return false;
    auto& jpeg = reader->jpeg;
    const bool cmyk = jpeg.num_components == 4;
    jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : cmyk ? JCS_CMYK : JCS_EXT_BGR;
    jpeg_start_decompress(&jpeg);
    return true;
}

bool read(Reader* reader, uint8_t* data, size_t stride) {
    if (setjmp(reader->jump)) return false;
    auto& jpeg = reader->jpeg;
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = data + jpeg.output_scanline * stride;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

struct JpegFile {
    Reader reader{};
    explicit JpegFile(ocr::Bytes file) {
        if (!open(&reader, file.data, file.length)) {
            jpeg_destroy_decompress(&reader.jpeg);
            throw_fault();
        }
    }
    ~JpegFile() { jpeg_destroy_decompress(&reader.jpeg); }

    [[noreturn]] void throw_fault() const {
        const bool cut = reader.damage == JWRN_JPEG_EOF || reader.damage == JERR_INPUT_EOF || reader.damage == JERR_INPUT_EMPTY || reader.damage == JWRN_HIT_MARKER;
        ocr::fail(cut ? OCR_TRUNCATED : OCR_CORRUPT, reader.message);
    }

    int orientation() const {
        for (auto* marker = reader.jpeg.marker_list; marker != nullptr; marker = marker->next)
            if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 && memcmp(marker->data, "Exif\0\0", 6) == 0)
                return ocr::exif_orientation(marker->data + 6, marker->data_length - 6);
        return 1;
    }

    ocr_size size() const { return {int32_t(reader.jpeg.image_width), int32_t(reader.jpeg.image_height)}; }
};

// Adobe stores CMYK inverted, so that 255 means no ink; the plain kind is inverted first.
cv::Mat bgr_of_cmyk(const cv::Mat& cmyk, bool inverted) {
    cv::Mat bgr(cmyk.rows, cmyk.cols, CV_8UC3);
    for (int y = 0; y < cmyk.rows; y++) {
        const uint8_t* from = cmyk.ptr(y);
        uint8_t* to = bgr.ptr(y);
        for (int x = 0; x < cmyk.cols; x++, from += 4, to += 3) {
            const int flip = inverted ? 0 : 255, black = from[3] ^ flip;
            for (int c = 0; c < 3; c++) to[2 - c] = uint8_t((from[c] ^ flip) * black / 255);
        }
    }
    return bgr;
}

}  // namespace

ocr_size ocr::jpeg_size(Bytes file) {
    JpegFile jpeg(file);
    return upright(jpeg.size(), jpeg.orientation());
}

cv::Mat ocr::decode_jpeg(Bytes file, const ocr_limits& limits) {
    JpegFile jpeg(file);
    check(jpeg.size(), limits);
    const int orientation = jpeg.orientation();
    if (!start(&jpeg.reader)) jpeg.throw_fault();
    cv::Mat stored(int(jpeg.reader.jpeg.output_height), int(jpeg.reader.jpeg.output_width), CV_8UC(jpeg.reader.jpeg.output_components));
    if (!read(&jpeg.reader, stored.data, stored.step)) jpeg.throw_fault();
    if (stored.channels() == 4) stored = bgr_of_cmyk(stored, jpeg.reader.jpeg.saw_Adobe_marker);
    return upright(std::move(stored), orientation);
}
