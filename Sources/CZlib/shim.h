#ifndef WINNOW_CZLIB_SHIM_H
#define WINNOW_CZLIB_SHIM_H

#include <string.h>
#include <zlib.h>

/* inflateInit2 is a macro and not visible from Swift. 15 + 32: the largest window, gzip or zlib header. */
static inline int winnow_inflate_start(z_stream *stream) {
  memset(stream, 0, sizeof(*stream));
  return inflateInit2(stream, 15 + 32);
}

/* deflateInit2 likewise. window_bits: 15 for the zlib header, 15 + 16 for the gzip header. */
static inline int winnow_deflate_start(z_stream *stream, int level, int window_bits) {
  memset(stream, 0, sizeof(*stream));
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
