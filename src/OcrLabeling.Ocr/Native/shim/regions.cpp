// Text regions from the probability map of a DB network: Liao et al., Real-time Scene Text Detection with Differentiable Binarization, AAAI 2020, section 3.3.
#include "guard.h"
#include <opencv2/imgproc.hpp>

using namespace ocr;

namespace {

// Top left, top right, bottom right, bottom left of an upright or slightly turned rectangle.
void order_corners(const cv::RotatedRect& rectangle, cv::Point2f corners[4]) {
    cv::Point2f points[4];
    rectangle.points(points);
    std::sort(points, points + 4, [](const cv::Point2f& a, const cv::Point2f& b) { return a.x < b.x; });
    const bool left_down = points[0].y > points[1].y, right_down = points[2].y > points[3].y;
    corners[0] = points[left_down ? 1 : 0];
    corners[1] = points[right_down ? 3 : 2];
    corners[2] = points[right_down ? 2 : 3];
    corners[3] = points[left_down ? 0 : 1];
}

double mean_inside(const cv::Mat& map, const cv::Point2f corners[4]) {
    cv::Rect bounds = cv::boundingRect(std::vector<cv::Point2f>(corners, corners + 4)) & cv::Rect(0, 0, map.cols, map.rows);
    if (bounds.empty()) return 0;
    cv::Mat mask = cv::Mat::zeros(bounds.size(), CV_8U);
    cv::Point polygon[4];
    for (int i = 0; i < 4; i++) polygon[i] = cv::Point(cvRound(corners[i].x) - bounds.x, cvRound(corners[i].y) - bounds.y);
    cv::fillConvexPoly(mask, polygon, 4, cv::Scalar(1));
    return cv::mean(map(bounds), mask)[0];
}

}  // namespace

int32_t ocr_text_regions(const float* probabilities, int32_t width, int32_t height, const ocr_region_options* options, ocr_region* out, int32_t capacity, int32_t* count) {
    return guarded([&] {
        require(width > 0 && height > 0, "an empty map");
        const cv::Mat map(height, width, CV_32F, const_cast<float*>(probabilities));
        const cv::Mat text = map > options->threshold;
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(text, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
        int kept = 0;
        for (const auto& contour : contours) {
            if (kept == capacity) break;
            cv::RotatedRect rectangle = cv::minAreaRect(contour);
            if (std::min(rectangle.size.width, rectangle.size.height) < options->smallest_side) continue;
            cv::Point2f corners[4];
            order_corners(rectangle, corners);
            const double score = mean_inside(map, corners);
            if (score < options->smallest_score) continue;
            // DB shrinks text by area * (1 - r^2) / perimeter; growing a rectangle by a distance keeps it a rectangle
            const float grow = float(options->unclip_ratio) * rectangle.size.area() / (2 * (rectangle.size.width + rectangle.size.height));
            rectangle.size.width += 2 * grow;
            rectangle.size.height += 2 * grow;
            order_corners(rectangle, corners);
            ocr_region& region = out[kept++];
            for (int i = 0; i < 4; i++) {
                // contours run through pixel centres
                region.corners[2 * i] = corners[i].x + 0.5f;
                region.corners[2 * i + 1] = corners[i].y + 0.5f;
            }
            region.score = score;
        }
        *count = kept;
    });
}
