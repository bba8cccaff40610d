#ifndef WINNOW_CLIBARCHIVE_SHIM_H
#define WINNOW_CLIBARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
