#include "guard.h"
#include "text.h"
#include <opencv2/imgproc.hpp>

using namespace ocr;

namespace {

// Smooth edges: where the cover is grey both images show.
void blend(const cv::Mat& over, const cv::Mat& cover, cv::Mat& under) {
    const int channels = under.channels();
    for (int y = 0; y < under.rows; y++) {
        const uint8_t *from = over.ptr(y), *alpha = cover.ptr(y);
        uint8_t* to = under.ptr(y);
        for (int x = 0; x < under.cols; x++)
            for (int c = x * channels; c < (x + 1) * channels; c++) to[c] = uint8_t((from[c] * alpha[x] + to[c] * (255 - alpha[x]) + 127) / 255);
    }
}

}  // namespace

int32_t ocr_image_warp_into(const ocr_image* image, const double* matrix, ocr_image* target) {
    return guarded([&] {
        require(mat(image)->channels() == mat(target)->channels(), "a warp keeps the number of channels");
        // OpenCV counts from pixel centres, the matrix from the outer corner of the first pixel.
        const cv::Matx33d to_centre(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1), from_centre(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
        const cv::Matx33d map = to_centre * cv::Matx33d(matrix) * from_centre;
        const cv::Size size = mat(target)->size();
        cv::Mat warped, cover;
        cv::warpPerspective(*mat(image), warped, map, size, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
        cv::warpPerspective(cv::Mat(mat(image)->size(), CV_8U, cv::Scalar(255)), cover, map, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
        blend(warped, cover, *mat(target));
    });
}

int32_t ocr_image_bend_into(const ocr_image* image, const float* source_x, const float* source_y, ocr_image* target) {
    return guarded([&] {
        require(mat(image)->channels() == mat(target)->channels(), "bending keeps the number of channels");
        const cv::Size size = mat(target)->size();
        const cv::Mat x(size, CV_32F, const_cast<float*>(source_x)), y(size, CV_32F, const_cast<float*>(source_y));
        cv::remap(*mat(image), *mat(target), x, y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    });
}

int32_t ocr_image_blur(ocr_image* image, double sigma_x, double sigma_y) {
    return guarded([&] {
        require(sigma_x >= 0 && sigma_y >= 0 && sigma_x < 200 && sigma_y < 200, "a blur is 0..200 pixels");
        if (sigma_x == 0 && sigma_y == 0) return;
        cv::GaussianBlur(*mat(image), *mat(image), cv::Size(0, 0), std::max(sigma_x, 1e-3), std::max(sigma_y, 1e-3), cv::BORDER_REPLICATE);
    });
}
