/** Writes docs/erp-mapping-reference.md from one description, and holds that description against the readers. */
package io.crossdock.erp.documents;
