#include <stdlib.h>
#include <string.h>

#include "runtime_internal.h"

/// Wraps the caller's values in a tensor that does not own them.
static void *borrow(
    const winnow_onnx_runtime *runtime, const winnow_onnx_input *input, winnow_onnx_problem *problem) {
  size_t bytes = sizeof(float);
  for (size_t axis = 0; axis < input->rank; axis++) bytes *= (size_t)input->dimensions[axis];
  void *value = NULL;
  // The runtime takes a mutable pointer but only reads the inputs of a run.
  if (winnow_onnx_failed(
          runtime,
          CALL(runtime, create_tensor_with_data, SLOT_CREATE_TENSOR_WITH_DATA)(
              runtime->memory, (void *)input->values, bytes, input->dimensions, input->rank,
              WINNOW_ONNX_FLOAT32, &value),
          problem)) {
    return NULL;
  }
  return value;
}

winnow_onnx_results *winnow_onnx_run(
    const winnow_onnx_session *session, const winnow_onnx_input *inputs, size_t input_count,
    const char *const *output_names, size_t output_count, winnow_onnx_problem *problem) {
  const winnow_onnx_runtime *runtime = session->runtime;
  winnow_onnx_results *results = calloc(1, sizeof *results + output_count * sizeof(void *));
  void **values = calloc(input_count + 1, sizeof *values);
  const char **names = calloc(input_count + 1, sizeof *names);
  bool failed = results == NULL || values == NULL || names == NULL;
  if (failed) winnow_onnx_say(problem, "out of memory");
  for (size_t index = 0; !failed && index < input_count; index++) {
    names[index] = inputs[index].name;
    values[index] = borrow(runtime, &inputs[index], problem);
    failed = values[index] == NULL;
  }
  if (!failed) {
    results->runtime = runtime;
    results->count = output_count;
    failed = winnow_onnx_failed(
        runtime,
        CALL(runtime, run_session, SLOT_RUN)(
            session->session, NULL, names, values, input_count, output_names, output_count, results->values),
        problem);
  }
  for (size_t index = 0; values && index < input_count; index++) {
    if (values[index]) CALL(runtime, release, SLOT_RELEASE_VALUE)(values[index]);
  }
  free(values);
  free(names);
  if (failed) {
    winnow_onnx_results_release(results);
    return NULL;
  }
  return results;
}

const float *winnow_onnx_result_values(
    const winnow_onnx_results *results, size_t index, size_t *rank,
    int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK], winnow_onnx_problem *problem) {
  const winnow_onnx_runtime *runtime = results->runtime;
  void *value = results->values[index];
  int is_tensor = 0;
  if (winnow_onnx_failed(runtime, CALL(runtime, get_number, SLOT_IS_TENSOR)(value, &is_tensor), problem)) {
    return NULL;
  }
  if (!is_tensor) {
    winnow_onnx_say(problem, "the output is no tensor");
    return NULL;
  }
  void *information = NULL;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, get_object, SLOT_TENSOR_TYPE_AND_SHAPE)(value, &information), problem)) {
    return NULL;
  }
  int32_t element_type = 0;
  bool read = winnow_onnx_read_shape(runtime, information, &element_type, rank, dimensions, problem);
  CALL(runtime, release, SLOT_RELEASE_TENSOR_TYPE_AND_SHAPE)(information);
  if (!read) return NULL;
  if (element_type != WINNOW_ONNX_FLOAT32) {
    winnow_onnx_say(problem, "the output does not hold 32-bit floats");
    return NULL;
  }
  void *data = NULL;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, get_object, SLOT_TENSOR_MUTABLE_DATA)(value, &data), problem)) {
    return NULL;
  }
  return data;
}

void winnow_onnx_results_release(winnow_onnx_results *results) {
  if (results == NULL) return;
  for (size_t index = 0; index < results->count; index++) {
    if (results->values[index]) {
      CALL(results->runtime, release, SLOT_RELEASE_VALUE)(results->values[index]);
    }
  }
  free(results);
}
