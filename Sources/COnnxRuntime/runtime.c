#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "COnnxRuntime.h"
#include "runtime_internal.h"

bool winnow_onnx_failed(
    const winnow_onnx_runtime *runtime, status outcome, winnow_onnx_problem *problem) {
  if (outcome == NULL) return false;
  const char *message = CALL(runtime, get_error_message, SLOT_GET_ERROR_MESSAGE)(outcome);
  snprintf(problem->text, sizeof problem->text, "%s", message ? message : "no message");
  CALL(runtime, release, SLOT_RELEASE_STATUS)(outcome);
  return true;
}

void winnow_onnx_say(winnow_onnx_problem *problem, const char *text) {
  snprintf(problem->text, sizeof problem->text, "%s", text);
}

winnow_onnx_runtime *winnow_onnx_open(const char *library, winnow_onnx_problem *problem) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    winnow_onnx_say(problem, reason ? reason : "the loader gives no reason");
    return NULL;
  }
  const struct table_base *(*base)(void);
  *(void **)&base = dlsym(handle, "OrtGetApiBase");
  if (base == NULL) {
    winnow_onnx_say(problem, "it has no function OrtGetApiBase, so it is not ONNX Runtime");
    dlclose(handle);
    return NULL;
  }
  winnow_onnx_runtime *runtime = calloc(1, sizeof *runtime);
  if (runtime == NULL) {
    winnow_onnx_say(problem, "out of memory");
    return NULL;
  }
  runtime->version = base()->version();
  runtime->table = base()->table(TABLE_VERSION);
  Dl_info information;
  if (dladdr(*(void **)&base, &information) != 0) runtime->path = information.dli_fname;
  if (runtime->table == NULL) {
    winnow_onnx_say(problem, "it does not offer the first version of its function table");
    free(runtime);
    return NULL;
  }
  if (winnow_onnx_failed(
          runtime,
          CALL(runtime, create_environment, SLOT_CREATE_ENVIRONMENT)(
              LOGGING_ERROR, "winnow", &runtime->environment),
          problem)) {
    free(runtime);
    return NULL;
  }
  if (winnow_onnx_failed(
          runtime, CALL(runtime, on_object, SLOT_DISABLE_TELEMETRY_EVENTS)(runtime->environment), problem) ||
      winnow_onnx_failed(
          runtime, CALL(runtime, create_object, SLOT_DEFAULT_ALLOCATOR)(&runtime->allocator), problem) ||
      winnow_onnx_failed(
          runtime,
          CALL(runtime, create_memory_information, SLOT_CREATE_CPU_MEMORY_INFORMATION)(
              ARENA_ALLOCATOR, DEFAULT_MEMORY, &runtime->memory),
          problem)) {
    winnow_onnx_close(runtime);
    return NULL;
  }
  return runtime;
}

const char *winnow_onnx_version(const winnow_onnx_runtime *runtime) { return runtime->version; }

const char *winnow_onnx_library_path(const winnow_onnx_runtime *runtime) { return runtime->path; }

void winnow_onnx_close(winnow_onnx_runtime *runtime) {
  if (runtime == NULL) return;
  // The library itself is never unloaded: its threads and statics do not survive that.
  if (runtime->memory) CALL(runtime, release, SLOT_RELEASE_MEMORY_INFORMATION)(runtime->memory);
  CALL(runtime, release, SLOT_RELEASE_ENVIRONMENT)(runtime->environment);
  free(runtime);
}
