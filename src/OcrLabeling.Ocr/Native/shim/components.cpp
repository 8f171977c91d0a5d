#include "guard.h"
#include <opencv2/imgproc.hpp>

using namespace ocr;

int32_t ocr_components(const ocr_image* gray, int32_t light_on_dark, int32_t window, int32_t contrast, ocr_component* out, int32_t capacity, int32_t* count) {
    return guarded([&] {
        require(mat(gray)->channels() == 1, "components need a grey image");
        require(window >= 3 && window % 2 == 1 && contrast > 0, "the window is odd and at least 3, the contrast positive");
        cv::Mat ink, labels, stats, centroids;
        // ink differs from the mean of its surroundings by the contrast; even ground, dark or light, is no ink
        const cv::Mat& source = *mat(gray);
        if (light_on_dark) {
            cv::Mat negative;
            cv::bitwise_not(source, negative);
            cv::adaptiveThreshold(negative, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, contrast);
        } else {
            cv::adaptiveThreshold(source, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, contrast);
        }
        const int labelled = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S);
        int kept = 0;
        for (int i = 1; i < labelled && kept < capacity; i++) {
            const int* row = stats.ptr<int>(i);
            out[kept++] = {row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH], row[cv::CC_STAT_HEIGHT], row[cv::CC_STAT_AREA]};
        }
        *count = kept;
    });
}
