#include "guard.h"
#include <cmath>
#include <opencv2/imgproc.hpp>

using namespace ocr;

int32_t ocr_image_create(int32_t width, int32_t height, int32_t channels, ocr_image** out) {
    return guarded([&] {
        require(width > 0 && height > 0 && (channels == 1 || channels == 3), "an image has positive sides and 1 or 3 channels");
        *out = release(cv::Mat::zeros(height, width, CV_8UC(channels)));
    });
}

void ocr_image_free(ocr_image* image) { delete mat(image); }

int32_t ocr_image_view(const ocr_image* image, ocr_view* out) {
    return guarded([&] { *out = {mat(image)->cols, mat(image)->rows, mat(image)->channels(), int64_t(mat(image)->step), mat(image)->data}; });
}

int32_t ocr_image_to_gray(const ocr_image* image, ocr_image** out) {
    return guarded([&] {
        cv::Mat gray;
        if (mat(image)->channels() == 1) gray = mat(image)->clone();
        else cv::cvtColor(*mat(image), gray, cv::COLOR_BGR2GRAY);
        *out = release(std::move(gray));
    });
}

int32_t ocr_image_to_bgr(const ocr_image* image, ocr_image** out) {
    return guarded([&] {
        cv::Mat bgr;
        if (mat(image)->channels() == 3) bgr = mat(image)->clone();
        else cv::cvtColor(*mat(image), bgr, cv::COLOR_GRAY2BGR);
        *out = release(std::move(bgr));
    });
}

int32_t ocr_image_resize(const ocr_image* image, int32_t width, int32_t height, int32_t interpolation, ocr_image** out) {
    return guarded([&] {
        static const int modes[] = {cv::INTER_NEAREST, cv::INTER_LINEAR, cv::INTER_CUBIC, cv::INTER_AREA};
        require(width > 0 && height > 0, "a resized image has positive sides");
        require(interpolation >= 0 && interpolation < 4, "unknown interpolation");
        cv::Mat resized;
        cv::resize(*mat(image), resized, cv::Size(width, height), 0, 0, modes[interpolation]);
        *out = release(std::move(resized));
    });
}

int32_t ocr_image_crop(const ocr_image* image, int32_t x, int32_t y, int32_t width, int32_t height, ocr_image** out) {
    return guarded([&] {
        cv::Rect area(x, y, width, height);
        require(width > 0 && height > 0 && (area & cv::Rect(0, 0, mat(image)->cols, mat(image)->rows)) == area, "the crop lies outside the image");
        *out = release((*mat(image))(area).clone());
    });
}

int32_t ocr_image_rotate(const ocr_image* image, int32_t quarter_turns, ocr_image** out) {
    return guarded([&] {
        static const int codes[] = {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
        int turns = ((quarter_turns % 4) + 4) % 4;
        cv::Mat rotated;
        if (turns == 0) rotated = mat(image)->clone();
        else cv::rotate(*mat(image), rotated, codes[turns - 1]);
        *out = release(std::move(rotated));
    });
}

int32_t ocr_image_pad(const ocr_image* image, int32_t left, int32_t top, int32_t right, int32_t bottom, int32_t value, ocr_image** out) {
    return guarded([&] {
        require(left >= 0 && top >= 0 && right >= 0 && bottom >= 0 && value <= 255, "negative padding");
        cv::Mat padded;
        cv::copyMakeBorder(*mat(image), padded, top, bottom, left, right, value < 0 ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT, cv::Scalar::all(value));
        *out = release(std::move(padded));
    });
}

int32_t ocr_image_cut_quad(const ocr_image* image, const double* corners, int32_t padding, int32_t width, int32_t height, ocr_image** out) {
    return guarded([&] {
        require(padding >= 0 && width > 2 * padding && height > 2 * padding, "the cut is empty");
        for (int i = 0; i < 8; i++) require(std::isfinite(corners[i]), "a corner is not a number");
        // OpenCV counts from pixel centres, the caller from the outer corner of the first pixel: half a pixel apart on both sides.
        const float half = 0.5f, near = float(padding) - half, right = float(width - padding) - half, bottom = float(height - padding) - half;
        cv::Point2f from[4], to[4] = {{near, near}, {right, near}, {right, bottom}, {near, bottom}};
        for (int i = 0; i < 4; i++) from[i] = {float(corners[2 * i]) - half, float(corners[2 * i + 1]) - half};
        cv::Mat cut;
        cv::warpPerspective(*mat(image), cut, cv::getPerspectiveTransform(from, to), cv::Size(width, height), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
        *out = release(std::move(cut));
    });
}
