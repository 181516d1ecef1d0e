package dev.strapiwebhooks.compat;

import dev.strapiwebhooks.spring.contract.ProductionSliceContract;

class ProductionSliceTest extends ProductionSliceContract {}
