#include "decoders.h"
#include <cstring>
#include <memory>
#include <tiffio.h>

namespace {

constexpr tmsize_t largest_allocation = 512 << 20;  // one strip or table inside libtiff; the pixels themselves are ours

// libtiff reads through these calls; a read past the end tells a cut file from a damaged one.
struct Source {
    ocr::Bytes file;
    toff_t position;
    bool past_end;
    std::string error;
};

tmsize_t read(thandle_t handle, void* buffer, tmsize_t size) {
    auto* source = static_cast<Source*>(handle);
    const toff_t left = source->position < source->file.length ? source->file.length - source->position : 0;
    const tmsize_t count = std::min<tmsize_t>(size, tmsize_t(left));
    if (count < size) source->past_end = true;
    if (count > 0) memcpy(buffer, source->file.data + source->position, size_t(count));
    source->position += toff_t(count);
    return count;
}

tmsize_t refuse_write(thandle_t, void*, tmsize_t) { return -1; }

toff_t seek(thandle_t handle, toff_t offset, int whence) {
    auto* source = static_cast<Source*>(handle);
    const toff_t start = whence == SEEK_CUR ? source->position : whence == SEEK_END ? source->file.length : 0;
    return source->position = start + offset;
}

int on_error(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto* source = static_cast<Source*>(user);
    if (!source->error.empty()) return 1;  // the first error is the cause
    char text[256];
    vsnprintf(text, sizeof text, format, arguments);
    source->error = text;
    return 1;
}

struct TiffFile {
    Source source;
    std::unique_ptr<TIFF, void (*)(TIFF*)> tiff{nullptr, TIFFClose};

    explicit TiffFile(ocr::Bytes file) : source{file, 0, false, {}} {
        std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options{TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree};
        TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), largest_allocation);
        TIFFOpenOptionsSetErrorHandlerExtR(options.get(), on_error, &source);
        TIFFOpenOptionsSetWarningHandlerExtR(options.get(), [](TIFF*, void*, const char*, const char*, va_list) { return 1; }, nullptr);
        tiff.reset(TIFFClientOpenExt("file", "rm", &source, read, refuse_write, seek, [](thandle_t) { return 0; },
                                     [](thandle_t handle) { return toff_t(static_cast<Source*>(handle)->file.length); }, nullptr, nullptr, options.get()));
        if (!tiff) throw_fault("the TIFF header is damaged");
    }

    [[noreturn]] void throw_fault(const char* otherwise) const { ocr::fail(source.past_end ? OCR_TRUNCATED : OCR_CORRUPT, source.error.empty() ? otherwise : source.error); }

    template <class T>
    T field(uint32_t tag, T otherwise) const {
        T value = otherwise;
        return TIFFGetFieldDefaulted(tiff.get(), tag, &value) ? value : otherwise;
    }

    ocr_size stored_size() const {
        const auto clamp = [](uint32_t side) { return int32_t(std::min<uint32_t>(side, INT32_MAX)); };
        return {clamp(field<uint32_t>(TIFFTAG_IMAGEWIDTH, 0)), clamp(field<uint32_t>(TIFFTAG_IMAGELENGTH, 0))};
    }

    int orientation() const { return field<uint16_t>(TIFFTAG_ORIENTATION, 1); }

    bool grey() const {
        const auto photometric = field<uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
        return photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
    }
};

cv::Mat pixels_of(const TiffFile& file, ocr_size size) {
    TIFFRGBAImage image;
    char message[1024] = "";
    if (!TIFFRGBAImageBegin(&image, file.tiff.get(), 1, message)) ocr::fail(OCR_CORRUPT, *message ? message : "this kind of TIFF is not supported");
    std::unique_ptr<TIFFRGBAImage, void (*)(TIFFRGBAImage*)> guard{&image, TIFFRGBAImageEnd};
    image.req_orientation = image.orientation;  // rows and columns as stored; upright() turns them
    cv::Mat raster(size.height, size.width, CV_8UC4);
    if (!TIFFRGBAImageGet(&image, raster.ptr<uint32_t>(), uint32_t(size.width), uint32_t(size.height))) file.throw_fault("the TIFF data is damaged");
    const bool grey = file.grey();
    cv::Mat pixels(size.height, size.width, grey ? CV_8UC1 : CV_8UC3);
    for (int y = 0; y < size.height; y++) {
        const auto* from = raster.ptr<uint32_t>(y);
        uint8_t* to = pixels.ptr(y);
        for (int x = 0; x < size.width; x++) {
            // libtiff multiplies colours by alpha, so white shows through by what alpha leaves
            const uint32_t pixel = from[x], white = 255 - TIFFGetA(pixel);
            if (grey) *to++ = uint8_t(TIFFGetR(pixel) + white);
            else {
                *to++ = uint8_t(TIFFGetB(pixel) + white);
                *to++ = uint8_t(TIFFGetG(pixel) + white);
                *to++ = uint8_t(TIFFGetR(pixel) + white);
            }
        }
    }
    return pixels;
}

}  // namespace

std::vector<ocr_size> ocr::tiff_sizes(Bytes file, int32_t max_pages) {
    TiffFile tiff(file);
    std::vector<ocr_size> sizes;
    do sizes.push_back(upright(tiff.stored_size(), tiff.orientation()));
    while (int32_t(sizes.size()) <= max_pages && TIFFReadDirectory(tiff.tiff.get()));
    if (!tiff.source.error.empty()) tiff.throw_fault("the TIFF directory is damaged");
    return sizes;
}

cv::Mat ocr::decode_tiff(Bytes file, int32_t page, const ocr_limits& limits) {
    TiffFile tiff(file);
    require(page <= limits.max_pages, "the file has no such page");
    if (!TIFFSetDirectory(tiff.tiff.get(), tdir_t(page))) tiff.throw_fault("the file has no such page");
    const ocr_size size = tiff.stored_size();
    check(size, limits);
    return upright(pixels_of(tiff, size), tiff.orientation());
}
