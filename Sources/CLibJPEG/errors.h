#ifndef WINNOW_CLIBJPEG_ERRORS_H
#define WINNOW_CLIBJPEG_ERRORS_H

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

/// Collects libjpeg's errors: the first fatal one goes to `message` and out through `escape`.
typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf escape;
  char *message;
} winnow_jpeg_errors;

struct jpeg_error_mgr *winnow_jpeg_collect_errors(winnow_jpeg_errors *errors, char *message);

/// Fails with a message of our own, as libjpeg itself would.
_Noreturn void winnow_jpeg_fail(j_common_ptr common, const char *message);

#endif
