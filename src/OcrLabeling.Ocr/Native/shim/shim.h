// The flat C ABI of libocrshim. Every function returns a status (0 = good) and puts what it makes into out parameters; ocr_last_error explains a bad one.
#pragma once
#include <stdint.h>
#define OCR_API extern "C" __attribute__((visibility("default")))

typedef struct ocr_image ocr_image;  // opaque: a cv::Mat, 8 bits, 1 or 3 (BGR) channels

enum ocr_status { OCR_OK = 0, OCR_INVALID = -1, OCR_CORRUPT = -2, OCR_OPENCV = -5, OCR_NO_MEMORY = -6 };

struct ocr_view { int32_t width, height, channels; int64_t stride; uint8_t* data; };

OCR_API int32_t ocr_abi_version(void);
OCR_API const char* ocr_last_error(void);  // of this thread, UTF-8, until its next call
OCR_API int32_t ocr_set_threads(int32_t threads);

// encode.cpp: free the buffer with ocr_free_buffer.
OCR_API int32_t ocr_encode_png(const ocr_image* image, uint8_t** out, int64_t* length);
OCR_API int32_t ocr_encode_jpeg(const ocr_image* image, int32_t quality, uint8_t** out, int64_t* length);
OCR_API void ocr_free_buffer(uint8_t* buffer);

// image.cpp
OCR_API int32_t ocr_image_create(int32_t width, int32_t height, int32_t channels, ocr_image** out);  // all zero
OCR_API void ocr_image_free(ocr_image* image);
OCR_API int32_t ocr_image_view(const ocr_image* image, ocr_view* out);
OCR_API int32_t ocr_image_to_gray(const ocr_image* image, ocr_image** out);
OCR_API int32_t ocr_image_to_bgr(const ocr_image* image, ocr_image** out);
OCR_API int32_t ocr_image_resize(const ocr_image* image, int32_t width, int32_t height, int32_t interpolation, ocr_image** out);
OCR_API int32_t ocr_image_crop(const ocr_image* image, int32_t x, int32_t y, int32_t width, int32_t height, ocr_image** out);
OCR_API int32_t ocr_image_rotate(const ocr_image* image, int32_t quarter_turns, ocr_image** out);
OCR_API int32_t ocr_image_pad(const ocr_image* image, int32_t left, int32_t top, int32_t right, int32_t bottom, int32_t value, ocr_image** out);  // value < 0 repeats the edge
// Maps the quadrilateral (x, y of four corners, clockwise, continuous pixel coordinates) onto a width x height image.
OCR_API int32_t ocr_image_cut_quad(const ocr_image* image, const double* corners, int32_t padding, int32_t width, int32_t height, ocr_image** out);

// components.cpp: connected ink of a grey image after a local threshold.
struct ocr_component { int32_t x, y, width, height, area; };
OCR_API int32_t ocr_components(const ocr_image* gray, int32_t light_on_dark, int32_t window, int32_t contrast, ocr_component* out, int32_t capacity, int32_t* count);

// regions.cpp: rectangles around the text of a DB probability map, in its pixels, grown back to full size.
struct ocr_region_options { double threshold, smallest_score, unclip_ratio, smallest_side; };
struct ocr_region { double corners[8], score; };
OCR_API int32_t ocr_text_regions(const float* probabilities, int32_t width, int32_t height, const ocr_region_options* options, ocr_region* out, int32_t capacity, int32_t* count);
