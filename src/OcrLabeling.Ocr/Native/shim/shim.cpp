#include "shim.h"
int32_t ocr_abi_version(void) { return 1; }
