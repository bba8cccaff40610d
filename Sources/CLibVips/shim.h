#ifndef WINNOW_CLIBVIPS_SHIM_H
#define WINNOW_CLIBVIPS_SHIM_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <vips/vips.h>

/// libvips without its variadic calls, and only as much of it as looking at one image needs.

/// Room for one message, with its terminating zero.
#define WINNOW_VIPS_MESSAGE_BYTES 256

/// What the header of a file says.
typedef struct {
  int64_t width;
  int64_t height;
  int bands;
  /// Bits a sample.
  int bits;
  int interpretation;
  int orientation;
  int has_alpha;
  int has_profile;
  /// Dots an inch; 0 where the file does not say.
  double dots_per_inch;
} winnow_vips_header;

/// 8-bit sRGB pixels, 3 bytes each, to be freed with g_free().
typedef struct {
  uint8_t *pixels;
  int width;
  int height;
  /// The data ended early or is damaged; what could be read is there.
  int damaged;
} winnow_vips_pixels;

static inline void winnow_vips_take_message(char *message) {
  snprintf(message, WINNOW_VIPS_MESSAGE_BYTES, "%s", vips_error_buffer());
  vips_error_clear();
  for (char *at = message; *at; at++) {
    if (*at == '\n' || *at == '\r') *at = at[1] ? ';' : 0;
  }
}

static inline void winnow_vips_stay_silent(
  const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

/// Starts libvips once: one thread, no cache, and only the loaders of the formats we read.
static inline int winnow_vips_start(char *message) {
  if (VIPS_INIT("winnow")) {
    winnow_vips_take_message(message);
    return -1;
  }
  // What matters of the warnings comes back as an error from loading with `fail_on`.
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, winnow_vips_stay_silent, NULL);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  static const char *const allowed[] = {
    "VipsForeignLoadPng",  "VipsForeignLoadTiff", "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif", "VipsForeignLoadJp2k", "VipsForeignLoadHeif",
  };
  for (size_t index = 0; index < sizeof allowed / sizeof *allowed; index++) {
    vips_operation_block_set(allowed[index], FALSE);
  }
  return 0;
}

static inline int winnow_vips_read_header(const char *file, winnow_vips_header *header, char *message) {
  VipsImage *image = vips_image_new_from_file(file, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (image == NULL) {
    winnow_vips_take_message(message);
    return -1;
  }
  header->width = vips_image_get_width(image);
  header->height = vips_image_get_height(image);
  header->bands = vips_image_get_bands(image);
  header->bits = (int)vips_format_sizeof(vips_image_get_format(image)) * 8;
  header->interpretation = vips_image_guess_interpretation(image);
  header->orientation = vips_image_get_orientation(image);
  header->has_alpha = vips_image_hasalpha(image);
  header->has_profile = vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0;
  header->dots_per_inch = 0;
  if (vips_image_get_typeof(image, "resolution-unit") != 0) {
    header->dots_per_inch = vips_image_get_xres(image) * 25.4;
  }
  g_object_unref(image);
  return 0;
}

/// Brings any image to 8-bit sRGB without alpha and into memory. Takes the reference to `image`.
static inline int winnow_vips_finish(VipsImage *image, winnow_vips_pixels *result, char *message) {
  VipsImage *next = NULL;
  int failed = 0;
  if (vips_image_hasalpha(image)) {
    double white[] = {255};
    if (vips_image_get_format(image) == VIPS_FORMAT_USHORT) white[0] = 65535;
    VipsArrayDouble *background = vips_array_double_new(white, 1);
    failed = vips_flatten(image, &next, "background", background, NULL);
    vips_area_unref(VIPS_AREA(background));
    g_object_unref(image);
    image = next;
  }
  if (!failed && vips_image_guess_interpretation(image) != VIPS_INTERPRETATION_sRGB) {
    failed = vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL);
    g_object_unref(image);
    image = next;
  }
  if (!failed && vips_image_get_format(image) != VIPS_FORMAT_UCHAR) {
    failed = vips_cast(image, &next, VIPS_FORMAT_UCHAR, NULL);
    g_object_unref(image);
    image = next;
  }
  if (!failed && vips_image_get_bands(image) > 3) {
    failed = vips_extract_band(image, &next, 0, "n", 3, NULL);
    g_object_unref(image);
    image = next;
  }
  if (!failed && vips_image_get_bands(image) != 3) {
    vips_error("winnow", "%d bands after conversion to sRGB", vips_image_get_bands(image));
    failed = 1;
  }
  if (!failed) {
    size_t count = 0;
    result->pixels = (uint8_t *)vips_image_write_to_memory(image, &count);
    result->width = vips_image_get_width(image);
    result->height = vips_image_get_height(image);
    failed = result->pixels == NULL;
  }
  if (failed) winnow_vips_take_message(message);
  if (image != NULL) g_object_unref(image);
  return failed ? -1 : 0;
}

/// Reads the first page of a file, turned upright, in sRGB, made smaller to fit the box and never larger.
/// An embedded profile is applied; `has_profile` says whether there is one.
static inline int winnow_vips_read(
  const char *file, int box_width, int box_height, int has_profile, winnow_vips_pixels *result, char *message) {
  for (int attempt = 0; attempt < 2; attempt++) {
    VipsImage *image = NULL;
    VipsFailOn fail_on = attempt == 0 ? VIPS_FAIL_ON_TRUNCATED : VIPS_FAIL_ON_NONE;
    // Asked for a profile, libvips takes images without one on a detour through Lab that changes colours.
    int failed =
      has_profile ? vips_thumbnail(
                      file, &image, box_width, "height", box_height, "size", VIPS_SIZE_DOWN, "export_profile",
                      "srgb", "fail_on", fail_on, NULL)
                  : vips_thumbnail(
                      file, &image, box_width, "height", box_height, "size", VIPS_SIZE_DOWN, "fail_on", fail_on,
                      NULL);
    if (failed) {
      winnow_vips_take_message(message);
    } else if (winnow_vips_finish(image, result, message) == 0) {
      result->damaged = attempt;
      return 0;
    }
  }
  return -1;
}

/// Converts pixels in memory to sRGB by their profile, or by the built-in CMYK profile where there is none.
static inline int winnow_vips_convert(
  const uint8_t *pixels, int width, int height, int bands, const uint8_t *profile, size_t profile_bytes,
  winnow_vips_pixels *result, char *message) {
  VipsImage *image = vips_image_new_from_memory_copy(
    pixels, (size_t)width * (size_t)height * (size_t)bands, width, height, bands, VIPS_FORMAT_UCHAR);
  if (image == NULL) {
    winnow_vips_take_message(message);
    return -1;
  }
  image->Type = bands == 4   ? VIPS_INTERPRETATION_CMYK
                : bands == 1 ? VIPS_INTERPRETATION_B_W
                             : VIPS_INTERPRETATION_sRGB;
  if (profile_bytes > 0) {
    vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, profile_bytes);
  }
  VipsImage *converted = NULL;
  int failed = vips_icc_transform(
    image, &converted, "srgb", "embedded", profile_bytes > 0, "input_profile", bands == 4 ? "cmyk" : "srgb",
    NULL);
  g_object_unref(image);
  if (failed) {
    winnow_vips_take_message(message);
    return -1;
  }
  return winnow_vips_finish(converted, result, message);
}

/// Writes 3-byte RGB pixels to a file by its suffix; for tests and figures.
static inline int winnow_vips_write(
  const uint8_t *pixels, int width, int height, const char *file, char *message) {
  VipsImage *image = vips_image_new_from_memory_copy(
    pixels, (size_t)width * (size_t)height * 3, width, height, 3, VIPS_FORMAT_UCHAR);
  if (image == NULL) {
    winnow_vips_take_message(message);
    return -1;
  }
  image->Type = VIPS_INTERPRETATION_sRGB;
  int failed = vips_image_write_to_file(image, file, NULL);
  g_object_unref(image);
  if (failed) winnow_vips_take_message(message);
  return failed ? -1 : 0;
}

static inline void winnow_vips_free(winnow_vips_pixels *result) {
  g_free(result->pixels);
  result->pixels = NULL;
}

#endif
