// Text rendering with FreeType, and what makes a clean page look scanned or photographed. Same conventions as shim.h; used for synthetic documents only.
#pragma once
#include "shim.h"

typedef struct ocr_font ocr_font;  // one opened face with a FreeType library of its own, so that fonts of different threads never meet

enum ocr_text_rendering { OCR_TEXT_SMOOTH = 0, OCR_TEXT_CRISP = 1, OCR_TEXT_DOTS = 2 };

struct ocr_font_facts { char family[96], style[64]; int32_t weight, italic, monospaced, scalable, glyphs; };
struct ocr_text_style { double size, stretch, slant, embolden, tracking; int32_t rendering; };
struct ocr_font_metrics { double ascender, descender, line_height, cap_height, x_height; };
struct ocr_ink { double x0, y0, x1, y1; };  // x1 <= x0: nothing was drawn (a space)
struct ocr_text_extent { ocr_ink ink; double advance; int32_t missing; };

OCR_API int32_t ocr_font_open(const char* path, int32_t face, ocr_font** out);
OCR_API void ocr_font_close(ocr_font* font);
OCR_API int32_t ocr_font_facts_of(const ocr_font* font, ocr_font_facts* out);
OCR_API int32_t ocr_font_missing(const ocr_font* font, const uint32_t* text, int32_t length, int32_t* missing);  // glyphs the face lacks
OCR_API int32_t ocr_font_metrics_of(ocr_font* font, const ocr_text_style* style, ocr_font_metrics* out);

// Draws with the pen at (x, baseline); image may be null to measure only. glyphs (one ink box a code point) may be null.
OCR_API int32_t ocr_text_draw(ocr_font* font, const ocr_text_style* style, const uint32_t* text, int32_t length, ocr_image* image, double x, double baseline,
                              const uint8_t* colour, double opacity, ocr_ink* glyphs, ocr_text_extent* extent);

// degrade.cpp, all on the image in place or into a second image of the size wanted.
OCR_API int32_t ocr_image_warp_into(const ocr_image* image, const double* matrix, ocr_image* target);  // row-major 3x3, image -> target, continuous coordinates; what it does not cover stays
OCR_API int32_t ocr_image_bend_into(const ocr_image* image, const float* source_x, const float* source_y, ocr_image* target);  // where each target pixel comes from
OCR_API int32_t ocr_image_blur(ocr_image* image, double sigma_x, double sigma_y);
