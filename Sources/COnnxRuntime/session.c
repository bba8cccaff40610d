#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime_internal.h"

bool winnow_onnx_read_shape(
    const winnow_onnx_runtime *runtime, const void *information, int32_t *element_type, size_t *rank,
    int64_t dimensions[WINNOW_ONNX_MAXIMUM_RANK], winnow_onnx_problem *problem) {
  int type = 0;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, get_number, SLOT_TENSOR_ELEMENT_TYPE)(information, &type), problem) ||
      winnow_onnx_failed(
          runtime, CALL(runtime, get_count, SLOT_DIMENSION_COUNT)(information, rank), problem)) {
    return false;
  }
  if (*rank > WINNOW_ONNX_MAXIMUM_RANK) {
    winnow_onnx_say(problem, "a tensor has more than 8 dimensions");
    return false;
  }
  *element_type = type;
  return !winnow_onnx_failed(
      runtime, CALL(runtime, get_dimensions, SLOT_DIMENSIONS)(information, dimensions, *rank), problem);
}

/// Describes one input or output of a session.
static bool describe(
    const winnow_onnx_session *session, enum slot name_slot, enum slot type_slot, size_t index,
    winnow_onnx_tensor_description *tensor, winnow_onnx_problem *problem) {
  const winnow_onnx_runtime *runtime = session->runtime;
  char *name = NULL;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, get_name, name_slot)(session->session, index, runtime->allocator, &name),
          problem)) {
    return false;
  }
  tensor->name = name;
  void *type = NULL;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, get_type, type_slot)(session->session, index, &type), problem)) {
    return false;
  }
  void *information = NULL;
  bool read = !winnow_onnx_failed(
      runtime, CALL(runtime, get_object, SLOT_TYPE_TO_TENSOR_INFORMATION)(type, &information), problem);
  // A sequence or map has no tensor information: it is described as what is no tensor.
  if (read && information != NULL) {
    read = winnow_onnx_read_shape(
        runtime, information, &tensor->element_type, &tensor->rank, tensor->dimensions, problem);
  }
  CALL(runtime, release, SLOT_RELEASE_TYPE)(type);
  return read;
}

/// Describes all inputs and outputs of a session.
static bool describe_all(winnow_onnx_session *session, winnow_onnx_problem *problem) {
  const winnow_onnx_runtime *runtime = session->runtime;
  if (winnow_onnx_failed(
          runtime,
          CALL(runtime, get_count, SLOT_SESSION_INPUT_COUNT)(session->session, &session->input_count),
          problem) ||
      winnow_onnx_failed(
          runtime,
          CALL(runtime, get_count, SLOT_SESSION_OUTPUT_COUNT)(session->session, &session->output_count),
          problem)) {
    return false;
  }
  session->tensors = calloc(session->input_count + session->output_count + 1, sizeof *session->tensors);
  if (session->tensors == NULL) {
    session->input_count = session->output_count = 0;
    winnow_onnx_say(problem, "out of memory");
    return false;
  }
  for (size_t index = 0; index < session->input_count; index++) {
    if (!describe(
            session, SLOT_SESSION_INPUT_NAME, SLOT_SESSION_INPUT_TYPE, index, &session->tensors[index],
            problem)) {
      return false;
    }
  }
  for (size_t index = 0; index < session->output_count; index++) {
    if (!describe(
            session, SLOT_SESSION_OUTPUT_NAME, SLOT_SESSION_OUTPUT_TYPE, index,
            &session->tensors[session->input_count + index], problem)) {
      return false;
    }
  }
  return true;
}

winnow_onnx_session *winnow_onnx_session_open(
    const winnow_onnx_runtime *runtime, const void *model, size_t length, int threads,
    winnow_onnx_problem *problem) {
  void *options = NULL;
  if (winnow_onnx_failed(
          runtime, CALL(runtime, create_object, SLOT_CREATE_SESSION_OPTIONS)(&options), problem)) {
    return NULL;
  }
  void *loaded = NULL;
  bool failed =
      winnow_onnx_failed(
          runtime, CALL(runtime, set_number, SLOT_SET_SESSION_EXECUTION_MODE)(options, SEQUENTIAL),
          problem) ||
      winnow_onnx_failed(
          runtime, CALL(runtime, set_number, SLOT_SET_INTRA_OP_THREADS)(options, threads), problem) ||
      winnow_onnx_failed(
          runtime, CALL(runtime, set_number, SLOT_SET_INTER_OP_THREADS)(options, 1), problem) ||
      winnow_onnx_failed(
          runtime,
          CALL(runtime, set_number, SLOT_SET_SESSION_GRAPH_OPTIMIZATION_LEVEL)(options, OPTIMISE_ALL),
          problem) ||
      winnow_onnx_failed(
          runtime,
          CALL(runtime, create_session_from_array, SLOT_CREATE_SESSION_FROM_ARRAY)(
              runtime->environment, model, length, options, &loaded),
          problem);
  CALL(runtime, release, SLOT_RELEASE_SESSION_OPTIONS)(options);
  if (failed) return NULL;

  winnow_onnx_session *session = calloc(1, sizeof *session);
  if (session == NULL) {
    CALL(runtime, release, SLOT_RELEASE_SESSION)(loaded);
    winnow_onnx_say(problem, "out of memory");
    return NULL;
  }
  session->runtime = runtime;
  session->session = loaded;
  if (!describe_all(session, problem)) {
    winnow_onnx_session_close(session);
    return NULL;
  }
  return session;
}

size_t winnow_onnx_input_count(const winnow_onnx_session *session) { return session->input_count; }

size_t winnow_onnx_output_count(const winnow_onnx_session *session) { return session->output_count; }

winnow_onnx_tensor_description winnow_onnx_input_at(const winnow_onnx_session *session, size_t index) {
  return session->tensors[index];
}

winnow_onnx_tensor_description winnow_onnx_output_at(const winnow_onnx_session *session, size_t index) {
  return session->tensors[session->input_count + index];
}

void winnow_onnx_session_close(winnow_onnx_session *session) {
  if (session == NULL) return;
  const winnow_onnx_runtime *runtime = session->runtime;
  for (size_t index = 0; session->tensors && index < session->input_count + session->output_count; index++) {
    void *name = (void *)session->tensors[index].name;
    winnow_onnx_problem ignored;
    if (name) {
      winnow_onnx_failed(
          runtime, CALL(runtime, allocator_free, SLOT_ALLOCATOR_FREE)(runtime->allocator, name), &ignored);
    }
  }
  free(session->tensors);
  CALL(runtime, release, SLOT_RELEASE_SESSION)(session->session);
  free(session);
}
