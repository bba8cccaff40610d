#ifndef WINNOW_CLIBXSLT_SHIM_H
#define WINNOW_CLIBXSLT_SHIM_H

// libxml2's types are taken from its own module, so that both modules mean the same ones.
#pragma clang module import CLibXML2
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/imports.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>
#include <libxslt/security.h>
#include <libexslt/exslt.h>

// What libxslt reports goes through a variadic callback, which Swift can neither be nor call: it is collected here.
typedef struct {
  size_t length;
  char text[8192];
} winnow_xslt_log;

static inline winnow_xslt_log *winnow_xslt_log_new(void) {
  return (winnow_xslt_log *)calloc(1, sizeof(winnow_xslt_log));
}

static inline const char *winnow_xslt_log_text(const winnow_xslt_log *log) { return log->text; }

static inline void winnow_xslt_log_free(winnow_xslt_log *log) { free(log); }

// Text past the end of the buffer is dropped: the first lines tell the cause.
static void winnow_xslt_note(void *context, const char *format, ...) {
  winnow_xslt_log *log = (winnow_xslt_log *)context;
  if (log == NULL || log->length + 1 >= sizeof log->text) return;
  va_list arguments;
  va_start(arguments, format);
  int written = vsnprintf(log->text + log->length, sizeof log->text - log->length, format, arguments);
  va_end(arguments);
  if (written < 0) return;
  size_t room = sizeof log->text - log->length - 1;
  log->length += (size_t)written < room ? (size_t)written : room;
}

static void winnow_xslt_note_structured(void *context, xmlErrorPtr error) {
  if (error == NULL || error->level < XML_ERR_ERROR) return;
  // An XPath error while running has a number and the expression, but no message.
  if (error->message == NULL) {
    if (error->str1 != NULL)
      winnow_xslt_note(context, "cannot evaluate '%s' (XPath error %d)\n", error->str1, error->code);
    return;
  }
  if (error->line > 0)
    winnow_xslt_note(context, "error: file %s line %d\n", error->file ? error->file : "", error->line);
  winnow_xslt_note(context, "%s", error->message);
}

// Compiling reports to a handler of the whole process: the caller holds a lock around it.
static inline void winnow_xslt_collect_compilation(winnow_xslt_log *log) {
  xsltSetGenericErrorFunc(log, winnow_xslt_note);
}

static inline void winnow_xslt_collect_transformation(xsltTransformContextPtr context, winnow_xslt_log *log) {
  xsltSetTransformErrorFunc(context, log, winnow_xslt_note);
  if (context->xpathCtxt != NULL) {
    context->xpathCtxt->error = winnow_xslt_note_structured;
    context->xpathCtxt->userData = log;
  }
}

// XPath and parser errors of the calling thread, which libxml2 reports in two ways.
static inline void winnow_xslt_collect_thread(winnow_xslt_log *log) {
  xmlSetGenericErrorFunc(log, log == NULL ? NULL : winnow_xslt_note);
  xmlSetStructuredErrorFunc(log, log == NULL ? NULL : winnow_xslt_note_structured);
}

static inline xsltSecurityPrefsPtr winnow_xslt_forbid_everything(void) {
  xsltSecurityPrefsPtr security = xsltNewSecurityPrefs();
  if (security == NULL) return NULL;
  xsltSetSecurityPrefs(security, XSLT_SECPREF_READ_FILE, xsltSecurityForbid);
  xsltSetSecurityPrefs(security, XSLT_SECPREF_WRITE_FILE, xsltSecurityForbid);
  xsltSetSecurityPrefs(security, XSLT_SECPREF_CREATE_DIRECTORY, xsltSecurityForbid);
  xsltSetSecurityPrefs(security, XSLT_SECPREF_READ_NETWORK, xsltSecurityForbid);
  xsltSetSecurityPrefs(security, XSLT_SECPREF_WRITE_NETWORK, xsltSecurityForbid);
  return security;
}

// A stylesheet may copy one long value into every element it writes: what its nodes take is counted while they are made,
// and a transformation that takes too much is stopped.
typedef struct {
  xsltTransformContextPtr context;
  size_t left;
} winnow_xslt_budget;

static inline winnow_xslt_budget *winnow_xslt_current(void) {
  static _Thread_local winnow_xslt_budget budget;
  return &budget;
}

static void winnow_xslt_count_node(xmlNodePtr node) {
  winnow_xslt_budget *budget = winnow_xslt_current();
  if (budget->context == NULL || node == NULL) return;
  size_t size = sizeof *node;
  if (node->type == XML_TEXT_NODE && node->content != NULL) size += strlen((const char *)node->content);
  if (size <= budget->left) {
    budget->left -= size;
  } else {
    budget->left = 0;
    budget->context->state = XSLT_STATE_STOPPED;
  }
}

// Once, before the first budget: libxml2 then looks for the callback of the calling thread at each node.
static inline void winnow_xslt_prepare_budgets(void) { xmlRegisterNodeDefault(NULL); }

static inline void winnow_xslt_begin_budget(xsltTransformContextPtr context, size_t bytes) {
  *winnow_xslt_current() = (winnow_xslt_budget){context, bytes};
  // A macro for the variable of this thread; the function of that name would set the main thread's.
  xmlRegisterNodeDefaultValue = winnow_xslt_count_node;
}

// Returns 1 where the transformation was stopped.
static inline int winnow_xslt_end_budget(void) {
  int stopped = winnow_xslt_current()->left == 0;
  *winnow_xslt_current() = (winnow_xslt_budget){NULL, 0};
  xmlRegisterNodeDefaultValue = NULL;
  return stopped;
}

static inline void winnow_xslt_free_bytes(xmlChar *bytes) { xmlFree(bytes); }

#endif
