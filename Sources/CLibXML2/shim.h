#ifndef WINNOW_CLIBXML2_SHIM_H
#define WINNOW_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose enums collide with the ones inside Foundation;
// nothing here needs the ICU declarations.
#include <iconv.h>
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// A macro of casts, which Swift does not import.
static const unsigned int winnow_sax2_magic = XML_SAX2_MAGIC;

// A variable that holds a function, which Swift imports as mutable state.
static inline void winnow_free(void *bytes) { xmlFree(bytes); }

// `iconv_t` fails by the value -1, a cast that Swift does not import.
static inline void *winnow_iconv_open(const char *encoding) {
  iconv_t converter = iconv_open("UTF-8", encoding);
  return converter == (iconv_t)-1 ? NULL : (void *)converter;
}

static inline void winnow_iconv_close(void *converter) { iconv_close((iconv_t)converter); }

// Returns 1 when all input was read. Stops earlier at the end of the output or at a sequence that cannot be read.
static inline int winnow_iconv(
    void *converter, const void *input, size_t input_count, size_t *read, void *output, size_t output_count,
    size_t *written) {
  char *from = (char *)input, *to = (char *)output;
  size_t from_left = input_count, to_left = output_count;
  size_t result = iconv((iconv_t)converter, &from, &from_left, &to, &to_left);
  *read = input_count - from_left;
  *written = output_count - to_left;
  return result != (size_t)-1;
}

#endif
