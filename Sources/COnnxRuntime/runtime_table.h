// The slots of ONNX Runtime's function table (`OrtApi`) that are used, by their place in it.
//
// The table is a struct of function pointers without any other member. The first version has 102 of them
// (0 to 101); the runtime's header declares these frozen and asserts their count, so that the numbers below
// hold for every later library. `winnow_onnx_open` asks for version 1.

#ifndef WINNOW_RUNTIME_TABLE_H
#define WINNOW_RUNTIME_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum slot {
  SLOT_GET_ERROR_MESSAGE = 2,
  SLOT_CREATE_ENVIRONMENT = 3,
  SLOT_DISABLE_TELEMETRY_EVENTS = 6,
  SLOT_CREATE_SESSION_FROM_ARRAY = 8,
  SLOT_RUN = 9,
  SLOT_CREATE_SESSION_OPTIONS = 10,
  SLOT_SET_SESSION_EXECUTION_MODE = 13,
  SLOT_SET_SESSION_GRAPH_OPTIMIZATION_LEVEL = 23,
  SLOT_SET_INTRA_OP_THREADS = 24,
  SLOT_SET_INTER_OP_THREADS = 25,
  SLOT_SESSION_INPUT_COUNT = 30,
  SLOT_SESSION_OUTPUT_COUNT = 31,
  SLOT_SESSION_INPUT_TYPE = 33,
  SLOT_SESSION_OUTPUT_TYPE = 34,
  SLOT_SESSION_INPUT_NAME = 36,
  SLOT_SESSION_OUTPUT_NAME = 37,
  SLOT_CREATE_TENSOR_WITH_DATA = 49,
  SLOT_IS_TENSOR = 50,
  SLOT_TENSOR_MUTABLE_DATA = 51,
  SLOT_TYPE_TO_TENSOR_INFORMATION = 55,
  SLOT_TENSOR_ELEMENT_TYPE = 60,
  SLOT_DIMENSION_COUNT = 61,
  SLOT_DIMENSIONS = 62,
  SLOT_TENSOR_TYPE_AND_SHAPE = 65,
  SLOT_CREATE_CPU_MEMORY_INFORMATION = 69,
  SLOT_ALLOCATOR_FREE = 76,
  SLOT_DEFAULT_ALLOCATOR = 78,
  SLOT_RELEASE_ENVIRONMENT = 92,
  SLOT_RELEASE_STATUS = 93,
  SLOT_RELEASE_MEMORY_INFORMATION = 94,
  SLOT_RELEASE_SESSION = 95,
  SLOT_RELEASE_VALUE = 96,
  SLOT_RELEASE_TYPE = 98,
  SLOT_RELEASE_TENSOR_TYPE_AND_SHAPE = 99,
  SLOT_RELEASE_SESSION_OPTIONS = 100,
};

enum { TABLE_VERSION = 1, LOGGING_ERROR = 3, ARENA_ALLOCATOR = 1, DEFAULT_MEMORY = 0, SEQUENTIAL = 0 };
/// Every optimisation of the graph that the runtime knows.
enum { OPTIMISE_ALL = 99 };

/// What every call gives: NULL for success, else an object that holds a message.
typedef void *status;

struct table_base {
  void *const *(*table)(uint32_t version);
  const char *(*version)(void);
};

typedef const char *(*get_error_message)(status);
typedef status (*create_environment)(int logging, const char *name, void **environment);
typedef status (*on_object)(void *object);
typedef status (*create_object)(void **object);
typedef status (*set_number)(void *object, int number);
typedef status (*create_session_from_array)(
    void *environment, const void *model, size_t length, void *options, void **session);
typedef status (*get_count)(const void *object, size_t *count);
typedef status (*get_number)(const void *object, int *number);
typedef status (*get_type)(const void *session, size_t index, void **type);
typedef status (*get_name)(const void *session, size_t index, void *allocator, char **name);
typedef status (*allocator_free)(void *allocator, void *memory);
typedef status (*get_object)(const void *object, void **part);
typedef status (*get_dimensions)(const void *information, int64_t *dimensions, size_t count);
typedef status (*create_memory_information)(int allocator, int memory, void **information);
typedef status (*create_tensor_with_data)(
    const void *memory, void *values, size_t bytes, const int64_t *shape, size_t rank, int element_type,
    void **value);
typedef status (*run_session)(
    void *session, const void *options, const char *const *input_names, void *const *inputs,
    size_t input_count, const char *const *output_names, size_t output_count, void **outputs);
typedef void (*release)(void *object);

#endif
