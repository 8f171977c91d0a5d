#include "guard.h"
#include <opencv2/core/utils/logger.hpp>

std::string& ocr::last_error() {
    thread_local std::string message;
    return message;
}

int32_t ocr_abi_version(void) { return 3; }

const char* ocr_last_error(void) { return ocr::last_error().c_str(); }

int32_t ocr_set_threads(int32_t threads) {
    return ocr::guarded([&] {
        ocr::require(threads >= 1, "at least one thread");
        cv::setNumThreads(threads);
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    });
}
