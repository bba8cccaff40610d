// What the files of this target share.

#ifndef WINNOW_RUNTIME_INTERNAL_H
#define WINNOW_RUNTIME_INTERNAL_H

#include "COnnxRuntime.h"
#include "runtime_table.h"

struct winnow_onnx_runtime {
  void *const *table;
  const char *version;
  const char *path;
  void *environment;
  /// The process's default allocator: never released.
  void *allocator;
  void *memory;
};

struct winnow_onnx_session {
  const winnow_onnx_runtime *runtime;
  void *session;
  size_t input_count;
  size_t output_count;
  /// Inputs, then outputs; the names belong to the session.
  winnow_onnx_tensor_description *tensors;
};

struct winnow_onnx_results {
  const winnow_onnx_runtime *runtime;
  size_t count;
  void *values[];
};

/// The function in a slot of the table, with its type.
#define CALL(runtime, type, slot) ((type)(runtime)->table[slot])

/// True where a call failed: its message is then in `problem` and its status released.
bool winnow_onnx_failed(const winnow_onnx_runtime *runtime, status outcome, winnow_onnx_problem *problem);
void winnow_onnx_say(winnow_onnx_problem *problem, const char *text);
/// Reads element type and shape out of a tensor's information.
bool winnow_onnx_read_shape(
    const winnow_onnx_runtime *runtime, const void *information, int32_t *element_type, size_t *rank,
    int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK], winnow_onnx_problem *problem);

#endif
