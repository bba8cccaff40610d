#ifndef WINNOW_CLIBJPEG_H
#define WINNOW_CLIBJPEG_H

#include <stddef.h>
#include <stdint.h>

/// libjpeg behind calls that return: its longjmp never leaves this library.

/// Room for one message, with its terminating zero.
#define WINNOW_JPEG_MESSAGE_BYTES 256

typedef struct winnow_jpeg winnow_jpeg;

typedef enum {
  WINNOW_JPEG_GREY = 1,
  WINNOW_JPEG_COLOUR = 3,
  WINNOW_JPEG_CMYK = 4,
} winnow_jpeg_kind;

/// What the header says, before anything is decoded.
typedef struct {
  uint32_t width;
  uint32_t height;
  winnow_jpeg_kind kind;
  /// Four components stored inverted, as Adobe writes them.
  int inverted;
  /// More than one scan: all coefficients are held in memory while decoding.
  int progressive;
  /// Bytes of coefficients that a progressive image needs.
  uint64_t coefficient_bytes;
  /// Dots an inch from the JFIF header; 0 where it does not say.
  double dots_per_inch;
  /// The luminance quantisation table in natural (row by row) order; all 0 where there is none.
  uint16_t luminance_table[64];
} winnow_jpeg_header;

/// What happened while decoding.
typedef struct {
  uint32_t width;
  uint32_t height;
  /// Corrupt-data warnings: the decoder went on with a guess.
  long warnings;
  /// The data ended early; what is missing is grey.
  int truncated;
  /// Rows that were complete when the data ended; all of them where it did not.
  uint32_t complete_rows;
} winnow_jpeg_outcome;

/// Pixel layouts that can be asked for: 4, 1 and 4 bytes a pixel.
typedef enum { WINNOW_JPEG_RGBX, WINNOW_JPEG_LUMA, WINNOW_JPEG_RAW_CMYK } winnow_jpeg_layout;

/// Reads the header. `data` must live as long as the handle. NULL and a message on failure, with `*truncated`
/// saying whether the data ended before the header did.
winnow_jpeg *winnow_jpeg_open(const uint8_t *data, size_t count, int *truncated, char *message);
void winnow_jpeg_close(winnow_jpeg *image);
winnow_jpeg_header winnow_jpeg_read_header(const winnow_jpeg *image);

/// The first EXIF segment after its `Exif` mark, or NULL.
const uint8_t *winnow_jpeg_exif(const winnow_jpeg *image, size_t *count);
/// The ICC profile put together from its segments, or NULL; to be freed with free().
uint8_t *winnow_jpeg_icc(winnow_jpeg *image, size_t *count);

/// The size after decoding at 1/denominator (1, 2, 4 or 8).
void winnow_jpeg_scaled_size(const winnow_jpeg *image, int denominator, uint32_t *width, uint32_t *height);

/// Decodes at 1/denominator into `pixels` (rows of `stride` bytes, `capacity` bytes in all).
/// Returns 0, or -1 and a message.
int winnow_jpeg_decode(
  winnow_jpeg *image, int denominator, winnow_jpeg_layout layout, uint8_t *pixels, size_t stride,
  size_t capacity, winnow_jpeg_outcome *outcome, char *message);

/// Encodes 4-byte RGBX pixels as baseline JPEG; `*encoded` is to be freed with free().
/// Returns 0, or -1 and a message.
int winnow_jpeg_encode(
  const uint8_t *pixels, uint32_t width, uint32_t height, size_t stride, int quality, uint8_t **encoded,
  size_t *count, char *message);

#endif
