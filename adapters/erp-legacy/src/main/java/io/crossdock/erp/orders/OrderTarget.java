package io.crossdock.erp.orders;

/** Where a mapping file says that orders are to go; one of several forms. */
public sealed interface OrderTarget permits TableTarget, FileTarget, HttpTarget {}
