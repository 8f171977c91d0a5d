#include "text.h"
#include "guard.h"
#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_BBOX_H
#include FT_TRUETYPE_TABLES_H

using namespace ocr;

struct ocr_font {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    double width = 0, height = 0;  // pixel sizes last set
    ~ocr_font() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
};

namespace {

void check(FT_Error error, const char* what) {
    if (error) fail(OCR_CORRUPT, std::string(what) + ": FreeType error " + std::to_string(error));
}

void copy_name(char* target, size_t capacity, const char* source) {
    std::strncpy(target, source ? source : "", capacity - 1);
    target[capacity - 1] = 0;
}

void set_size(ocr_font* font, const ocr_text_style& style) {
    require(style.size >= 1 && style.size <= 2000 && style.stretch > 0.1 && style.stretch < 10, "a text size is 1..2000 pixels, its stretch 0.1..10");
    double width = style.size * style.stretch;
    if (width == font->width && style.size == font->height) return;
    check(FT_Set_Char_Size(font->face, FT_F26Dot6(std::lround(width * 64)), FT_F26Dot6(std::lround(style.size * 64)), 72, 72), "setting the size");
    font->width = width;
    font->height = style.size;
}

FT_Int32 load_flags(int32_t rendering) {
    switch (rendering) {
        case OCR_TEXT_SMOOTH: return FT_LOAD_NO_BITMAP | FT_LOAD_NO_HINTING;
        case OCR_TEXT_CRISP: return FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT;
        case OCR_TEXT_DOTS: return FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_MONO;
        default: fail(OCR_INVALID, "unknown text rendering");
    }
}

void blend(cv::Mat& image, const FT_Bitmap& bitmap, int left, int top, const uint8_t* colour, double opacity) {
    const int channels = image.channels(), strength = int(std::lround(opacity * 256));
    const bool mono = bitmap.pixel_mode == FT_PIXEL_MODE_MONO;
    for (int row = std::max(0, -top); row < int(bitmap.rows) && top + row < image.rows; row++) {
        const uint8_t* source = bitmap.buffer + row * bitmap.pitch;
        uint8_t* target = image.ptr(top + row);
        for (int column = std::max(0, -left); column < int(bitmap.width) && left + column < image.cols; column++) {
            int coverage = mono ? (source[column >> 3] >> (7 - (column & 7)) & 1) * 255 : source[column];
            if (coverage == 0) continue;
            int alpha = coverage * strength / 255;
            uint8_t* pixel = target + (left + column) * channels;
            for (int c = 0; c < channels; c++) pixel[c] = uint8_t(pixel[c] + (((colour[c] - pixel[c]) * alpha + 128) >> 8));
        }
    }
}

// Dots have no outline box: a dot is inked or not.
ocr_ink dot_bounds(const FT_Bitmap& bitmap, int left, int top) {
    int x0 = bitmap.width, y0 = bitmap.rows, x1 = 0, y1 = 0;
    for (int row = 0; row < int(bitmap.rows); row++)
        for (int column = 0; column < int(bitmap.width); column++)
            if (bitmap.buffer[row * bitmap.pitch + (column >> 3)] >> (7 - (column & 7)) & 1) {
                x0 = std::min(x0, column), x1 = std::max(x1, column + 1);
                y0 = std::min(y0, row), y1 = std::max(y1, row + 1);
            }
    return x1 > x0 ? ocr_ink{double(left + x0), double(top + y0), double(left + x1), double(top + y1)} : ocr_ink{};
}

void shape(FT_GlyphSlot slot, const ocr_text_style& style) {
    if (style.slant != 0) {
        FT_Matrix matrix{0x10000, FT_Fixed(style.slant * 0x10000), 0, 0x10000};
        FT_Outline_Transform(&slot->outline, &matrix);
    }
    if (style.embolden != 0) {
        FT_Pos strength = FT_Pos(std::lround(style.embolden * 64));
        FT_Outline_EmboldenXY(&slot->outline, strength, 0);
    }
}

void include(ocr_ink& all, const ocr_ink& one) {
    if (one.x1 <= one.x0) return;
    if (all.x1 <= all.x0) all = one;
    else all = {std::min(all.x0, one.x0), std::min(all.y0, one.y0), std::max(all.x1, one.x1), std::max(all.y1, one.y1)};
}

// Draws one loaded glyph with its origin at (x, y) and returns its ink.
ocr_ink draw_glyph(FT_GlyphSlot slot, const ocr_text_style& style, cv::Mat* image, double x, double y, const uint8_t* colour, double opacity) {
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE || slot->outline.n_points == 0) return {};
    shape(slot, style);
    const bool dots = style.rendering == OCR_TEXT_DOTS;
    if (style.rendering != OCR_TEXT_SMOOTH) y = std::round(y);
    if (dots) x = std::round(x);
    const double column = std::floor(x), row = std::floor(y);
    FT_Outline_Translate(&slot->outline, FT_Pos(std::lround((x - column) * 64)), FT_Pos(-std::lround((y - row) * 64)));
    FT_BBox box;
    check(FT_Outline_Get_BBox(&slot->outline, &box), "measuring a glyph");
    if (image || dots) check(FT_Render_Glyph(slot, dots ? FT_RENDER_MODE_MONO : FT_RENDER_MODE_NORMAL), "rendering a glyph");
    const int left = int(column) + slot->bitmap_left, top = int(row) - slot->bitmap_top;
    if (image) blend(*image, slot->bitmap, left, top, colour, opacity);
    if (dots) return dot_bounds(slot->bitmap, left, top);
    return {column + box.xMin / 64.0, row - box.yMax / 64.0, column + box.xMax / 64.0, row - box.yMin / 64.0};
}

double top_of(ocr_font* font, const ocr_text_style& style, FT_ULong letter) {
    if (FT_Load_Char(font->face, letter, load_flags(style.rendering)) || font->face->glyph->outline.n_points == 0) return 0;
    FT_BBox box;
    check(FT_Outline_Get_BBox(&font->face->glyph->outline, &box), "measuring a glyph");
    return box.yMax / 64.0;
}

}  // namespace

int32_t ocr_font_open(const char* path, int32_t face, ocr_font** out) {
    return guarded([&] {
        auto font = std::make_unique<ocr_font>();
        check(FT_Init_FreeType(&font->library), "starting FreeType");
        check(FT_New_Face(font->library, path, face, &font->face), path);
        if (FT_Select_Charmap(font->face, FT_ENCODING_UNICODE)) fail(OCR_CORRUPT, std::string(path) + ": the font has no Unicode character map");
        *out = font.release();
    });
}

void ocr_font_close(ocr_font* font) { delete font; }

int32_t ocr_font_facts_of(const ocr_font* font, ocr_font_facts* out) {
    return guarded([&] {
        FT_Face face = font->face;
        copy_name(out->family, sizeof out->family, face->family_name);
        copy_name(out->style, sizeof out->style, face->style_name);
        auto os2 = static_cast<TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
        out->weight = os2 ? os2->usWeightClass : face->style_flags & FT_STYLE_FLAG_BOLD ? 700 : 400;
        out->italic = (face->style_flags & FT_STYLE_FLAG_ITALIC) != 0;
        out->monospaced = FT_IS_FIXED_WIDTH(face) != 0;
        out->scalable = FT_IS_SCALABLE(face) != 0;
        out->glyphs = int32_t(face->num_glyphs);
    });
}

int32_t ocr_font_missing(const ocr_font* font, const uint32_t* text, int32_t length, int32_t* missing) {
    return guarded([&] { *missing = int32_t(std::count_if(text, text + length, [&](uint32_t c) { return FT_Get_Char_Index(font->face, c) == 0; })); });
}

int32_t ocr_font_metrics_of(ocr_font* font, const ocr_text_style* style, ocr_font_metrics* out) {
    return guarded([&] {
        set_size(font, *style);
        const FT_Size_Metrics& metrics = font->face->size->metrics;
        *out = {metrics.ascender / 64.0, -metrics.descender / 64.0, metrics.height / 64.0, top_of(font, *style, 'H'), top_of(font, *style, 'x')};
    });
}

int32_t ocr_text_draw(ocr_font* font, const ocr_text_style* style, const uint32_t* text, int32_t length, ocr_image* image, double x, double baseline,
                      const uint8_t* colour, double opacity, ocr_ink* glyphs, ocr_text_extent* extent) {
    return guarded([&] {
        require(length >= 0 && opacity >= 0 && opacity <= 1, "text has a length and an opacity of 0..1");
        set_size(font, *style);
        const FT_Int32 flags = load_flags(style->rendering);
        const bool kerned = FT_HAS_KERNING(font->face) && style->rendering != OCR_TEXT_DOTS;
        *extent = {};
        double moved = 0;
        FT_UInt previous = 0;
        for (int32_t i = 0; i < length; i++) {
            const FT_UInt index = FT_Get_Char_Index(font->face, text[i]);
            extent->missing += index == 0;
            FT_Vector kerning{};
            if (kerned && previous && index) FT_Get_Kerning(font->face, previous, index, FT_KERNING_UNFITTED, &kerning);
            moved += kerning.x / 64.0;
            check(FT_Load_Glyph(font->face, index, flags), "loading a glyph");
            const FT_GlyphSlot slot = font->face->glyph;
            // unhinted advances keep words evenly spaced at any sub-pixel position; dots move by whole dots
            const double advance = style->rendering == OCR_TEXT_DOTS ? std::round(slot->advance.x / 64.0) : slot->linearHoriAdvance / 65536.0;
            const ocr_ink ink = draw_glyph(slot, *style, image ? mat(image) : nullptr, x + moved, baseline, colour, opacity);
            if (glyphs) glyphs[i] = ink;
            include(extent->ink, ink);
            moved += advance + style->tracking + style->embolden;
            previous = index;
        }
        extent->advance = moved;
    });
}
