#include "CLibJPEG.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "errors.h"

int winnow_jpeg_encode(
  const uint8_t *pixels, uint32_t width, uint32_t height, size_t stride, int quality, uint8_t **encoded,
  size_t *count, char *message) {
  struct jpeg_compress_struct compress = {0};
  winnow_jpeg_errors errors = {0};
  // Both change between setjmp and longjmp, hence volatile.
  unsigned char *volatile memory = NULL;
  unsigned char *target = NULL;
  unsigned long length = 0;
  compress.err = winnow_jpeg_collect_errors(&errors, message);
  if (setjmp(errors.escape)) {
    jpeg_destroy_compress(&compress);
    free(memory);
    return -1;
  }
  jpeg_create_compress(&compress);
  // Room enough from the start, so that libjpeg never moves the buffer and `memory` stays the one to free.
  length = (unsigned long)width * height * 4 + 4096;
  target = malloc(length);
  if (target == NULL) winnow_jpeg_fail((j_common_ptr)&compress, "out of memory");
  memory = target;
  jpeg_mem_dest(&compress, &target, &length);
  compress.image_width = width;
  compress.image_height = height;
  compress.input_components = 4;
  compress.in_color_space = JCS_EXT_RGBX;
  jpeg_set_defaults(&compress);
  jpeg_set_quality(&compress, quality, TRUE);
  jpeg_start_compress(&compress, TRUE);
  while (compress.next_scanline < compress.image_height) {
    JSAMPROW row = (JSAMPROW)(pixels + stride * compress.next_scanline);
    jpeg_write_scanlines(&compress, &row, 1);
  }
  jpeg_finish_compress(&compress);
  jpeg_destroy_compress(&compress);
  *encoded = target;
  *count = length;
  return 0;
}
