#include "errors.h"

#include "CLibJPEG.h"

static void leave(j_common_ptr common) {
  winnow_jpeg_errors *errors = (winnow_jpeg_errors *)common->err;
  char text[JMSG_LENGTH_MAX];
  errors->manager.format_message(common, text);
  snprintf(errors->message, WINNOW_JPEG_MESSAGE_BYTES, "%s", text);
  longjmp(errors->escape, 1);
}

static void stay_silent(j_common_ptr common) { (void)common; }

static void count_warning(j_common_ptr common, int level) {
  if (level < 0) common->err->num_warnings++;
}

struct jpeg_error_mgr *winnow_jpeg_collect_errors(winnow_jpeg_errors *errors, char *message) {
  long warnings = errors->manager.num_warnings;
  jpeg_std_error(&errors->manager);
  errors->manager.num_warnings = warnings;
  errors->manager.error_exit = leave;
  errors->manager.output_message = stay_silent;
  errors->manager.emit_message = count_warning;
  errors->message = message;
  return &errors->manager;
}

_Noreturn void winnow_jpeg_fail(j_common_ptr common, const char *message) {
  winnow_jpeg_errors *errors = (winnow_jpeg_errors *)common->err;
  snprintf(errors->message, WINNOW_JPEG_MESSAGE_BYTES, "%s", message);
  longjmp(errors->escape, 1);
}
