#ifndef WINNOW_CLIBDEFLATE_SHIM_H
#define WINNOW_CLIBDEFLATE_SHIM_H

#include <libdeflate.h>

#endif
