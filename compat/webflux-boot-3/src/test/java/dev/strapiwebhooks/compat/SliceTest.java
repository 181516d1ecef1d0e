package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.SliceContract;

class SliceTest extends SliceContract {}
