#pragma once
#include <stdint.h>
#define OCR_API extern "C" __attribute__((visibility("default")))
OCR_API int32_t ocr_abi_version(void);
