#include "CLibJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#include "errors.h"

/// Scans after which a progressive image is taken for an attack: real ones have about ten.
#define MAXIMUM_SCANS 200

struct winnow_jpeg {
  struct jpeg_decompress_struct decompress;
  winnow_jpeg_errors errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  int truncated;
  JDIMENSION complete_rows;
};

static const JOCTET end_of_image[2] = {0xFF, JPEG_EOI};

static void source_start(j_decompress_ptr decompress) { (void)decompress; }

/// All data lies in memory, so being asked for more means that the file ended early.
static boolean source_fill(j_decompress_ptr decompress) {
  winnow_jpeg *image = (winnow_jpeg *)decompress->client_data;
  if (!image->truncated) image->complete_rows = decompress->output_scanline;
  image->truncated = 1;
  decompress->src->next_input_byte = end_of_image;
  decompress->src->bytes_in_buffer = sizeof end_of_image;
  return TRUE;
}

static void source_skip(j_decompress_ptr decompress, long count) {
  if (count <= 0) return;
  if ((size_t)count >= decompress->src->bytes_in_buffer) {
    source_fill(decompress);
    return;
  }
  decompress->src->next_input_byte += count;
  decompress->src->bytes_in_buffer -= (size_t)count;
}

static void source_end(j_decompress_ptr decompress) { (void)decompress; }

static void watch_scans(j_common_ptr common) {
  j_decompress_ptr decompress = (j_decompress_ptr)common;
  if (decompress->input_scan_number > MAXIMUM_SCANS) {
    winnow_jpeg_fail(common, "more than 200 scans in one image");
  }
}

winnow_jpeg *winnow_jpeg_open(const uint8_t *data, size_t count, int *truncated, char *message) {
  *truncated = 0;
  winnow_jpeg *image = calloc(1, sizeof *image);
  if (image == NULL) {
    snprintf(message, WINNOW_JPEG_MESSAGE_BYTES, "out of memory");
    return NULL;
  }
  j_decompress_ptr decompress = &image->decompress;
  decompress->err = winnow_jpeg_collect_errors(&image->errors, message);
  decompress->client_data = image;
  if (setjmp(image->errors.escape)) {
    *truncated = image->truncated;
    jpeg_destroy_decompress(decompress);
    free(image);
    return NULL;
  }
  jpeg_create_decompress(decompress);
  decompress->client_data = image;
  image->source.init_source = source_start;
  image->source.fill_input_buffer = source_fill;
  image->source.skip_input_data = source_skip;
  image->source.resync_to_restart = jpeg_resync_to_restart;
  image->source.term_source = source_end;
  image->source.next_input_byte = data;
  image->source.bytes_in_buffer = count;
  decompress->src = &image->source;
  jpeg_save_markers(decompress, JPEG_APP0 + 1, 0xFFFF);
  jpeg_save_markers(decompress, JPEG_APP0 + 2, 0xFFFF);
  jpeg_read_header(decompress, TRUE);
  // Set now and not before: reading a header takes no scans.
  image->progress.progress_monitor = watch_scans;
  decompress->progress = &image->progress;
  return image;
}

void winnow_jpeg_close(winnow_jpeg *image) {
  if (image == NULL) return;
  jpeg_destroy_decompress(&image->decompress);
  free(image);
}

winnow_jpeg_header winnow_jpeg_read_header(const winnow_jpeg *image) {
  const struct jpeg_decompress_struct *decompress = &image->decompress;
  winnow_jpeg_header header = {0};
  header.width = decompress->image_width;
  header.height = decompress->image_height;
  switch (decompress->jpeg_color_space) {
    case JCS_GRAYSCALE: header.kind = WINNOW_JPEG_GREY; break;
    case JCS_CMYK:
    case JCS_YCCK: header.kind = WINNOW_JPEG_CMYK; break;
    default: header.kind = WINNOW_JPEG_COLOUR;
  }
  header.inverted = header.kind == WINNOW_JPEG_CMYK && decompress->saw_Adobe_marker;
  header.progressive = jpeg_has_multiple_scans((j_decompress_ptr)decompress) != 0;
  for (int index = 0; index < decompress->num_components; index++) {
    const jpeg_component_info *component = &decompress->comp_info[index];
    header.coefficient_bytes +=
      (uint64_t)component->width_in_blocks * component->height_in_blocks * DCTSIZE2 * sizeof(JCOEF);
  }
  if (decompress->saw_JFIF_marker && decompress->density_unit == 1) {
    header.dots_per_inch = decompress->X_density;
  } else if (decompress->saw_JFIF_marker && decompress->density_unit == 2) {
    header.dots_per_inch = decompress->X_density * 2.54;
  }
  if (decompress->num_components > 0) {
    int number = decompress->comp_info[0].quant_tbl_no;
    if (number >= 0 && number < NUM_QUANT_TBLS && decompress->quant_tbl_ptrs[number] != NULL) {
      memcpy(
        header.luminance_table, decompress->quant_tbl_ptrs[number]->quantval, sizeof header.luminance_table);
    }
  }
  return header;
}

const uint8_t *winnow_jpeg_exif(const winnow_jpeg *image, size_t *count) {
  jpeg_saved_marker_ptr marker = image->decompress.marker_list;
  for (; marker != NULL; marker = marker->next) {
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 &&
        memcmp(marker->data, "Exif\0\0", 6) == 0) {
      *count = marker->data_length - 6;
      return marker->data + 6;
    }
  }
  *count = 0;
  return NULL;
}

uint8_t *winnow_jpeg_icc(winnow_jpeg *image, size_t *count) {
  *count = 0;
  if (setjmp(image->errors.escape)) return NULL;
  JOCTET *profile = NULL;
  unsigned int length = 0;
  if (!jpeg_read_icc_profile(&image->decompress, &profile, &length)) return NULL;
  *count = length;
  return profile;
}

void winnow_jpeg_scaled_size(
  const winnow_jpeg *image, int denominator, uint32_t *width, uint32_t *height) {
  uint32_t divisor = (uint32_t)denominator;
  *width = (image->decompress.image_width + divisor - 1) / divisor;
  *height = (image->decompress.image_height + divisor - 1) / divisor;
}

int winnow_jpeg_decode(
  winnow_jpeg *image, int denominator, winnow_jpeg_layout layout, uint8_t *pixels, size_t stride,
  size_t capacity, winnow_jpeg_outcome *outcome, char *message) {
  j_decompress_ptr decompress = &image->decompress;
  decompress->err = winnow_jpeg_collect_errors(&image->errors, message);
  if (setjmp(image->errors.escape)) {
    jpeg_abort_decompress(decompress);
    return -1;
  }
  size_t bytes_a_pixel = 4;
  switch (layout) {
    case WINNOW_JPEG_RGBX: decompress->out_color_space = JCS_EXT_RGBX; break;
    case WINNOW_JPEG_RAW_CMYK: decompress->out_color_space = JCS_CMYK; break;
    case WINNOW_JPEG_LUMA:
      decompress->out_color_space = JCS_GRAYSCALE;
      bytes_a_pixel = 1;
      break;
  }
  decompress->scale_num = 1;
  decompress->scale_denom = (unsigned int)denominator;
  decompress->dct_method = JDCT_ISLOW;
  // Plain upsampling of chroma: everything that reads these pixels averages them first.
  decompress->do_fancy_upsampling = FALSE;
  jpeg_start_decompress(decompress);
  outcome->width = decompress->output_width;
  outcome->height = decompress->output_height;
  if ((size_t)decompress->output_width * bytes_a_pixel > stride ||
      (size_t)decompress->output_height > capacity / stride) {
    winnow_jpeg_fail((j_common_ptr)decompress, "the pixels do not fit their buffer");
  }
  while (decompress->output_scanline < decompress->output_height) {
    JSAMPROW rows[8];
    JDIMENSION wanted = decompress->output_height - decompress->output_scanline;
    if (wanted > 8) wanted = 8;
    for (JDIMENSION row = 0; row < wanted; row++) {
      rows[row] = pixels + stride * (decompress->output_scanline + row);
    }
    jpeg_read_scanlines(decompress, rows, wanted);
  }
  // A file that lacks only its end mark has given all its pixels.
  outcome->truncated = image->truncated;
  outcome->complete_rows = image->truncated ? image->complete_rows : decompress->output_height;
  jpeg_finish_decompress(decompress);
  outcome->warnings = image->errors.manager.num_warnings;
  return 0;
}
