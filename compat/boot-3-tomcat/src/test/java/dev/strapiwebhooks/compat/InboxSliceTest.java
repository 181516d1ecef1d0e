package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.InboxSliceContract;

class InboxSliceTest extends InboxSliceContract {}
