// The few entry points of ONNX Runtime that Winnow uses, behind a library opened at run time.
//
// No header or link step of ONNX Runtime is needed: the runtime's own promise is that the first version of
// its function table never changes, and these functions call slots of that table alone.
// Every function that can fail returns NULL or false and writes one line to `problem`.

#ifndef WINNOW_ONNX_RUNTIME_H
#define WINNOW_ONNX_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An opened library with its function table and environment.
typedef struct winnow_onnx_runtime winnow_onnx_runtime;
/// A loaded model, ready to run; may be run from several threads at once.
typedef struct winnow_onnx_session winnow_onnx_session;
/// The tensors that one run gave.
typedef struct winnow_onnx_results winnow_onnx_results;

/// Why a call failed, as text that ends in a zero.
typedef struct {
  char text[1024];
} winnow_onnx_problem;

enum { WINNOW_ONNX_MAXIMUM_RANK = 8, WINNOW_ONNX_FLOAT32 = 1 };

/// A tensor that a model takes or gives.
typedef struct {
  /// Owned by the session.
  const char *name;
  /// The ONNX number of the element type; `WINNOW_ONNX_FLOAT32` for 32-bit floats, 0 for what is no tensor.
  int32_t element_type;
  size_t rank;
  /// -1 where the size is free.
  int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK];
} winnow_onnx_tensor_description;

/// A tensor of 32-bit floats handed to a run; the values are borrowed until the run returns.
typedef struct {
  const char *name;
  const float *values;
  size_t rank;
  int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK];
} winnow_onnx_input;

/// Opens a library by path or name and makes an environment. The library stays open until the process ends.
winnow_onnx_runtime *winnow_onnx_open(const char *library, winnow_onnx_problem *problem);
/// The library's own version, such as "1.32.0".
const char *winnow_onnx_version(const winnow_onnx_runtime *runtime);
/// The file that the library was loaded from; NULL where the system does not say.
const char *winnow_onnx_library_path(const winnow_onnx_runtime *runtime);
/// Releases the environment; every session must be closed before.
void winnow_onnx_close(winnow_onnx_runtime *runtime);

/// Loads a model from bytes, with the given number of threads for one run (1: the calling thread only).
winnow_onnx_session *winnow_onnx_session_open(
    const winnow_onnx_runtime *runtime, const void *model, size_t length, int threads,
    winnow_onnx_problem *problem);
size_t winnow_onnx_input_count(const winnow_onnx_session *session);
size_t winnow_onnx_output_count(const winnow_onnx_session *session);
/// Describes the input with an index below the count.
winnow_onnx_tensor_description winnow_onnx_input_at(const winnow_onnx_session *session, size_t index);
/// Describes the output with an index below the count.
winnow_onnx_tensor_description winnow_onnx_output_at(const winnow_onnx_session *session, size_t index);
void winnow_onnx_session_close(winnow_onnx_session *session);

/// Runs a model on the calling thread. Inputs are read in place; outputs are made by the runtime.
winnow_onnx_results *winnow_onnx_run(
    const winnow_onnx_session *session, const winnow_onnx_input *inputs, size_t input_count,
    const char *const *output_names, size_t output_count, winnow_onnx_problem *problem);
/// The values of one output in place, with its shape; NULL where it is no tensor of 32-bit floats.
const float *winnow_onnx_result_values(
    const winnow_onnx_results *results, size_t index, size_t *rank,
    int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK], winnow_onnx_problem *problem);
void winnow_onnx_results_release(winnow_onnx_results *results);

#endif
