// Turns every C++ exception into a status and a message, so that none crosses the C boundary.
#pragma once
#include "shim.h"
#include <exception>
#include <new>
#include <opencv2/core.hpp>
#include <string>

namespace ocr {

inline cv::Mat* mat(ocr_image* image) { return reinterpret_cast<cv::Mat*>(image); }
inline const cv::Mat* mat(const ocr_image* image) { return reinterpret_cast<const cv::Mat*>(image); }
inline ocr_image* release(cv::Mat&& image) { return reinterpret_cast<ocr_image*>(new cv::Mat(std::move(image))); }

std::string& last_error();

struct Failure {
    int32_t status;
    std::string message;
};

[[noreturn]] inline void fail(int32_t status, std::string message) { throw Failure{status, std::move(message)}; }

inline void require(bool condition, const char* message) {
    if (!condition) fail(OCR_INVALID, message);
}

template <class Body>
int32_t guarded(Body body) noexcept {
    try {
        last_error().clear();
        body();
        return OCR_OK;
    } catch (const Failure& failure) {
        last_error() = failure.message;
        return failure.status;
    } catch (const std::bad_alloc&) {
        last_error() = "out of memory";
        return OCR_NO_MEMORY;
    } catch (const cv::Exception& exception) {
        last_error() = exception.what();
        return exception.code == cv::Error::StsNoMem ? OCR_NO_MEMORY : OCR_OPENCV;
    } catch (const std::exception& exception) {
        last_error() = exception.what();
        return OCR_OPENCV;
    } catch (...) {
        last_error() = "unknown native failure";
        return OCR_OPENCV;
    }
}

}  // namespace ocr
