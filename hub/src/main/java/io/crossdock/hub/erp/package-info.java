/** The ERP's changes as Camel exchanges, and their way into the canonical topics. */
package io.crossdock.hub.erp;
